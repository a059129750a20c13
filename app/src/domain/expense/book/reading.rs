//! Reads a book out of JSON by hand, no less strictly than the derived reader: a browser that brings a book back would else fetch a
//! reader for each type.

use serde_json::{Map, Value};

use super::row::{Correction, RowName, Why};
use super::typed::{Typed, TypedKind};
use super::{Answered, Batch, Book, KeptIncome, Source};
use crate::domain::calendar::{YearMonth, read_dashed};
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::tax::form::Category;
use crate::domain::tax::income::Income;

/// An object, by the names of its fields.
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.must(name, text)
    }

    pub(super) fn number<T: TryFrom<i64>>(&self, name: &str) -> Option<T> {
        T::try_from(self.0.get(name)?.as_i64()?).ok()
    }

    pub(super) fn must<T>(&self, name: &str, read: fn(&Value) -> Option<T>) -> Option<T> {
        read(self.0.get(name)?)
    }

    /// What may be missing; the outer nothing means that something else stands there.
    fn may<T>(&self, name: &str, read: fn(&Value) -> Option<T>) -> Option<Option<T>> {
        match self.0.get(name) {
            None | Some(Value::Null) => Some(None),
            Some(value) => read(value).map(Some),
        }
    }

    fn list<T>(&self, name: &str, read: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
        self.0.get(name)?.as_array()?.iter().map(read).collect()
    }
}

/// The book, if it is one.
pub(super) fn book(value: &Value) -> Option<Book> {
    let book = Fields::of(value)?;
    Some(Book {
        batches: book.list("batches", batch)?,
        typed: book.list("typed", typed)?,
        corrections: book.list("corrections", correction)?,
        answers: book.list("answers", answered)?,
        // Books of before had none.
        incomes: if book.0.contains_key("incomes") { book.list("incomes", kept_income)? } else { Vec::new() },
        next: book.number("next")?,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn yen(value: &Value) -> Option<Yen> {
    value.as_i64().map(Yen)
}

pub(super) fn day(value: &Value) -> Option<chrono::NaiveDate> {
    read_dashed(value.as_str()?)
}

fn row_name(value: &Value) -> Option<RowName> {
    text(value).map(RowName::unjudged)
}

fn source(value: &Value) -> Option<Source> {
    if let Some(grant) = Fields::of(value) {
        return grant.text("grant").map(Source::Grant);
    }
    match value.as_str()? {
        "hub" => Some(Source::Hub),
        "mynaportal" => Some(Source::Mynaportal),
        "insurer" => Some(Source::Insurer),
        "notebook" => Some(Source::Notebook),
        "typed" => Some(Source::Typed),
        _ => None,
    }
}

fn month(value: &Value) -> Option<YearMonth> {
    let month = Fields::of(value)?;
    YearMonth::new(month.number("year")?, month.number("month")?)
}

fn months(value: &Value) -> Option<(YearMonth, YearMonth)> {
    match value.as_array()?.as_slice() {
        [first, last] => Some((month(first)?, month(last)?)),
        _ => None,
    }
}

fn batch(value: &Value) -> Option<Batch> {
    let batch = Fields::of(value)?;
    Some(Batch {
        source: batch.must("source", source)?,
        file_name: batch.text("file_name")?,
        person: batch.text("person")?,
        birth: batch.may("birth", day)?,
        covers: batch.may("covers", months)?,
        // Written only where it holds.
        short: batch.may("short", Value::as_bool)?.unwrap_or_default(),
        rows: batch.list("rows", row)?,
    })
}

/// The short sequence that [`super::compact`] writes.
fn row(value: &Value) -> Option<Expense> {
    let [patient, month, kind, days, institution, total, insurer, public, counter] = value.as_array()?.as_slice()
    else {
        return None;
    };
    let digits = u32::try_from(month.as_u64()?).ok()?;
    let year = i32::try_from(digits / 100).ok().filter(|year| (1900..=2200).contains(year))?;
    Some(Expense {
        patient: text(patient)?,
        month: YearMonth::new(year, digits % 100)?,
        kind: text(kind)?,
        days: if days.is_null() { None } else { Some(u32::try_from(days.as_u64()?).ok()?) },
        institution: text(institution)?,
        total: yen(total)?,
        insurer_share: yen(insurer)?,
        public_share: yen(public)?,
        counter_share: yen(counter)?,
    })
}

fn typed(value: &Value) -> Option<Typed> {
    let typed = Fields::of(value)?;
    Some(Typed {
        number: typed.number("number")?,
        source: typed.must("source", source)?,
        kind: typed.must("kind", |kind| TypedKind::from_code(kind.as_str()?))?,
        whose: typed.text("whose")?,
        year: typed.number("year")?,
        on: typed.may("on", day)?,
        paid_on: typed.may("paid_on", day)?,
        place: typed.text("place")?,
        item: typed.text("item")?,
        paid: typed.may("paid", yen)?,
        reimbursed: typed.must("reimbursed", yen)?,
        marked: typed.must("marked", Value::as_bool)?,
        receipt: typed.must("receipt", Value::as_bool)?,
    })
}

fn correction(value: &Value) -> Option<Correction> {
    let correction = Fields::of(value)?;
    Some(Correction {
        row: correction.must("row", row_name)?,
        paid: correction.may("paid", yen)?,
        reimbursed: correction.must("reimbursed", yen)?,
        paid_on: correction.may("paid_on", day)?,
        category: correction
            .may("category", |code| Category::ALL.into_iter().find(|one| Some(one.code()) == code.as_str()))?,
        why: correction.may("why", |code| Why::from_code(code.as_str()?))?,
        left_out: correction.must("left_out", Value::as_bool)?,
    })
}

fn answered(value: &Value) -> Option<Answered> {
    let answered = Fields::of(value)?;
    Some(Answered {
        one: answered.must("one", row_name)?,
        other: answered.must("other", row_name)?,
        same: answered.must("same", Value::as_bool)?,
    })
}

fn kept_income(value: &Value) -> Option<KeptIncome> {
    let kept = Fields::of(value)?;
    Some(KeptIncome {
        year: kept.number("year")?,
        name: kept.text("name")?,
        income: kept.must("income", income)?,
        deductions: kept.may("deductions", yen)?,
    })
}

fn income(value: &Value) -> Option<Income> {
    let Some(income) = Fields::of(value) else {
        return (value.as_str() == Some("Unknown")).then_some(Income::Unknown);
    };
    if let Some(exact) = income.0.get("Exact") {
        return yen(exact).map(Income::Exact);
    }
    match income.0.get("Between")?.as_array()?.as_slice() {
        [least, most] => Some(Income::Between(yen(least)?, yen(most)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn reads_what_the_derived_reader_reads() {
        let incomes = [Income::Unknown, Income::Exact(Yen(1)), Income::Between(Yen(2), Yen(3))];
        let mut all = sample::book();
        for (place, income) in incomes.into_iter().enumerate() {
            all.keep_income(KeptIncome { year: 2025, name: format!("見本{place}"), income, deductions: None });
        }
        all.batches[0].source = Source::Grant("g".to_owned());
        all.batches[1].short = true;
        assert!(!all.typed.is_empty() && !all.corrections.is_empty() && !all.answers.is_empty());
        let written = serde_json::to_value(&all).expect("JSON");
        assert_eq!(book(&written), serde_json::from_value(written.clone()).ok());
        assert_eq!(book(&written), Some(all));
    }

    #[test]
    fn a_field_that_is_missing_or_of_another_kind_is_no_book() {
        let written = serde_json::to_value(sample::book()).expect("JSON");
        let Value::Object(fields) = &written else { panic!("an object") };
        for name in fields.keys().filter(|name| *name != "incomes") {
            let mut less = fields.clone();
            less.remove(name);
            assert_eq!(book(&Value::Object(less)), None, "{name}");
            let mut other = fields.clone();
            other.insert(name.clone(), Value::Bool(true));
            assert_eq!(book(&Value::Object(other)), None, "{name}");
        }
    }
}
