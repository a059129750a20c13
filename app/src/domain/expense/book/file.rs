//! The book as one file that a person carries away and brings back. What comes back may have been changed on the way, so it is read
//! as strictly as a file from a stranger.

use chrono::NaiveDate;
use serde::Serialize;

use super::reading::{self, Fields};
use super::typed::Typed;
use super::{Batch, Book, MAX_AMOUNT, MAX_BATCHES, MAX_DAYS, MAX_NAME, MAX_NOTES, MAX_ROWS, MAX_TYPED};
use crate::domain::calendar::written;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::order;

/// What such a file calls itself.
const FORMAT: &str = "kenko-techo-expenses";
/// Version that is written, and the newest that is read.
const VERSION: u32 = 1;
/// Highest amount of a notice, either sign.
const MOST: i64 = 999_999_999_999;

/// What stands in the file.
#[derive(Serialize)]
struct Carried<'a> {
    format: &'static str,
    version: u32,
    #[serde(with = "written")]
    made: NaiveDate,
    book: &'a Book,
}

/// Why such a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookRefusal {
    /// It calls itself ours and cannot be read to its end.
    #[error(
        "「医療費の帳簿」のファイルですが、途中で切れているか、こわれていて読めませんでした。何も変わっていません。持ち帰ったときのファイルを、そのまま選んでください。"
    )]
    Broken,
    /// A version that this program does not know.
    #[error(
        "新しい版の「医療費の帳簿」のファイルのため、読めませんでした。何も変わっていません。作ったときと同じサイトで開いてください。"
    )]
    Newer,
    /// A value beyond what a book may hold.
    #[error("「医療費の帳簿」のファイルに、ありえない値が入っているため、読みませんでした。何も変わっていません。")]
    OutOfRange,
}

/// Whether a text says of itself that it is such a file.
#[must_use]
pub fn looks_like_one(text: &str) -> bool {
    let start: String = text.chars().take(200).filter(|c| !c.is_whitespace()).collect();
    start.starts_with('{') && start.contains(&format!("\"format\":\"{FORMAT}\""))
}

/// The file's text. Empty if the writer refuses, which it does not for these types.
#[must_use]
pub fn write(book: &Book, made: NaiveDate) -> String {
    let carried = Carried { format: FORMAT, version: VERSION, made, book };
    serde_json::to_string(&carried).unwrap_or_default()
}

/// The book of a file.
///
/// # Errors
/// [`BookRefusal`] for anything that [`write`] would not have written.
pub fn read(text: &str) -> Result<Book, BookRefusal> {
    let value = serde_json::from_str(text).map_err(|_| BookRefusal::Broken)?;
    let carried = Fields::of(&value).ok_or(BookRefusal::Broken)?;
    if carried.text("format").as_deref() != Some(FORMAT) {
        return Err(BookRefusal::Broken);
    }
    // Judged first: a newer version may look otherwise.
    match carried.number::<u32>("version") {
        Some(version) if version > VERSION => return Err(BookRefusal::Newer),
        Some(_) => {}
        None => return Err(BookRefusal::Broken),
    }
    carried.must("made", reading::day).ok_or(BookRefusal::Broken)?;
    let book = carried.must("book", reading::book).ok_or(BookRefusal::Broken)?;
    if is_sound(&book) { Ok(book) } else { Err(BookRefusal::OutOfRange) }
}

/// Whether a book holds nothing that could not have come from files and forms.
#[must_use]
pub fn is_sound(book: &Book) -> bool {
    let rows: usize = book.batches.iter().map(|batch| batch.rows.len()).sum();
    let counted = book.batches.len() <= MAX_BATCHES
        && rows <= MAX_ROWS
        && book.typed.len() <= MAX_TYPED
        && book.corrections.len() <= MAX_NOTES
        && book.answers.len() <= MAX_NOTES
        && book.incomes.len() <= MAX_BATCHES;
    counted
        && book.batches.iter().all(batch)
        && book.typed.iter().all(typed)
        && numbered(book)
        && book.corrections.iter().all(|one| {
            super::row::RowName::parse(one.row.text()).is_some()
                && one.paid.is_none_or(amount)
                && amount(one.reimbursed)
        })
        && book
            .answers
            .iter()
            .all(|one| [&one.one, &one.other].into_iter().all(|row| super::row::RowName::parse(row.text()).is_some()))
        && book
            .incomes
            .iter()
            .all(|one| name(&one.name) && one.deductions.is_none_or(|yen| (0..=MOST).contains(&yen.0)))
}

/// Each number once, and the next one free.
fn numbered(book: &Book) -> bool {
    let mut numbers: Vec<u32> = book.typed.iter().map(|typed| typed.number).collect();
    order::sort_by_key(&mut numbers, |number| *number);
    numbers.windows(2).all(|pair| pair[0] != pair[1]) && numbers.last().is_none_or(|last| *last < book.next)
}

fn batch(batch: &Batch) -> bool {
    [&batch.file_name, &batch.person].into_iter().all(|text| name(text)) && batch.rows.iter().all(row)
}

fn row(row: &Expense) -> bool {
    let amounts = [row.total, row.insurer_share, row.public_share, row.counter_share];
    [&row.patient, &row.kind, &row.institution].into_iter().all(|text| name(text))
        && amounts.into_iter().all(|yen| (-MOST..=MOST).contains(&yen.0))
        && row.days.is_none_or(|days| days <= MAX_DAYS)
}

fn typed(typed: &Typed) -> bool {
    [&typed.whose, &typed.place, &typed.item].into_iter().all(|text| name(text))
        && typed.paid.is_none_or(amount)
        && amount(typed.reimbursed)
        && (1900..=2200).contains(&typed.year)
}

fn name(text: &str) -> bool {
    text.chars().count() <= MAX_NAME && !text.chars().any(char::is_control)
}

fn amount(yen: Yen) -> bool {
    yen >= Yen::ZERO && yen <= MAX_AMOUNT
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample;
    use super::*;

    fn made() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
    }

    #[test]
    fn a_full_book_comes_back_as_it_went() {
        let book = sample::book();
        let text = write(&book, made());
        assert!(looks_like_one(&text) && !book.is_empty());
        assert_eq!(read(&text), Ok(book));
        assert_eq!(read(&write(&Book::default(), made())), Ok(Book::default()));
    }

    #[test]
    fn what_was_changed_on_the_way_is_refused() {
        let text = write(&sample::book(), made());
        for (changed, why) in [
            (text[..text.len() / 2].to_owned(), BookRefusal::Broken),
            (text.replace(FORMAT, "something"), BookRefusal::Broken),
            (text.replace("\"version\":1", "\"version\":2"), BookRefusal::Newer),
            (text.replace("202504", "202513"), BookRefusal::Broken),
            (text.replace("\"paid\":4200", "\"paid\":-1"), BookRefusal::OutOfRange),
            (text.replace("\"paid\":4200", "\"paid\":9999999999"), BookRefusal::OutOfRange),
            (text.replace("\"number\":1", "\"number\":0"), BookRefusal::OutOfRange),
            (text.replace("t|1", "x|1"), BookRefusal::OutOfRange),
            (text.replace("見本バス", &"長".repeat(MAX_NAME + 1)), BookRefusal::OutOfRange),
        ] {
            assert_ne!(changed, text, "{why:?}");
            assert_eq!(read(&changed), Err(why));
        }
        assert!(!looks_like_one("{\"a\":1}") && !looks_like_one("format"));
    }

    proptest! {
        #[test]
        fn no_damage_is_fatal_and_what_is_read_is_sound(hits in proptest::collection::vec((any::<prop::sample::Index>(), "[0-9a-z\"{}\\[\\],:|-]"), 1..6)) {
            let mut text: Vec<char> = write(&sample::book(), made()).chars().collect();
            for (at, letter) in hits {
                let at = at.index(text.len());
                text[at] = letter.chars().next().unwrap_or(' ');
            }
            if let Ok(book) = read(&text.into_iter().collect::<String>()) {
                prop_assert!(is_sound(&book));
                prop_assert_eq!(read(&write(&book, made())), Ok(book));
            }
        }
    }
}
