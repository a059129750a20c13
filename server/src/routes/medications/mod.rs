//! Files of the signed-in person's drugs, or of those of the person for whom they act.

mod asked;
pub mod export_csv;
pub mod export_fhir;
pub mod export_jahis;
pub mod export_text;
