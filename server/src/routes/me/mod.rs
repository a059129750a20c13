//! What a person says of their records.

pub mod disown;
pub mod own;
