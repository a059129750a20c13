//! What the hub keeps about a citizen, computed from the citizen's seed and the simulated day.
//!
//! One file computes a kind of record, one writes its layout. Nothing here knows HTTP or who asks.

pub(crate) mod access;
pub(crate) mod checkups;
pub(crate) mod drugs;
pub(crate) mod eligibility;
pub(crate) mod exchange;
pub(crate) mod expenses;
mod header;
pub(crate) mod insurance;
pub(crate) mod insurer;
pub(crate) mod medications;
pub(crate) mod month;
pub(crate) mod notices;
pub(crate) mod payments;
pub(crate) mod place;
pub(crate) mod registration;
