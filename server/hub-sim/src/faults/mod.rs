//! Faults on purpose: how they are written, which of them a request meets, and how an answer is then delivered.

pub(crate) mod choppy;
pub(crate) mod plan;
pub(crate) mod spec;
