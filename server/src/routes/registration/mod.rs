//! Registering the card as insurance card.

pub mod create;
pub mod progress;
