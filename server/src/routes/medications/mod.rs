//! Drugs: the index that looking as one types asks for, and which drugs stay off sheets.

pub mod hide;
pub mod index;
