//! Checkup results (特定健診 and its kin): what was measured, as it was delivered, and what may be said of it.
//!
//! A value keeps its 17-digit item code, its unit and its list of answers (OID); not done, not measurable and zero are
//! three different things.

pub mod answers;
mod catalogue;
pub mod items;
mod naming;
#[cfg(test)]
mod sample;
pub mod summary;
pub mod threshold;
pub mod trend;
pub mod units;
pub mod verdict;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One checkup of one day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Day of the checkup (健診実施年月日).
    pub date: NaiveDate,
    /// Program code (1.2.392.200119.6.1002): `010` 特定健診, `020` 後期高齢者, `030` 事業者 …
    pub program: String,
    /// Insurer that reported it.
    pub insurer_name: Option<String>,
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

/// Which side a value is only known to lie on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// 以下 (L)
    AtMost,
    /// 以上 (H)
    AtLeast,
}
