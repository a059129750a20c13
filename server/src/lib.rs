//! The thin server between the browser and the hub.
//!
//! It knows sessions, pages' data and files to carry away; it keeps no health record.

pub mod accept;
pub mod admin;
pub mod assets;
pub mod audit;
pub mod clock;
pub mod command;
pub mod config;
pub mod copies;
mod csp_report;
mod deeds;
pub mod disowned;
pub mod expense_book;
pub mod export;
pub mod feed;
pub mod form_key;
pub mod hub;
pub mod hub_sim;
pub mod keeping;
pub mod logging;
pub mod metrics;
pub mod middleware;
pub mod pages;
pub mod partner;
mod plain;
mod progress;
pub mod rate;
pub mod reach;
pub mod render;
pub mod router;
pub mod routes;
pub mod session;
pub mod signin;
pub mod start;
pub mod state;
pub mod store;
pub mod tls;
pub mod vault;
pub mod welcome;
