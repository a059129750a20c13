//! What the portal keeps for a person: the copy, and erasing.

pub mod copy;
pub mod erase;
