//! Everything that is not a page: forms, downloads, the way in and out. `<noun>/<verb>.rs`.

pub mod access;
pub mod checkups;
pub mod expenses;
pub mod export;
pub mod family;
pub mod import;
pub mod insurance;
pub mod me;
pub mod medications;
pub mod notices;
mod redirect;
pub mod registration;
pub mod services;
pub mod session;
pub mod settings;
pub mod sharing;
pub mod signin;
pub mod tax;
