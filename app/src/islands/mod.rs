//! The only code that reaches the browser: one file per island. Each page is complete without them.
//!
//! `chart_reader` reads what the server has drawn; `drug_search` holds the index it looks through, in memory alone;
//! `registration_progress` asks how far a registration is.

pub mod chart_reader;
pub mod drug_search;
pub mod registration_progress;
