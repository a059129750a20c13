//! Drugs: the index that looking as one types asks for, which drugs stay off sheets, and files of all of them.

mod asked;
pub mod export_csv;
pub mod export_fhir;
pub mod export_jahis;
pub mod export_pdf;
pub mod export_text;
pub mod hide;
pub mod index;
