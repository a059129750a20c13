//! The thin server between the browser and the hub.
//!
//! It knows sessions, pages' data and files to carry away; it keeps no health record.

pub mod export;
pub mod hub;
pub mod middleware;
pub mod routes;
pub mod session;
