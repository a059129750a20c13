//! The records that can be named one by one: what of a kind the hub gives out, each name once.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use crate::domain::medication::Span;
use crate::domain::own::{RecordKind, RecordName};
use crate::records::{Answer, Dated, Records};

/// Years of drugs and expenses that can be opened: this one and the five before.
#[must_use]
pub fn years(today: NaiveDate) -> RangeInclusive<i32> {
    today.year() - 5..=today.year()
}

/// The names of a kind, in the order of the records; `year` counts for drugs and expenses.
///
/// # Errors
/// What the hub's answer was instead.
pub async fn names_of(records: &dyn Records, kind: RecordKind, year: i32) -> Answer<Vec<RecordName>> {
    Ok(match kind {
        RecordKind::Eligibility => {
            let answer = records.eligibility().await?;
            named(answer.value.line.iter().map(RecordName::of_eligibility), answer.as_of)
        }
        RecordKind::Checkup => {
            let answer = records.checkups().await?;
            named(answer.value.iter().map(RecordName::of_visit), answer.as_of)
        }
        RecordKind::Drugs => {
            let answer = records.medications(Span::year(year)).await?;
            named(answer.value.rows.iter().map(RecordName::of_dispensing), answer.as_of)
        }
        RecordKind::Expense => {
            let answer = records.expenses(year).await?;
            named(answer.value.rows.iter().map(RecordName::of_expense), answer.as_of)
        }
    })
}

fn named(all: impl Iterator<Item = RecordName>, as_of: chrono::NaiveDateTime) -> Dated<Vec<RecordName>> {
    let mut names: Vec<RecordName> = Vec::new();
    for name in all {
        if !names.iter().any(|known| known.text() == name.text()) {
            names.push(name);
        }
    }
    Dated { value: names, as_of }
}
