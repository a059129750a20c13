//! Drugs (薬剤情報): what was prescribed and dispensed, from every source, and what a person brought themselves.
//!
//! What a record says is kept as received. What is worked out from it (one dispensing told twice, what is probably being
//! taken, one ingredient from two hands) says so, and never changes the record.

pub mod caution;
mod classes;
mod code;
pub mod course;
mod dispensing;
mod drug;
mod form;
mod hidden;
mod ingredient;
mod institution;
mod key;
pub mod lanes;
mod learned;
mod merge;
pub mod overlap;
mod part;
pub mod search;
mod setting;
mod source;
mod span;
mod supply;
mod taking;
mod treatment;

pub use classes::class_name;
pub use code::{CodeSystem, DrugCode};
pub use dispensing::{Dispensing, Doctor, UNDATED, newest_first};
pub use drug::Drug;
pub use form::DrugForm;
pub use hidden::{Full, HiddenDrug, HiddenDrugs, LeftOut};
pub use ingredient::Named;
pub use institution::{Institution, InstitutionKind};
pub use key::DrugKey;
pub use merge::{Merged, merge};
pub use part::take_apart;
pub use setting::Setting;
pub use source::DrugSource;
pub use span::{History, Span, YearCount};
pub use supply::Supply;
pub use taking::{STILL_TAKEN, Taken, probably_taking};
pub use treatment::Treatment;

#[cfg(test)]
mod tests;
