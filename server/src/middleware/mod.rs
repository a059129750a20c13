//! What happens to every request before and after its handler. One concern a file.
//!
//! From outside in: what carries it through, name, log line, headers, address; then, for pages and forms, session, fault
//! page, access record, how often, pace, limits, form; for each form its guard.

pub mod acting;
pub mod carry;
pub mod client;
pub mod fault;
pub mod form;
pub mod guard;
pub mod headers;
pub mod keep;
pub mod limits;
pub mod log;
pub mod often;
mod origin;
pub mod pace;
pub mod record;
pub mod request_id;
pub mod session;
