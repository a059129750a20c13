//! Files for the tax return, from the signed-in person's own records.

pub mod export_csv;
pub mod export_form;
mod year;
