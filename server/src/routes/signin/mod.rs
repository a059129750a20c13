//! The way in and the way out.

pub mod callback;
pub mod card;
pub mod login;
pub mod logout;
