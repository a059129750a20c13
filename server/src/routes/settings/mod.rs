//! Settings: what the portal keeps for a person, erasing it, and what belongs to a browser.

pub mod copy;
pub mod erase;
pub mod text_size;
