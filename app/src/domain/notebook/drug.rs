//! The drugs of a notebook: records 201 and 301 with what belongs to them, in groups of the same usage (RP).

use serde::{Deserialize, Serialize};

use super::Note;
use super::coded::{Author, DrugCodeKind, PreparationForm};

/// Drugs that are taken in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// RP番号, 1 to 999.
    pub number: u16,
    /// 201
    pub drugs: Vec<DrugLine>,
    /// 301
    pub usage: Option<Usage>,
    /// 311: 用法補足
    pub usage_notes: Vec<Note>,
    /// 391: 処方服用注意
    pub cautions: Vec<Note>,
}

/// 201: one drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrugLine {
    /// Name as handed out.
    pub name: String,
    /// 用量, digits as received: of a day for 内服, of a dose for 屯服, else the whole.
    pub amount: Option<String>,
    /// 単位
    pub unit: Option<String>,
    /// Code, where there is one.
    pub code: Option<DrugCode>,
    /// Who wrote it.
    pub author: Author,
    /// 一般名 (Ver.2.5 on).
    pub general: Option<General>,
    /// 281: 薬品補足
    pub supplements: Vec<Note>,
    /// 291: 薬品服用注意
    pub cautions: Vec<Note>,
}

/// A drug's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrugCode {
    /// Whose code it is.
    pub kind: DrugCodeKind,
    /// The code as received.
    pub code: String,
}

/// General name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct General {
    /// 一般名
    pub name: String,
    /// 一般名コード, where there is one.
    pub code: Option<String>,
}

/// 301: how it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Usage {
    /// In words: `【分１ 朝食後服用】`.
    pub name: Option<String>,
    /// Days for 内服, doses for 屯服, else 1.
    pub quantity: Option<u16>,
    /// 日分, 回分, 調剤
    pub unit: Option<String>,
    /// 剤形
    pub form: Option<PreparationForm>,
    /// JAMI 用法コード, where there is one.
    pub code: Option<String>,
    /// Who wrote it.
    pub author: Author,
}

impl Group {
    /// A group without anything.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self { number, drugs: Vec::new(), usage: None, usage_notes: Vec::new(), cautions: Vec::new() }
    }
}
