//! One dispensing of a notebook: records 5, 11, 15, 51, 55, and what stands after the drugs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::coded::{Author, ProvidedKind};
use super::{Group, Note};

/// 5 and everything up to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispensed {
    /// Day of dispensing, or of prescribing where a hospital handed the drugs out; none where it could not be read.
    pub on: Option<NaiveDate>,
    /// Who wrote that.
    pub author: Author,
    /// 11
    pub place: Option<Place>,
    /// 15
    pub staff: Vec<Staff>,
    /// 51
    pub prescribed_at: Option<PrescribedAt>,
    /// The drugs, by the doctor who prescribed them.
    pub orders: Vec<Order>,
    /// 401: 服用注意
    pub cautions: Vec<Note>,
    /// 411: 医療機関等提供情報
    pub provided: Vec<Provided>,
    /// 421: 残薬確認
    pub leftovers: Vec<Note>,
    /// 501: 備考
    pub notes: Vec<Note>,
    /// 601: 患者等記入
    pub entries: Vec<Entry>,
}

/// 11: where the drugs were handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Name.
    pub name: String,
    /// 都道府県, two digits.
    pub prefecture: Option<String>,
    /// 点数表: 1 医科, 3 歯科, 4 調剤.
    pub table: Option<String>,
    /// Seven digits.
    pub code: Option<String>,
    /// 郵便番号
    pub postal_code: Option<String>,
    /// 住所
    pub address: Option<String>,
    /// 電話番号
    pub phone: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

/// 15: who handed them out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Name.
    pub name: String,
    /// How to reach them.
    pub contact: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

/// 51: where the drugs were prescribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrescribedAt {
    /// Name.
    pub name: String,
    /// 都道府県, two digits.
    pub prefecture: Option<String>,
    /// 点数表: 1 医科, 3 歯科.
    pub table: Option<String>,
    /// Seven digits.
    pub code: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

/// The drugs that one doctor prescribed; without a doctor where the notebook names none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// 55
    pub doctor: Option<Doctor>,
    /// The groups (RP) in their order.
    pub groups: Vec<Group>,
}

/// 55: who prescribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doctor {
    /// Name.
    pub name: String,
    /// 診療科
    pub department: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

/// 411: what an institution tells the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provided {
    /// The text.
    pub text: String,
    /// What kind it is.
    pub kind: Option<ProvidedKind>,
    /// Who wrote it.
    pub author: Author,
}

/// 601: what the patient wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The text.
    pub text: String,
    /// The day it was written.
    pub on: Option<NaiveDate>,
}

impl Dispensed {
    /// One of a day with nothing in it.
    #[must_use]
    pub fn new(on: Option<NaiveDate>, author: Author) -> Self {
        Self {
            on,
            author,
            place: None,
            staff: Vec::new(),
            prescribed_at: None,
            orders: Vec::new(),
            cautions: Vec::new(),
            provided: Vec::new(),
            leftovers: Vec::new(),
            notes: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// All groups, whoever prescribed them.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.orders.iter().flat_map(|order| &order.groups)
    }

    /// How many drugs stand in it.
    #[must_use]
    pub fn drug_count(&self) -> usize {
        self.groups().map(|group| group.drugs.len()).sum()
    }
}
