//! Design-system parts shared by pages: one file per part.

#[cfg(feature = "ssr")]
pub mod trouble;
pub mod verdict_chip;
