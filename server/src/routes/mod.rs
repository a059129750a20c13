//! Everything that is not a page: forms, downloads, the way in and out. `<noun>/<verb>.rs`.

pub mod export;
pub mod import;
pub mod insurance;
pub mod me;
mod redirect;
pub mod registration;
pub mod session;
pub mod settings;
pub mod signin;
pub mod tax;
