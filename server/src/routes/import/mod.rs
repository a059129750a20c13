//! The import page without JavaScript: files in, page out, files to carry away. Nothing is kept between two requests, but
//! for checkups and drugs that the person adds to their record.

pub mod export_csv;
pub mod export_form;
mod intake;
pub mod keep;
pub mod keep_drugs;
pub mod otc;
pub mod read;
mod rows;
mod turn;
