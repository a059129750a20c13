//! Checkup results (特定健診 and its kin): what was measured, as it was delivered, and what may be said of it.
//!
//! A value keeps its 17-digit item code, its unit and its list of answers (OID); not done, not measurable and zero are
//! three different things.

pub mod added;
pub mod answers;
mod catalogue;
pub mod compare;
pub mod delivered;
pub mod derived;
pub mod document;
mod facts;
mod finding;
pub mod guidance;
pub mod items;
pub mod kind;
pub mod merge;
pub mod metabolic;
mod naming;
pub mod next_step;
mod origin;
pub mod questions;
pub mod range;
pub mod recorded;
pub mod report;
pub mod rule;
#[cfg(test)]
mod sample;
pub mod subject;
pub mod summary;
pub mod threshold;
pub mod trend;
pub mod trends;
pub mod units;
pub mod verdict;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use origin::{Origin, Source};

/// One checkup of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Day of the checkup (健診実施年月日).
    pub date: NaiveDate,
    /// Program code (1.2.392.200119.6.1002): `010` 特定健診, `020` 後期高齢者, `030` 事業者 …
    pub program: String,
    /// 報告区分 (1.2.392.200119.6.1001): `10` 特定健診, `40` 特定健診以外 …; nothing where the source says none.
    #[serde(default)]
    pub report: Option<String>,
    /// Where it came from; more than one where the same checkup came by several ways.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Insurer that reported it.
    pub insurer_name: Option<String>,
    /// Number of the insurer it was reported to (保険者番号), where the source tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer_number: Option<String>,
    /// Institution that did it.
    pub facility_name: Option<String>,
    /// Results in delivered order.
    pub results: Vec<Measurement>,
}

/// One delivered result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// 17-digit item code (JLAC10).
    pub code: String,
    /// Name as delivered.
    pub name: String,
    /// The value.
    pub value: Value,
    /// 検査方法 as the source names it beside the code; nothing where the code alone says it.
    #[serde(default)]
    pub method: Option<String>,
    /// Reference range (基準値) of this very report.
    #[serde(default)]
    pub range: Option<Range>,
    /// The report's own reading of the value (interpretationCode).
    #[serde(default)]
    pub flag: Option<Flag>,
    /// Who told it, where that is not everybody who told of the visit.
    #[serde(default, skip_serializing_if = "Origin::is_visit")]
    pub origin: Origin,
}

impl Visit {
    /// A checkup of which only day and program are known so far.
    #[must_use]
    pub fn new(date: NaiveDate, program: impl Into<String>) -> Self {
        Self {
            date,
            program: program.into(),
            report: None,
            sources: Vec::new(),
            insurer_name: None,
            insurer_number: None,
            facility_name: None,
            results: Vec::new(),
        }
    }

    /// The insurer by name, or by number where a source tells no name.
    #[must_use]
    pub fn insurer_words(&self) -> Option<String> {
        let numbered = || self.insurer_number.as_ref().map(|number| format!("保険者番号 {number}"));
        self.insurer_name.clone().or_else(numbered)
    }
}

impl Measurement {
    /// A result that came with its value alone.
    #[must_use]
    pub fn new(code: impl Into<String>, name: impl Into<String>, value: Value) -> Self {
        Self {
            code: code.into(),
            name: name.into(),
            value,
            method: None,
            range: None,
            flag: None,
            origin: Origin::Visit,
        }
    }
}

/// A reference range as the report gives it, in the unit of the value. At least one end is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Lower end, included.
    pub low: Option<End>,
    /// Upper end, included.
    pub high: Option<End>,
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// The digits as delivered.
    pub text: String,
    /// The number.
    pub number: f64,
}

/// How the report itself reads a value (interpretationCode).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flag {
    /// L
    Low,
    /// N
    Normal,
    /// H
    High,
}

/// A delivered value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A number with its unit (PQ).
    Quantity {
        /// The digits as delivered: `5.50` stays `5.50`.
        text: String,
        /// The number.
        number: f64,
        /// Unit (UCUM as delivered).
        unit: String,
        /// The value lies beyond the input range and is only a bound.
        bound: Option<Bound>,
    },
    /// An answer from a list (CD, CO).
    Coded {
        /// Code of the answer.
        code: String,
        /// The list; decides what the code means.
        oid: String,
        /// Meaning as delivered; may be empty.
        meaning: String,
    },
    /// Words (ST).
    Text(String),
    /// 未実施.
    NotDone,
    /// 測定不可能.
    NotMeasurable,
}

/// What stands in the place of a number that a document tells only by its flag: below the least that may be entered.
pub(crate) const BELOW_INPUT: &str = "入力最小値以下";
/// The same: above the most that may be entered.
pub(crate) const ABOVE_INPUT: &str = "入力最大値以上";

impl Value {
    /// Which side of all that may be entered it lies on, where it says no more than that.
    #[must_use]
    pub fn beyond_input(&self) -> Option<Bound> {
        match self {
            Self::Text(text) if text == BELOW_INPUT => Some(Bound::AtMost),
            Self::Text(text) if text == ABOVE_INPUT => Some(Bound::AtLeast),
            _ => None,
        }
    }
}

/// Which side a value is only known to lie on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// 以下 (L)
    AtMost,
    /// 以上 (H)
    AtLeast,
}
