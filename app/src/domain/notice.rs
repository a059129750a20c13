//! Notices (お知らせ), as the hub delivers them.

pub mod feed;
pub mod kind;
pub mod listing;
pub mod marks;
pub mod own;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use kind::NoticeKind;
pub use marks::Marks;

/// A notice to the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Stable id.
    pub id: String,
    /// Day it was sent.
    pub on: NaiveDate,
    /// What it is about. A hub that does not say sends [`NoticeKind::Other`].
    #[serde(default)]
    pub kind: NoticeKind,
    /// Sender.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub body: String,
}
