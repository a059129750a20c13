//! Test support: rows and books of made-up people.

use chrono::NaiveDate;

use super::gather::{Gathered, Given, Hub, gather};
use super::row::{Correction, Row, Why};
use super::typed::{self, Typed};
use super::{Answered, Batch, Book, KeptIncome, Source};
use crate::domain::calendar::YearMonth;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::money::Yen;
use crate::domain::tax::income::Income;

pub(crate) const YEAR: i32 = 2025;

pub(crate) fn month(month: u32) -> YearMonth {
    YearMonth::new(YEAR, month).expect("a month")
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// The day of these tests: 2025 has arrived as a whole.
pub(crate) fn today() -> NaiveDate {
    day(2026, 3, 1)
}

pub(crate) fn expense(patient: &str, at: u32, kind: &str, institution: &str, share: i64) -> Expense {
    Expense {
        patient: patient.into(),
        month: month(at),
        kind: kind.into(),
        days: Some(1),
        institution: institution.into(),
        total: Yen(share * 10 / 3),
        insurer_share: Yen(share * 10 / 3 - share),
        public_share: Yen::ZERO,
        counter_share: Yen(share),
    }
}

pub(crate) fn hub(person: &str, rows: Vec<Expense>) -> Hub {
    let year = ExpenseYear { year: YEAR, delivered_until: Some(month(12)), insurer_name: None, rows };
    Hub { person: person.into(), birth: Some(day(1980, 1, 2)), years: vec![year] }
}

pub(crate) fn batch(source: Source, person: &str, rows: Vec<Expense>) -> Batch {
    Batch {
        source,
        file_name: "医療費情報_1.csv".into(),
        person: person.into(),
        birth: Some(day(1980, 1, 2)),
        covers: Some((month(1), month(12))),
        short: false,
        rows,
    }
}

/// A typed row as its form sends it.
pub(crate) fn typing(fields: &[(&str, &str)]) -> Typed {
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value);
    typed::read(YEAR, today(), field).expect("a good row")
}

/// Everything of a book together with the hub's answer.
pub(crate) fn together(hub: Option<&Hub>, book: &Book) -> Gathered {
    gather(Given { hub, book, grants: &[] })
}

/// A row as it comes out of one notice.
pub(crate) fn notice(patient: &str, at: u32, kind: &str, institution: &str, share: i64) -> Row {
    let hub = hub(patient, vec![expense(patient, at, kind, institution, share)]);
    together(Some(&hub), &Book::default()).rows.remove(0)
}

/// A row that was typed.
pub(crate) fn typed(whose: &str, kind: &str, place: &str, paid: i64, marked: bool) -> Row {
    let paid = paid.max(1).to_string();
    let mark = if marked { "on" } else { "" };
    let one = typing(&[
        ("kind", kind),
        ("whose", whose),
        ("place", place),
        ("paid", &paid),
        ("marked", mark),
        ("on", "2025-04-03"),
    ]);
    let mut book = Book::default();
    book.put_typed(one, None).expect("room");
    together(None, &book).rows.remove(0)
}

/// A book with something of everything.
pub(crate) fn book() -> Book {
    let mut book = Book::default();
    let rows = vec![
        expense("見本 太郎", 4, "調剤", "見本薬局", 1_203),
        expense("見本 太郎", 4, "医科入院", "見本総合病院", 90_369),
    ];
    book.add_batch(batch(Source::Mynaportal, "見本 太郎", rows)).expect("room");
    let short = Expense {
        kind: String::new(),
        total: Yen::ZERO,
        insurer_share: Yen::ZERO,
        days: None,
        ..expense("見本 春子", 5, "", "見本眼科", 2_400)
    };
    book.add_batch(Batch { birth: None, covers: None, ..batch(Source::Insurer, "", vec![short]) }).expect("room");
    for fields in [
        [("kind", "transport"), ("whose", "見本 太郎"), ("place", "見本バス"), ("paid", "4200"), ("on", "")],
        [("kind", "otc"), ("whose", "見本 春子"), ("place", "見本ドラッグ"), ("paid", "1,980"), ("on", "2025/6/1")],
    ] {
        book.put_typed(typing(&fields), None).expect("room");
    }
    let rows = together(None, &book).rows;
    let stay = rows.iter().find(|row| row.kind == "医科入院").expect("the stay");
    let mut correction = Correction::of(stay.name.clone());
    (correction.paid, correction.reimbursed, correction.why) = (Some(Yen(90_370)), Yen(30_000), Some(Why::Rounding));
    book.correct(correction).expect("room");
    let typed = rows.iter().find(|row| row.typed.is_some()).expect("a typed row");
    book.answer(Answered { one: stay.name.clone(), other: typed.name.clone(), same: false }).expect("room");
    book.keep_income(KeptIncome {
        year: YEAR,
        name: "見本 太郎".into(),
        income: Income::Exact(Yen(4_000_000)),
        deductions: None,
    });
    book
}
