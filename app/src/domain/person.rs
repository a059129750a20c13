//! Who a record is about.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person as identified at sign-in or named in an answer of the hub. Never identified by マイナンバー.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name as registered; stored as given, never normalised.
    pub name: String,
    /// Name in kana; may be empty.
    pub kana: String,
    /// Day of birth.
    pub birth: NaiveDate,
    /// Sex as registered.
    pub sex: Sex,
}

/// Sex as registered (code list 007: 1 男, 2 女, 3 未設定).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
    /// 未設定
    Unspecified,
}

impl Sex {
    /// From the code of list 007; anything else is [`Sex::Unspecified`].
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "1" => Self::Male,
            "2" => Self::Female,
            _ => Self::Unspecified,
        }
    }

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
            Self::Unspecified => "3",
        }
    }
}
