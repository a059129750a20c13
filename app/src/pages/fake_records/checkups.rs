//! Test support: results of made-up checkups, in few words.

use chrono::NaiveDate;

use super::day;
use crate::domain::checkup::{End, Measurement, Range, Value, Visit};

/// An amount under its delivered name.
pub(crate) fn amount(code: &str, name: &str, text: &str, unit: &str) -> Measurement {
    let number = text.parse().expect("a number");
    Measurement::new(code, name, Value::Quantity { text: text.into(), number, unit: unit.into(), bound: None })
}

/// An amount.
pub(crate) fn number(code: &str, text: &str, unit: &str) -> Measurement {
    amount(code, "", text, unit)
}

/// An answer of a list.
pub(crate) fn coded(code: &str, list: &str, answer: &str) -> Measurement {
    let oid = format!("1.2.392.200119.6.{list}");
    Measurement::new(code, "", Value::Coded { code: answer.into(), oid, meaning: String::new() })
}

/// The same with the report's own range; an empty text is no end.
pub(crate) fn within(measurement: Measurement, low: &str, high: &str) -> Measurement {
    let end =
        |text: &str| (!text.is_empty()).then(|| End { text: text.into(), number: text.parse().expect("a number") });
    Measurement { range: Some(Range { low: end(low), high: end(high) }), ..measurement }
}

/// A checkup of an insurer.
pub(crate) fn visit(date: NaiveDate, results: Vec<Measurement>) -> Visit {
    Visit { insurer_name: Some("△△△△健康保険組合".into()), results, ..Visit::new(date, "010") }
}

/// The usual two, newest first.
pub(super) fn usual() -> Vec<Visit> {
    let of = |year: i32, pressure: &str, sugar: &str| Visit {
        facility_name: Some("見本健診センター".into()),
        ..visit(
            day(year, 5, 14),
            vec![
                amount("9A751000000000001", "収縮期血圧", pressure, "mm[Hg]"),
                amount("3D046000001906202", "HbA1c", sugar, "%"),
                Measurement { name: "尿蛋白".into(), ..coded("1A010000000191111", "2102", "1") },
            ],
        )
    };
    vec![of(2026, "138", "5.5"), of(2025, "136", "5.7")]
}
