//! Sheets for paper (`/print/…`): what stands on them, and the few controls around them that are not printed.

pub mod checkups;
pub mod eligibility;
pub mod medications;
