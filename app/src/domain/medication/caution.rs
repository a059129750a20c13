//! What a person is known not to bear: allergies and side effects that records they brought tell of (お薬手帳, record 2).

use serde::{Deserialize, Serialize};

/// Kind of a note about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CautionKind {
    /// アレルギー歴
    Allergy,
    /// 副作用歴
    SideEffect,
    /// 既往歴
    History,
    /// そのほか
    Other,
}

impl CautionKind {
    /// From 患者特記レコード種別 (`formats.md` 4.2): 1 アレルギー, 2 副作用, 3 既往; 9 and anything else そのほか.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "1" => Self::Allergy,
            "2" => Self::SideEffect,
            "3" => Self::History,
            _ => Self::Other,
        }
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Allergy => "アレルギー",
            Self::SideEffect => "副作用",
            Self::History => "これまでの病気",
            Self::Other => "そのほか",
        }
    }
}

/// One note, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Caution {
    /// Its kind.
    pub kind: CautionKind,
    /// The words.
    pub text: String,
    /// Who wrote it, where told: the person or a medical institution.
    pub written_by: Option<String>,
}
