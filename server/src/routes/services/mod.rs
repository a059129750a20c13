//! Procedures, outside sites and payments: what a person marks there.

pub mod link;
