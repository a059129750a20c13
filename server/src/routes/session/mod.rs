//! The session itself, as far as a person can act on it.

pub mod end;
pub mod extend;
pub mod keep;
pub mod left;
