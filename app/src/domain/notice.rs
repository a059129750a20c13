//! Notices (お知らせ) and the record of who looked (閲覧記録), as the hub delivers them.

pub mod feed;
pub mod kind;
pub mod listing;
pub mod marks;
pub mod own;

use chrono::{NaiveDate, NaiveDateTime};
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

impl Look {
    /// Who looked, in words. An unknown role is told as staff.
    #[must_use]
    pub fn role_label(&self) -> &'static str {
        match self.role.as_str() {
            "doctor" => "医師",
            "pharmacist" => "薬剤師",
            "disaster" => "災害時の担当者",
            _ => "職員",
        }
    }

    /// What was looked at: `お薬と健診`.
    #[must_use]
    pub fn kinds_words(&self) -> String {
        let words: Vec<&str> = self
            .kinds
            .iter()
            .map(|kind| match kind.as_str() {
                "medications" => "お薬",
                "checkups" => "健診",
                "expenses" | "visits" => "受診した医療機関",
                _ => "そのほかの記録",
            })
            .collect();
        words.join("と")
    }

    /// Why they could: by consent at the card reader, or without it in a disaster.
    #[must_use]
    pub fn ground(&self) -> &'static str {
        if self.consent {
            "あなたの同意で"
        } else if self.role == "disaster" {
            "災害時の特別な扱いで（同意の確認なしに）"
        } else {
            "同意の記録がないまま"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn says_who_looked_at_what_and_why_they_could() {
        let at =
            chrono::NaiveDate::from_ymd_opt(2026, 11, 10).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a moment");
        for (role, kinds, consent, said) in [
            ("doctor", vec!["medications", "checkups"], true, "医師 お薬と健診 あなたの同意で"),
            ("disaster", vec!["medications"], false, "災害時の担当者 お薬 災害時の特別な扱いで（同意の確認なしに）"),
            ("clerk", vec!["teeth"], false, "職員 そのほかの記録 同意の記録がないまま"),
        ] {
            let kinds = kinds.into_iter().map(str::to_owned).collect();
            let look = Look { at, institution: "見本内科".into(), role: role.into(), kinds, consent };
            assert_eq!(format!("{} {} {}", look.role_label(), look.kinds_words(), look.ground()), said);
        }
    }
}
