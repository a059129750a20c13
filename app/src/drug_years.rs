//! Walks through a person's whole history of drugs, the newest year first, a few years at a time: whoever looks through thirty
//! years keeps only what was found.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use futures::stream::{self, Stream, StreamExt};

use crate::domain::medication::{Dispensing, History, Span};
use crate::records::{Answer, Dated, Records};

/// Years that are offered where the hub does not say in which there is something: this one and those it keeps.
pub const YEARS_KEPT: i32 = 5;

/// As many years are asked for at once.
const AT_ONCE: usize = 3;

/// Days that a year is asked for beyond its end: what was prescribed on its last days is dispensed on the first of the next.
const BEYOND: u64 = 31;

/// One year of a history.
pub struct Year {
    /// Which.
    pub year: i32,
    /// Its rows, of every source.
    pub answer: Answer<Vec<Dispensing>>,
}

/// What to ask for to show a year whole.
#[must_use]
pub fn span_of(year: i32) -> Span {
    let span = Span::year(year);
    Span::new(span.from, span.to.checked_add_days(chrono::Days::new(BEYOND)).unwrap_or(span.to))
}

/// The years without what lies beyond each. The first answer says in which years there is anything.
pub fn walk(records: Arc<dyn Records>, today: NaiveDate) -> impl Stream<Item = Year> {
    let first = async move {
        let answer = records.medications(span_of(today.year())).await;
        let older = older_years(answer.as_ref().ok(), today);
        (records, answer, older)
    };
    stream::once(first).flat_map(move |(records, answer, older)| {
        let newest = Year { year: today.year(), answer: answer.map(rows) };
        let rest = stream::iter(older).map(move |year| {
            let records = Arc::clone(&records);
            async move { Year { year, answer: records.medications(span_of(year)).await.map(rows) } }
        });
        stream::once(std::future::ready(newest)).chain(rest.buffered(AT_ONCE))
    })
}

fn rows(answer: Dated<History>) -> Dated<Vec<Dispensing>> {
    Dated { value: answer.value.rows, as_of: answer.as_of }
}

/// The years before this one in which there is something, newest first.
fn older_years(newest: Option<&Dated<History>>, today: NaiveDate) -> Vec<i32> {
    let this = today.year();
    match newest {
        Some(answer) if !answer.value.years.is_empty() => {
            answer.value.open_years([]).into_iter().filter(|year| *year < this).collect()
        }
        _ => (this - YEARS_KEPT..this).rev().collect(),
    }
}
