//! The hub's messages: bytes in, domain types out. Wire types live and die here.
//!
//! Pure functions: no I/O, no clock. Every decoder answers any bytes with a value or a [`WireError`], never a panic.

mod access;
mod checkup;
mod delegation;
mod eligibility;
mod encoding;
mod expense;
mod field;
mod header;
mod json;
mod medication;
mod named;
mod payment;
mod registration;
mod xml;

use chrono::NaiveDateTime;

pub use access::{consents, exchanges, looks, new_report, report};
pub use checkup::checkups;
pub use delegation::{family, step};
pub use eligibility::eligibility;
pub use expense::expenses;
pub use json::notices;
pub use medication::medications;
pub use named::Named;
pub use payment::payments;
pub use registration::{pressed, registration};

/// A message read whole: what it says, when, and about whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<T> {
    /// The value in the product's own terms.
    pub value: T,
    /// The moment the hub made the answer (Japan time).
    pub as_of: NaiveDateTime,
    /// Everybody the message names as its subject; empty where the layout has no place for it.
    pub named: Vec<Named>,
    /// The subject that an answer without a person block names inside. A label on the outside can be put on the wrong
    /// body.
    pub subject: Option<String>,
}

/// Why a message gives no value. Says what was wrong with its form, never what it held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// Cut short, mis-encoded, or not the layout agreed on.
    #[error("unreadable message: {0}")]
    Garbled(&'static str),
    /// Well formed, and says that the hub could not do it.
    #[error("the hub reported a failure of its own")]
    Refused,
}
