//! Everything that is not a page: forms, downloads, the way in and out. `<noun>/<verb>.rs`.

pub mod access;
pub mod family;
pub mod import;
pub mod insurance;
mod redirect;
pub mod registration;
pub mod session;
pub mod signin;
pub mod tax;
