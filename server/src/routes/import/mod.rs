//! The import page without JavaScript: files in, page out, worked on, files to carry away. Nothing is kept between two requests, but
//! for checkups and drugs that the person adds to their record.

pub mod export;
pub(crate) mod fields;
pub(crate) mod files;
mod intake;
pub mod keep;
pub mod keep_drugs;
pub mod otc;
pub mod read;
pub(crate) mod turn;
