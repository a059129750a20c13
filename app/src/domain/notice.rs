//! Notices (お知らせ) and the record of who looked (閲覧記録), as the hub delivers them.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A notice to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Stable id.
    pub id: String,
    /// Day it was sent.
    pub on: NaiveDate,
    /// Sender.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
}

/// One look at the person's records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// When.
    pub at: NaiveDateTime,
    /// Institution that looked.
    pub institution: String,
    /// `doctor`, `pharmacist`, `disaster`.
    pub role: String,
    /// What was looked at: `medications`, `checkups`, `expenses`.
    pub kinds: Vec<String>,
    /// Whether the person had consented by card.
    pub consent: bool,
}
