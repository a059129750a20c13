//! The eligibility as a file.

pub mod export_pdf;
