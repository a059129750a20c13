//! The only code that reaches the browser: one file per island. Each page is complete without them.
//!
//! An island holds no record of its own: it reads what the server has drawn.

pub mod chart_reader;
