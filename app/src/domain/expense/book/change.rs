//! What a form does to the book: the same fields and words whether the server takes the form or the browser does.

use chrono::{Datelike, NaiveDate};

use super::row::{Correction, Row, RowName, Why};
use super::typed::{self, Wrong, amount, paid_day};
use super::{Answered, Book};
use crate::domain::money::Yen;
use crate::domain::tax::form::Category;

/// Where the forms stand in the book: what is needed to read them.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// Tax year of the page.
    pub year: i32,
    /// Today in Japan.
    pub today: NaiveDate,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A row was added.
    Added,
    /// A typed row was changed.
    Changed,
    /// A typed row was taken out.
    Removed,
    /// A row of a notice was corrected.
    Corrected,
    /// The same to a row, which belongs to another year by the day it was paid.
    Elsewhere,
    /// A correction was taken back.
    Uncorrected,
    /// An answer was noted.
    Answered,
    /// What a file brought was taken out.
    Dropped,
    /// The row meant is not there any more.
    Gone,
}

/// The fields that [`apply`] reads, `do` first. What the page needs besides is none of them.
pub const FIELDS: [&str; 19] = [
    "do", "number", "kind", "whose", "on", "paid_on", "place", "item", "paid", "back", "marked", "receipt", "row",
    "why", "category", "left_out", "one", "other", "batch",
];

/// Does what a form says, or says what is wrong with it; then nothing is changed. `rows` are the rows as they are now: only those
/// can be corrected or asked about.
///
/// # Errors
/// Every wrong field with what to do.
pub fn apply<'a>(book: &mut Book, rows: &[Row], at: At, field: impl Fn(&str) -> &'a str) -> Result<Done, Vec<Wrong>> {
    let full = |full: super::Full| vec![Wrong::new("do", full.to_string())];
    let number = || field("number").parse::<u32>().ok();
    let row = |name: &str| {
        let name = RowName::parse(field(name))?;
        rows.iter().find(|row| row.name == name)
    };
    match field("do") {
        "add" => {
            let typed = typed::read(at.year, at.today, &field)?;
            let known = number().is_some_and(|number| book.typed.iter().any(|typed| typed.number == number));
            let elsewhere = is_of_another_year(typed.paid_on, at);
            book.put_typed(typed, number()).map_err(full)?;
            Ok(match known {
                _ if elsewhere => Done::Elsewhere,
                true => Done::Changed,
                false => Done::Added,
            })
        }
        "remove" => {
            let known = number().filter(|number| book.typed.iter().any(|typed| typed.number == *number));
            let Some(number) = known else { return Ok(Done::Gone) };
            book.remove_typed(number);
            Ok(Done::Removed)
        }
        "correct" => {
            // A typed row is not corrected: it is typed anew.
            let Some(row) = row("row").filter(|row| row.notified.is_some()) else { return Ok(Done::Gone) };
            let correction = correction(row, at, &field)?;
            if correction.says_something() {
                let elsewhere = is_of_another_year(correction.paid_on, at);
                book.correct(correction).map_err(full)?;
                Ok(if elsewhere { Done::Elsewhere } else { Done::Corrected })
            } else {
                book.uncorrect(&row.name);
                Ok(Done::Uncorrected)
            }
        }
        "uncorrect" => {
            let Some(row) = row("row") else { return Ok(Done::Gone) };
            book.uncorrect(&row.name);
            Ok(Done::Uncorrected)
        }
        "same" | "different" => {
            let (Some(one), Some(other)) = (RowName::parse(field("one")), RowName::parse(field("other"))) else {
                return Ok(Done::Gone);
            };
            book.answer(Answered { one, other, same: field("do") == "same" }).map_err(full)?;
            Ok(Done::Answered)
        }
        "drop" => match field("batch").parse::<usize>() {
            Ok(place) if place < book.batches.len() => {
                book.batches.remove(place);
                Ok(Done::Dropped)
            }
            _ => Ok(Done::Gone),
        },
        _ => Ok(Done::Gone),
    }
}

/// Whether what was paid on a day stands in another year than the one that is open.
fn is_of_another_year(paid_on: Option<NaiveDate>, at: At) -> bool {
    paid_on.is_some_and(|day| day.year() != at.year)
}

/// Reads a correction of a row.
fn correction<'a>(row: &Row, at: At, field: impl Fn(&str) -> &'a str) -> Result<Correction, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut yen = |name: &'static str, what: &str| {
        amount(field(name), name, what).unwrap_or_else(|error| {
            wrong.push(error);
            None
        })
    };
    let (paid, back) = (yen("paid", "払った額"), yen("back", "戻ってきた額"));
    let paid_on = paid_day(field("paid_on"), row.treated, at.year).unwrap_or_else(|error| {
        wrong.push(error);
        None
    });
    if paid_on.is_some_and(|day| day > at.today) {
        wrong.push(Wrong::new("paid_on", "まだ来ていない日付です。確かめてください。"));
    }
    let notified = row.notified.map(|notified| notified.share);
    let paid = paid.filter(|paid| Some(*paid) != notified);
    let why = Why::from_code(field("why"));
    // Nothing paid needs no amount.
    let paid = paid.or((why == Some(Why::Unpaid)).then_some(Yen::ZERO));
    if why == Some(Why::Subsidy) && paid.is_none() {
        wrong.push(Wrong::new(
            "paid",
            "実際に払った額を入れてください。助成で何も払わなかったときは、0 と入れてください。",
        ));
    }
    if why == Some(Why::OtherYear) && paid_on.is_none() {
        wrong.push(Wrong::new("paid_on", "払った日を入れてください。その日の年の分になります。"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let category = Category::ALL.into_iter().find(|category| category.code() == field("category"));
    let usual = crate::domain::tax::form::category_of(&row.kind);
    let correction = Correction {
        row: row.name.clone(),
        paid,
        reimbursed: back.unwrap_or(Yen::ZERO),
        paid_on,
        category: category
            .filter(|category| *category != usual.0 || usual.1 != crate::domain::tax::form::Certainty::Certain),
        why: None,
        left_out: !field("left_out").is_empty(),
    };
    // A reason for nothing is none.
    let why = why.filter(|_| correction.says_something());
    Ok(Correction { why, ..correction })
}

#[cfg(test)]
mod tests;
