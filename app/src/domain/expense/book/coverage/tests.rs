//! Months of each person: arrived, not yet, none; and the stamp of a year that may still grow.

use super::super::sample::{batch, day, expense, hub, together, typing};
use super::super::{Batch, Book};
use super::*;

fn months(person: &PersonYear) -> String {
    let letter = |month: &PersonMonth| match month.status {
        Status::Arrived => 'A',
        Status::None => '-',
        Status::NotYet { .. } => 'n',
        Status::NotCovered => '?',
        Status::NotKept => '.',
        Status::TypedOnly => 't',
    };
    person.months.iter().map(letter).collect()
}

/// The household of a hub's answer, a file of a spouse, and typed rows of a child.
fn seen_on(today: NaiveDate, hub_until: u32, file: Option<(u32, u32)>) -> Coverage {
    let month = super::super::sample::month;
    let mut hub = hub(
        "見本 太郎",
        vec![expense("見本 太郎", 2, "調剤", "見本薬局", 300), expense("見本 陽", 3, "調剤", "見本薬局", 0)],
    );
    hub.years[0].delivered_until = Some(month(hub_until));
    let mut book = Book::default();
    let covers = file.map(|(first, last)| (month(first), month(last)));
    let rows = vec![expense("見本 美和", 5, "歯科外来", "見本歯科", 4_000)];
    book.add_batch(Batch { covers, ..batch(Source::Mynaportal, "見本 美和", rows) }).expect("room");
    let bus = typing(&[
        ("kind", "transport"),
        ("whose", "見本 凜"),
        ("place", "見本バス"),
        ("paid", "860"),
        ("on", "2025-02-03"),
    ]);
    book.put_typed(bus, None).expect("room");
    let gathered = together(Some(&hub), &book);
    coverage(Given { hub: Some(&hub), book: &book, grants: &[] }, &gathered, 2025, today)
}

#[test]
fn each_person_has_their_own_months() {
    for (today, until, file, expected, provisional) in [
        (day(2026, 3, 1), 12, Some((1, 12)), ["-A----------", "----A-------", "tttttttttttt", "--A---------"], false),
        // Before 9 February, with everything there: still stamped.
        (day(2026, 2, 8), 12, Some((1, 12)), ["-A----------", "----A-------", "tttttttttttt", "--A---------"], true),
        (day(2026, 2, 9), 12, Some((1, 12)), ["-A----------", "----A-------", "tttttttttttt", "--A---------"], false),
        // In November 2025 the months to September have come.
        (day(2025, 11, 22), 9, Some((1, 9)), ["-A-------nnn", "----A----nnn", "tttttttttttt", "--A------nnn"], true),
        // A file of half a year in March: the other half should be there by now.
        (day(2026, 3, 1), 12, Some((1, 6)), ["-A----------", "----A-??????", "tttttttttttt", "--A---------"], true),
        // A file without a period covers its rows.
        (day(2026, 3, 1), 12, None, ["-A----------", "????A???????", "tttttttttttt", "--A---------"], true),
        // A hub that is late is not "not covered".
        (day(2026, 3, 1), 11, Some((1, 12)), ["-A---------n", "----A-------", "tttttttttttt", "--A--------n"], true),
    ] {
        let coverage = seen_on(today, until, file);
        let shown: Vec<String> = coverage.people.iter().map(months).collect();
        let names: Vec<&str> = coverage.people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["見本 太郎", "見本 美和", "見本 凜", "見本 陽"]);
        assert_eq!(shown, expected, "{today} {until} {file:?}");
        assert_eq!(coverage.is_provisional(), provisional, "{today} {until} {file:?}");
    }
}

#[test]
fn what_is_missing_is_named_by_person_and_month_with_the_day_it_is_expected() {
    let coverage = seen_on(day(2025, 11, 22), 9, Some((1, 9)));
    assert_eq!(
        coverage.missing_words(),
        ["見本 太郎：10月・11月・12月", "見本 美和：10月・11月・12月", "見本 陽：10月・11月・12月"]
    );
    assert_eq!(coverage.people[0].months[9].status, Status::NotYet { expected: day(2025, 12, 10) });
    assert_eq!(coverage.people[0].months[1].paid, Yen(300));
    assert_eq!(coverage.people[2].months[1].paid, Yen(860));
    assert_eq!(settled_on(i32::MAX), None);
}

#[test]
fn a_file_whose_rows_may_be_missing_is_named_in_its_years_alone() {
    let row = || vec![expense("見本 太郎", 5, "調剤", "見本薬局", 300)];
    for (short, covers, year, named) in [
        (false, Some((1, 12)), 2025, &[][..]),
        (true, Some((1, 12)), 2025, &["医療費情報_1.csv"]),
        (true, None, 2025, &["医療費情報_1.csv"]),
        (true, Some((1, 12)), 2024, &[]),
    ] {
        let month = super::super::sample::month;
        let covers = covers.map(|(first, last)| (month(first), month(last)));
        let mut book = Book::default();
        book.add_batch(Batch { short, covers, ..batch(Source::Mynaportal, "見本 太郎", row()) }).expect("room");
        let gathered = together(None, &book);
        let seen = coverage(Given { hub: None, book: &book, grants: &[] }, &gathered, year, day(2026, 3, 1));
        assert_eq!(seen.short, named, "{short} {covers:?} {year}");
    }
}

#[test]
fn months_before_the_service_are_not_kept() {
    let hub = hub("太郎", Vec::new());
    let book = Book::default();
    let gathered = together(Some(&hub), &book);
    let coverage = coverage(Given { hub: Some(&hub), book: &book, grants: &[] }, &gathered, 2021, day(2026, 3, 1));
    assert!(months(&coverage.people[0]).starts_with("........"));
}

#[test]
fn a_file_of_ones_own_takes_no_month_from_the_others() {
    let hub = hub(
        "見本 太郎",
        vec![expense("見本 太郎", 2, "調剤", "見本薬局", 300), expense("見本 陽", 3, "調剤", "見本薬局", 0)],
    );
    let mut book = Book::default();
    let rows = vec![expense("見本 太郎", 2, "調剤", "見本薬局", 300)];
    book.add_batch(batch(Source::Mynaportal, "見本 太郎", rows)).expect("room");
    let gathered = together(Some(&hub), &book);
    let coverage = coverage(Given { hub: Some(&hub), book: &book, grants: &[] }, &gathered, 2025, day(2026, 3, 1));
    let shown: Vec<String> = coverage.people.iter().map(months).collect();
    assert_eq!(shown, ["-A----------", "--A---------"]);
    assert!(!coverage.is_provisional());
}

#[test]
fn months_before_the_service_are_named_and_do_not_make_the_year_open() {
    let mut hub = hub("太郎", Vec::new());
    hub.years[0].year = 2021;
    hub.years[0].delivered_until = YearMonth::new(2021, 12);
    let book = Book::default();
    let gathered = together(Some(&hub), &book);
    let given = Given { hub: Some(&hub), book: &book, grants: &[] };
    for (year, not_kept) in [(2021, 8), (2025, 0)] {
        let coverage = coverage(given, &gathered, year, day(2026, 3, 1));
        let person = &coverage.people[0];
        assert_eq!((person.not_kept().len(), coverage.not_kept_words().is_some()), (not_kept, not_kept > 0), "{year}");
        assert!(person.not_kept().iter().all(|month| person.missing().contains(month)));
    }
    let of_2021 = coverage(given, &gathered, 2021, day(2026, 3, 1));
    assert!(!of_2021.is_provisional());
    assert!(
        of_2021.not_kept_words().is_some_and(|words| words.contains("2021年の1月・2月") && words.contains("領収書"))
    );
}
