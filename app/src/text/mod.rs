//! Words shared by many pages. Words of one page stand in that page.

pub mod ja;
