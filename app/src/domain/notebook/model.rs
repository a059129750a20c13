//! The notebook as a whole, and the records that stand outside its dispensings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::coded::{Author, RemarkKind};
use super::{Dispensed, Doubts};
use crate::domain::person::Sex;

/// A notebook.
#[derive(Clone, Debug, PartialEq)]
pub struct Notebook {
    /// The two digits after `JAHISTC`: 1 is Ver.1.0, 8 is Ver.2.5 and 2.6.
    pub version: u8,
    /// Who gives it to whom.
    pub direction: Direction,
    /// Record 1.
    pub patient: Option<Patient>,
    /// Records 2.
    pub remarks: Vec<Remark>,
    /// Records 3 with their 31.
    pub otc: Vec<Otc>,
    /// Records 4.
    pub memos: Vec<Memo>,
    /// Records 5 with all that follows, in the order of the file.
    pub dispensings: Vec<Dispensed>,
    /// Records 701.
    pub pharmacists: Vec<Pharmacist>,
    /// Records of a number that is not known, and such that stand where they belong to nothing.
    pub unknown: Vec<Unknown>,
    /// What could not be read.
    pub doubts: Doubts,
}

/// 出力区分
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// 1: 医療機関・薬局から患者等へ.
    ToPatient,
    /// 2: 患者等から医療機関・薬局へ.
    FromPatient,
}

impl Direction {
    /// As the first line has it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ToPatient => "1",
            Self::FromPatient => "2",
        }
    }
}

/// 1: whose notebook it is. A field that is empty is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    /// 氏名
    pub name: String,
    /// 性別
    pub sex: Option<Sex>,
    /// 生年月日
    pub birth: Option<NaiveDate>,
    /// 郵便番号
    pub postal_code: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// 電話番号
    pub phone: Option<String>,
    /// 緊急連絡先
    pub emergency_contact: Option<String>,
    /// 血液型
    pub blood_type: Option<String>,
    /// 体重, digits as received.
    pub weight: Option<String>,
    /// 氏名カナ
    pub kana: Option<String>,
}

/// A text and who wrote it: records 281, 291, 311, 391, 401, 421, 501.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The text.
    pub text: String,
    /// Who wrote it.
    pub author: Author,
}

/// 2: an allergy, a side effect, a past disease or something else to know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// In words.
    pub text: String,
    /// Who wrote it.
    pub author: Author,
}

/// 3: a drug bought without a prescription (要指導医薬品・一般用医薬品).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Otc {
    /// Its name.
    pub name: String,
    /// First day of taking it.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Who wrote it.
    pub author: Author,
    /// Number among these records, to which ingredients refer.
    pub number: Option<u16>,
    /// JAN, thirteen digits.
    pub jan: Option<String>,
    /// Its ingredients.
    pub ingredients: Vec<OtcIngredient>,
}

/// 31: an ingredient of a drug bought without a prescription.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OtcIngredient {
    /// Its name.
    pub name: String,
    /// Code of the ingredient (成分名コード), where there is one.
    pub code: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

/// 4: a note in the notebook.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Memo {
    /// The text.
    pub text: String,
    /// The day it was written.
    pub on: Option<NaiveDate>,
    /// Who wrote it.
    pub author: Author,
}

/// 701: the pharmacist who looks after the person (かかりつけ薬剤師).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pharmacist {
    /// Name.
    pub name: String,
    /// Name of the pharmacy.
    pub pharmacy: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Who wrote it.
    pub author: Author,
}

/// A record that is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    /// Its fields; the first is its number.
    pub fields: Vec<String>,
}

impl Notebook {
    /// An empty one.
    #[must_use]
    pub fn new(version: u8, direction: Direction) -> Self {
        Self {
            version,
            direction,
            patient: None,
            remarks: Vec::new(),
            otc: Vec::new(),
            memos: Vec::new(),
            dispensings: Vec::new(),
            pharmacists: Vec::new(),
            unknown: Vec::new(),
            doubts: Doubts::default(),
        }
    }

    /// How many dispensings it tells, and how many drugs in them, whatever is known of their days.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.dispensings.len(), self.dispensings.iter().map(Dispensed::drug_count).sum())
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patient.is_none()
            && self.remarks.is_empty()
            && self.otc.is_empty()
            && self.memos.is_empty()
            && self.dispensings.is_empty()
            && self.pharmacists.is_empty()
            && self.unknown.is_empty()
    }

    /// Name of the version in words: `Ver.2.5・2.6`.
    #[must_use]
    pub const fn version_words(&self) -> &'static str {
        match self.version {
            1 => "Ver.1.0",
            2 => "Ver.1.1",
            3 => "Ver.2.0",
            4 => "Ver.2.1",
            5 => "Ver.2.2",
            6 => "Ver.2.3",
            7 => "Ver.2.4",
            _ => "Ver.2.5・2.6",
        }
    }
}
