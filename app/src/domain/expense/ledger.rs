//! A year of medical expenses added up: by month, patient, institution and kind, and which months are still to come.
//!
//! Only adds what was delivered; guesses no amounts. Days are arguments, no clock here.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Expense, ExpenseYear};
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;

/// First month of treatment that the service holds (令和3年9月診療分; 国税庁タックスアンサー No.1119).
#[must_use]
pub fn first_kept_month() -> YearMonth {
    YearMonth::new(2021, 9).expect("September is a month")
}

/// Day on which a month's expenses appear: the 10th of the second month after it
/// (receipts are billed in the month after treatment and checked in the next; as insurers announce it).
#[must_use]
pub fn arrival_day(month: YearMonth) -> NaiveDate {
    month.plus(2).day(10).expect("every month has a 10th")
}

/// Newest month that should have arrived by a day.
#[must_use]
pub fn newest_month_by(day: NaiveDate) -> YearMonth {
    let month = YearMonth::of(day).plus(-2);
    if arrival_day(month) <= day { month } else { month.plus(-1) }
}

/// Day on which the whole year (January to December) should be there: about 10 February of the next year.
#[must_use]
pub fn complete_on(year: i32) -> NaiveDate {
    arrival_day(YearMonth::new(year, 12).expect("December is a month"))
}

/// Whether a year's total can still grow (未確定) on a day.
#[must_use]
pub fn is_provisional(year: &ExpenseYear, today: NaiveDate) -> bool {
    let december = YearMonth::new(year.year, 12).expect("December is a month");
    match year.delivered_until {
        Some(until) => until < december,
        None => today < complete_on(year.year),
    }
}

/// Where a month of the year stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthStatus {
    /// Delivered, with rows.
    Arrived,
    /// Delivered, and there was nothing.
    None,
    /// Not delivered yet.
    NotYet {
        /// Day it is expected; may have passed when the source is late.
        expected: NaiveDate,
    },
    /// Before the service began to keep expenses (September 2021).
    NotKept,
}

/// One of the twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthLine {
    /// Month of treatment.
    pub month: YearMonth,
    /// The person's share in this month.
    pub counter_share: Yen,
    /// Number of rows.
    pub rows: usize,
    /// Where it stands.
    pub status: MonthStatus,
}

/// A sum under a name: a patient, an institution, a kind of care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Name as delivered.
    pub name: String,
    /// Whole cost.
    pub total: Yen,
    /// The person's share.
    pub counter_share: Yen,
    /// Number of rows.
    pub rows: usize,
}

/// The year added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Calendar year of treatment.
    pub year: i32,
    /// Sums of all rows of the year.
    pub sums: Sums,
    /// January to December.
    pub months: Vec<MonthLine>,
    /// By patient, highest share first.
    pub patients: Vec<Line>,
    /// By institution, highest share first.
    pub institutions: Vec<Line>,
    /// By kind of care (診療区分), highest share first.
    pub kinds: Vec<Line>,
    /// Whether months are still missing (未確定).
    pub provisional: bool,
    /// Day the year should be whole.
    pub complete_on: NaiveDate,
}

/// The four amounts of the notice, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// 医療費の総額
    pub total: Yen,
    /// 保険者の負担額
    pub insurer_share: Yen,
    /// その他の公費の負担額
    pub public_share: Yen,
    /// 窓口相当負担額
    pub counter_share: Yen,
}

impl Sums {
    /// Adds the rows up.
    #[must_use]
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Expense>) -> Self {
        rows.into_iter().fold(Self::default(), |sum, row| Self {
            total: sum.total + row.total,
            insurer_share: sum.insurer_share + row.insurer_share,
            public_share: sum.public_share + row.public_share,
            counter_share: sum.counter_share + row.counter_share,
        })
    }

    /// Share of the whole cost that insurer and public funds paid, in whole percent rounded down; nothing where there was no cost.
    #[must_use]
    pub fn covered_percent(&self) -> Option<i64> {
        (self.total > Yen::ZERO).then(|| (self.insurer_share + self.public_share).0 * 100 / self.total.0)
    }
}

impl Ledger {
    /// Adds up a year as seen on a day. Rows of other years are left out.
    #[must_use]
    pub fn of(year: &ExpenseYear, today: NaiveDate) -> Self {
        let rows: Vec<&Expense> = year.rows.iter().filter(|row| row.month.year() == year.year).collect();
        let delivered_until = year.delivered_until.unwrap_or_else(|| newest_month_by(today));
        let months = YearMonth::months_of(year.year)
            .map(|month| {
                let of_month = rows.iter().filter(|row| row.month == month);
                let count = of_month.clone().count();
                let status = if count > 0 {
                    MonthStatus::Arrived
                } else if month < first_kept_month() {
                    MonthStatus::NotKept
                } else if month <= delivered_until {
                    MonthStatus::None
                } else {
                    MonthStatus::NotYet { expected: arrival_day(month) }
                };
                MonthLine { month, counter_share: of_month.map(|row| row.counter_share).sum(), rows: count, status }
            })
            .collect();
        Self {
            year: year.year,
            sums: Sums::of(rows.iter().copied()),
            months,
            patients: lines(&rows, |row| &row.patient),
            institutions: lines(&rows, |row| &row.institution),
            kinds: lines(&rows, |row| &row.kind),
            provisional: is_provisional(year, today),
            complete_on: complete_on(year.year),
        }
    }

    /// The months that have not arrived, in order.
    pub fn missing(&self) -> impl Iterator<Item = &MonthLine> {
        self.months.iter().filter(|line| matches!(line.status, MonthStatus::NotYet { .. }))
    }
}

fn lines<'a>(rows: &[&'a Expense], name: impl Fn(&'a Expense) -> &'a str) -> Vec<Line> {
    let mut by_name: BTreeMap<&str, Line> = BTreeMap::new();
    for row in rows {
        let key = name(row);
        let line = by_name.entry(key).or_insert_with(|| Line {
            name: key.to_owned(),
            total: Yen::ZERO,
            counter_share: Yen::ZERO,
            rows: 0,
        });
        line.total += row.total;
        line.counter_share += row.counter_share;
        line.rows += 1;
    }
    let mut lines: Vec<Line> = by_name.into_values().collect();
    lines.sort_by(|a, b| b.counter_share.cmp(&a.counter_share).then_with(|| a.name.cmp(&b.name)));
    lines
}

/// Rows of several sources put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Each row once, by month, patient and institution.
    pub rows: Vec<Expense>,
    /// Rows that stood in more than one source and are counted once.
    pub duplicates: Vec<Expense>,
}

/// Puts sources together. A row that is equal in every field and stands in two sources is counted once and reported;
/// two equal rows inside one source are two real rows and both stay.
#[must_use]
pub fn merge(sources: &[&[Expense]]) -> Merged {
    let mut merged = Merged::default();
    for source in sources {
        let mut unmatched: Vec<bool> = vec![true; merged.rows.len()];
        for row in *source {
            let twin = (0..unmatched.len()).find(|&at| unmatched[at] && merged.rows[at] == *row);
            if let Some(at) = twin {
                unmatched[at] = false;
                merged.duplicates.push(row.clone());
            } else {
                merged.rows.push(row.clone());
            }
        }
    }
    merged.rows.sort_by(|a, b| {
        (a.month, &a.patient, &a.institution, &a.kind).cmp(&(b.month, &b.patient, &b.institution, &b.kind))
    });
    merged
}

#[cfg(test)]
mod tests {
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
        for (treated, arrives) in [
            (month(2026, 9), day(2026, 11, 10)),
            (month(2026, 11), day(2027, 1, 10)),
            (month(2026, 12), day(2027, 2, 10)),
        ] {
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
        assert_eq!(ledger.sums.covered_percent(), Some(66));
        assert_eq!(ledger.months[0].status, MonthStatus::Arrived);
        assert_eq!(ledger.months[1].status, MonthStatus::None);
        assert_eq!(ledger.months[9].status, MonthStatus::NotYet { expected: day(2026, 12, 10) });
        assert_eq!(ledger.missing().map(|line| line.month.month()).collect::<Vec<_>>(), [10, 11, 12]);
        assert_eq!(
            ledger.institutions.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(),
            ["見本内科", "見本薬局"]
        );
        assert!(ledger.provisional);
    }

    #[test]
    fn months_before_the_service_are_not_kept_rather_than_nothing() {
        let year =
            ExpenseYear { year: 2021, delivered_until: Some(month(2021, 12)), insurer_name: None, rows: Vec::new() };
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
        let merged = merge(&[&twice, &once]);
        assert_eq!((merged.rows.len(), merged.duplicates.len()), (2, 1));
        let merged = merge(&[&once, &twice]);
        assert_eq!((merged.rows.len(), merged.duplicates.len()), (2, 1));
        let merged = merge(&[&once, &once, &once]);
        assert_eq!((merged.rows.len(), merged.duplicates.len()), (1, 2));
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
        fn merging_loses_and_invents_nothing(a in proptest::collection::vec(0i64..4, 0..8), b in proptest::collection::vec(0i64..4, 0..8)) {
            let source = |shares: &[i64]| shares.iter().map(|share| expense(month(2025, 1), "太郎", "A", *share)).collect::<Vec<_>>();
            let (a, b) = (source(&a), source(&b));
            let merged = merge(&[&a, &b]);
            prop_assert_eq!(merged.rows.len() + merged.duplicates.len(), a.len() + b.len());
            for row in a.iter().chain(&b) {
                let count = |rows: &[Expense]| rows.iter().filter(|other| *other == row).count();
                prop_assert_eq!(count(&merged.rows), count(&a).max(count(&b)));
            }
        }
    }
}
