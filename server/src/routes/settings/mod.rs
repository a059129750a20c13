//! Settings of a browser.

pub mod text_size;
