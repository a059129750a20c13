//! Sums that agree from every side, months that are still to come, merging.

use proptest::prelude::*;

use super::*;

fn month(year: i32, month: u32) -> YearMonth {
    YearMonth::new(year, month).expect("a month")
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn expense(at: YearMonth, patient: &str, institution: &str, share: i64) -> Expense {
    Expense {
        patient: patient.into(),
        month: at,
        kind: "医科外来".into(),
        days: Some(1),
        institution: institution.into(),
        total: Yen(share * 3),
        insurer_share: Yen(share * 2),
        public_share: Yen::ZERO,
        counter_share: Yen(share),
    }
}

#[test]
fn a_month_arrives_on_the_tenth_of_the_second_month_after_it() {
    for (treated, arrives) in
        [(month(2026, 9), day(2026, 11, 10)), (month(2026, 11), day(2027, 1, 10)), (month(2026, 12), day(2027, 2, 10))]
    {
        assert_eq!(arrival_day(treated), arrives);
    }
    assert_eq!(complete_on(2026), day(2027, 2, 10));
    for (today, newest) in [
        (day(2026, 11, 22), month(2026, 9)),
        (day(2026, 11, 9), month(2026, 8)),
        (day(2026, 11, 10), month(2026, 9)),
        (day(2026, 1, 5), month(2025, 10)),
    ] {
        assert_eq!(newest_month_by(today), newest, "{today}");
    }
}

#[test]
fn a_year_names_what_is_there_what_was_nothing_and_what_is_to_come() {
    let rows = vec![
        expense(month(2026, 1), "太郎", "見本薬局", 500),
        expense(month(2026, 3), "太郎", "見本内科", 1_500),
        expense(month(2025, 12), "太郎", "見本内科", 9),
    ];
    let year = ExpenseYear { year: 2026, delivered_until: Some(month(2026, 9)), insurer_name: None, rows };
    let ledger = Ledger::of(&year, day(2026, 11, 22));
    assert_eq!(ledger.sums.counter_share, Yen(2_000));
    assert_eq!(ledger.months[0].status, MonthStatus::Arrived);
    assert_eq!(ledger.months[1].status, MonthStatus::None);
    assert_eq!(ledger.months[9].status, MonthStatus::NotYet { expected: day(2026, 12, 10) });
    assert_eq!(ledger.missing().map(|line| line.month.month()).collect::<Vec<_>>(), [10, 11, 12]);
    assert_eq!(ledger.institutions.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["見本内科", "見本薬局"]);
    assert!(ledger.provisional);
}

#[test]
fn months_before_the_service_are_not_kept_rather_than_nothing() {
    let year = ExpenseYear { year: 2021, delivered_until: Some(month(2021, 12)), insurer_name: None, rows: Vec::new() };
    let ledger = Ledger::of(&year, day(2026, 11, 22));
    assert_eq!(ledger.months[7].status, MonthStatus::NotKept);
    assert_eq!(ledger.months[8].status, MonthStatus::None);
    assert!(!ledger.provisional);
}

#[test]
fn a_year_is_provisional_until_december_is_there() {
    let year = |delivered_until| ExpenseYear { year: 2025, delivered_until, insurer_name: None, rows: Vec::new() };
    for (until, today, wanted) in [
        (Some(month(2025, 11)), day(2026, 3, 1), true),
        (Some(month(2025, 12)), day(2026, 2, 10), false),
        (None, day(2026, 2, 9), true),
        (None, day(2026, 2, 10), false),
    ] {
        assert_eq!(is_provisional(&year(until), today), wanted, "{until:?} {today}");
    }
}

#[test]
fn equal_rows_of_two_sources_count_once_and_of_one_source_twice() {
    let row = expense(month(2025, 5), "花子", "見本薬局", 300);
    let twice = [row.clone(), row.clone()];
    let once = [row.clone()];
    assert_eq!(repeated(&[&twice, &once]), [(1, &row)]);
    assert_eq!(repeated(&[&once, &twice]), [(1, &row)]);
    assert_eq!(repeated(&[&once, &once, &once]), [(1, &row), (2, &row)]);
    assert_eq!(repeated(&[&twice]), []);
}

proptest! {
    #[test]
    fn every_view_of_a_year_has_the_same_sum(rows in proptest::collection::vec((1u32..=12, 0usize..3, 0usize..4, -500i64..50_000), 0..40)) {
        let rows: Vec<Expense> = rows.iter().map(|(at, patient, place, share)| expense(month(2025, *at), ["太郎", "花子", "一郎"][*patient], ["A", "B", "C", "D"][*place], *share)).collect();
        let sum: Yen = rows.iter().map(|row| row.counter_share).sum();
        let ledger = Ledger::of(&ExpenseYear { year: 2025, delivered_until: None, insurer_name: None, rows }, day(2026, 3, 1));
        prop_assert_eq!(ledger.sums.counter_share, sum);
        prop_assert_eq!(ledger.months.iter().map(|line| line.counter_share).sum::<Yen>(), sum);
        for lines in [&ledger.patients, &ledger.institutions, &ledger.kinds] {
            prop_assert_eq!(lines.iter().map(|line| line.counter_share).sum::<Yen>(), sum);
        }
    }

    #[test]
    fn what_is_repeated_and_what_is_left_are_all_there_is(a in proptest::collection::vec(0i64..4, 0..8), b in proptest::collection::vec(0i64..4, 0..8)) {
        let source = |shares: &[i64]| shares.iter().map(|share| expense(month(2025, 1), "太郎", "A", *share)).collect::<Vec<_>>();
        let (a, b) = (source(&a), source(&b));
        let repeated = repeated(&[&a, &b]);
        prop_assert!(repeated.iter().all(|(source, _)| *source == 1));
        for row in a.iter().chain(&b) {
            let count = |rows: &[Expense]| rows.iter().filter(|other| *other == row).count();
            let again = repeated.iter().filter(|(_, other)| *other == row).count();
            prop_assert_eq!(count(&a) + count(&b) - again, count(&a).max(count(&b)));
        }
    }
}
