//! The portal as a whole: the real binaries on free ports, asked over HTTP by plain clients.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod access;
mod app;
mod audit;
mod card_door;
mod ceiling;
mod client;
mod crawl;
mod deception;
mod family;
mod family_table;
mod files;
mod foreign;
mod form_key;
mod forms;
mod headers;
mod hostile;
mod hostile_provider;
mod log;
mod login;
mod logout;
mod mine;
mod nodes;
mod nonces;
mod notices;
mod notices_feed;
mod outage;
mod pages;
mod provider;
mod rates;
mod redirects;
mod registration;
mod services;
mod sessions;
mod sessions_arrival;
mod sessions_ends;
mod sessions_own;
mod sessions_provider;
mod sessions_step_up;
mod slow;
mod stop;
mod text_size;
mod tidy;
mod tls;
mod visits;
