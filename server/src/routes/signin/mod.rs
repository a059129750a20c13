//! The way in and the way out.

mod arrival;
pub mod backchannel;
pub mod callback;
pub mod card;
pub(crate) mod leading;
pub mod login;
pub mod logout;
mod way_back;
