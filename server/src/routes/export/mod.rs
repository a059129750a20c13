//! Everything as one file.

pub mod all;
