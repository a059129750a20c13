//! Everything as one file.

pub mod all;
pub mod fhir;
