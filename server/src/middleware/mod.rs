//! What happens to every request before and after its handler. One concern a file.

pub mod request_id;
