//! Notices (お知らせ), as the hub delivers them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
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

/// What a person has done with their notices; names them by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Read.
    pub read: BTreeSet<String>,
    /// To be kept in sight.
    pub kept: BTreeSet<String>,
}

impl Marks {
    /// How many of these nobody has read yet.
    #[must_use]
    pub fn unread(&self, notices: &[Notice]) -> usize {
        notices.iter().filter(|notice| !self.read.contains(&notice.id)).count()
    }
}
