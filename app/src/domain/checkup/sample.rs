//! Builders of visits for the tests of this folder. Synthetic.

use chrono::NaiveDate;

use super::{Bound, End, Measurement, Range, Value, Visit};
use crate::domain::person::{Person, Sex};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("YYYY-MM-DD")
}

pub(super) fn visit(date: &str, results: Vec<Measurement>) -> Visit {
    Visit { insurer_name: Some("見本健康保険組合".into()), results, ..Visit::new(day(date), "010") }
}

pub(super) fn number(code: &str, text: &str, unit: &str) -> Measurement {
    bounded(code, text, unit, None)
}

/// Amounts by their code, each as `138 mm[Hg]`.
pub(super) fn numbers(rows: &[(&str, &str)]) -> Vec<Measurement> {
    let parts = |text: &str| text.split_once(' ').map(|(text, unit)| (text.to_owned(), unit.to_owned()));
    rows.iter()
        .map(|(code, text)| parts(text).map(|(text, unit)| number(code, &text, &unit)).expect("a unit"))
        .collect()
}

pub(super) fn bounded(code: &str, text: &str, unit: &str, bound: Option<Bound>) -> Measurement {
    result(
        code,
        Value::Quantity { text: text.into(), number: text.parse().expect("a number"), unit: unit.into(), bound },
    )
}

pub(super) fn coded(code: &str, list: &str, answer: &str) -> Measurement {
    result(code, Value::Coded { code: answer.into(), oid: format!("1.2.392.200119.6.{list}"), meaning: String::new() })
}

pub(super) fn result(code: &str, value: Value) -> Measurement {
    Measurement::new(code, "", value)
}

/// A range from two writings; an empty one is no end.
pub(super) fn range(low: &str, high: &str) -> Range {
    let end =
        |text: &str| (!text.is_empty()).then(|| End { text: text.into(), number: text.parse().expect("a number") });
    Range { low: end(low), high: end(high) }
}

/// A man born in 1974.
pub(super) fn man() -> Person {
    Person { name: String::new(), kana: String::new(), birth: day("1974-06-12"), sex: Sex::Male }
}

pub(super) const SBP: &str = "9A755000000000001";
pub(super) const HBA1C: &str = "3D046000001920402";
