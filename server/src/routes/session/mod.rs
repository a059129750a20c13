//! The session itself, as far as a person can act on it.

pub mod extend;
