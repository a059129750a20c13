//! A year beside the one before it. Only months that are whole in both are added up: nine months against twelve would say that
//! less was paid.

use super::coverage::{Coverage, Status};
use super::summary::Summary;
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;

/// A month in one of the two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// What was paid, as far as it is known.
    pub paid: Yen,
    /// Everybody's records of this month are there.
    pub whole: bool,
}

/// Two years month by month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// The newer year.
    pub year: i32,
    /// January to December: the month, the year before, the newer year.
    pub months: Vec<(u32, Side, Side)>,
}

impl Against {
    /// Puts two years side by side, each with what is known of its months.
    #[must_use]
    pub fn of(newer: (&Summary, &Coverage), older: (&Summary, &Coverage)) -> Self {
        let side = |(summary, coverage): (&Summary, &Coverage), place: usize| Side {
            paid: summary.months[place],
            whole: is_whole(coverage, place),
        };
        let months = YearMonth::months_of(newer.0.year)
            .enumerate()
            .map(|(place, month)| (month.month(), side(older, place), side(newer, place)))
            .collect();
        Self { year: newer.0.year, months }
    }

    /// Months that are whole in both years.
    #[must_use]
    pub fn common(&self) -> Vec<u32> {
        self.both().map(|(month, _, _)| *month).collect()
    }

    /// What was paid in these months: the year before, the newer year; nothing where there are none.
    #[must_use]
    pub fn sums(&self) -> Option<(Yen, Yen)> {
        self.both().next()?;
        Some((self.both().map(|(_, older, _)| older.paid).sum(), self.both().map(|(_, _, newer)| newer.paid).sum()))
    }

    /// Months that are not whole, of the year before and of the newer one.
    #[must_use]
    pub fn missing(&self) -> (Vec<u32>, Vec<u32>) {
        let of = |side: fn(&(u32, Side, Side)) -> Side| {
            self.months.iter().filter(|month| !side(month).whole).map(|month| month.0).collect()
        };
        (of(|month| month.1), of(|month| month.2))
    }

    fn both(&self) -> impl Iterator<Item = &(u32, Side, Side)> {
        self.months.iter().filter(|(_, older, newer)| older.whole && newer.whole)
    }
}

/// Whether nothing of a month is missing for anybody. Of whom only typed rows are known, no more will come.
fn is_whole(coverage: &Coverage, place: usize) -> bool {
    let mut months = coverage.people.iter().filter_map(|person| person.months.get(place)).peekable();
    months.peek().is_some()
        && months.all(|month| matches!(month.status, Status::Arrived | Status::None | Status::TypedOnly))
}

/// Months in words, those that follow each other as a span: `1月〜9月`, `3月・5月〜7月`.
#[must_use]
pub fn month_words(months: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for month in months {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *month => *last = *month,
            _ => spans.push((*month, *month)),
        }
    }
    let words: Vec<String> = spans
        .iter()
        .map(|(first, last)| if first == last { format!("{first}月") } else { format!("{first}月〜{last}月") })
        .collect();
    words.join("・")
}

#[cfg(test)]
mod tests {
    use super::super::Book;
    use super::super::gather::Given;
    use super::super::sample::{day, expense, hub, together};
    use super::super::year::YearBook;
    use super::*;
    use crate::domain::expense::ExpenseYear;

    /// A hub's answer with 1,000 yen in every month of both years that has arrived by its `until`.
    fn compared(year: i32, older_until: u32, newer_until: u32, today: chrono::NaiveDate) -> Against {
        let year_of = |year: i32, until: u32| {
            let rows = (1..=until)
                .filter_map(|month| {
                    let mut row = expense("見本 太郎", 1, "調剤", "見本薬局", 1_000);
                    row.month = YearMonth::new(year, month)?;
                    (row.month >= crate::domain::expense::ledger::first_kept_month()).then_some(row)
                })
                .collect();
            ExpenseYear { year, delivered_until: YearMonth::new(year, until), insurer_name: None, rows }
        };
        let mut hub = hub("見本 太郎", Vec::new());
        hub.years = vec![year_of(year - 1, older_until), year_of(year, newer_until)];
        let book = Book::default();
        let gathered = together(Some(&hub), &book);
        let given = Given { hub: Some(&hub), book: &book, grants: &[] };
        YearBook::of(given, &gathered, year, today).against.expect("a year before")
    }

    #[test]
    fn only_months_that_are_there_in_both_years_are_added_up() {
        for (year, older, newer, today, common, sums) in [
            (2025, 12, 12, day(2026, 3, 1), "1月〜12月", Some((12_000, 12_000))),
            // Nine months that have come are held against nine, not against twelve.
            (2026, 12, 9, day(2026, 11, 22), "1月〜9月", Some((9_000, 9_000))),
            // Records begin in September 2021.
            (2022, 12, 12, day(2026, 3, 1), "9月〜12月", Some((4_000, 4_000))),
            (2026, 12, 1, day(2026, 3, 12), "1月", Some((1_000, 1_000))),
            (2022, 12, 8, day(2022, 10, 12), "", None),
        ] {
            let against = compared(year, older, newer, today);
            assert_eq!(month_words(&against.common()), common, "{year} {today}");
            assert_eq!(against.sums(), sums.map(|(older, newer)| (Yen(older), Yen(newer))), "{year} {today}");
        }
    }

    #[test]
    fn what_is_not_compared_is_named() {
        let against = compared(2026, 12, 9, day(2026, 11, 22));
        assert_eq!(against.missing(), (vec![], vec![10, 11, 12]));
        let against = compared(2022, 12, 12, day(2026, 3, 1));
        assert_eq!(against.missing(), ((1..=8).collect(), vec![]));
    }

    #[test]
    fn months_that_follow_each_other_are_said_as_one() {
        for (months, words) in [
            (&[][..], ""),
            (&[9], "9月"),
            (&[1, 2, 3], "1月〜3月"),
            (&[3, 5, 6, 7], "3月・5月〜7月"),
            (&[1, 2, 4, 12], "1月〜2月・4月・12月"),
        ] {
            assert_eq!(month_words(months), words);
        }
    }
}
