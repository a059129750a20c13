//! A stretch of a history, as it is asked for: a year a page, so that thirty years cost no more than one.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dispensing::Dispensing;

/// From a day to a day, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Span {
    /// From a day to a day.
    #[must_use]
    pub const fn new(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to }
    }

    /// A calendar year; years that no calendar has are the nearest that one has.
    #[must_use]
    pub fn year(year: i32) -> Self {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        Self { from: day(1, 1).unwrap_or(NaiveDate::MIN), to: day(12, 31).unwrap_or(NaiveDate::MAX) }
    }

    /// The last `days` days up to a day, which is the last of them.
    #[must_use]
    pub fn last_days(today: NaiveDate, days: u64) -> Self {
        let from = today.checked_sub_days(Days::new(days.saturating_sub(1))).unwrap_or(NaiveDate::MIN);
        Self { from, to: today }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Both together, and what lies between them.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { from: self.from.min(other.from), to: self.to.max(other.to) }
    }
}

/// What was asked for of a history, and how much there is in each year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// All rows of the span that any source tells, newest first; what one source tells of another's dispensing too.
    pub rows: Vec<Dispensing>,
    /// Years with dispensings, newest first, where the hub says how many there are.
    pub years: Vec<YearCount>,
}

/// How many dispensings a year has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearCount {
    /// Calendar year.
    pub year: i32,
    /// Dispensings.
    pub count: u32,
}

impl History {
    /// Of rows alone.
    #[must_use]
    pub fn of(rows: Vec<Dispensing>) -> Self {
        Self { rows, years: Vec::new() }
    }

    /// The years that can be opened, newest first: those with something in them, and those that are always offered.
    #[must_use]
    pub fn open_years(&self, always: impl IntoIterator<Item = i32>) -> Vec<i32> {
        let mut years: Vec<i32> = self.years.iter().map(|one| one.year).chain(always).collect();
        years.extend(self.rows.iter().map(|one| one.sort_day().year()));
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years
    }

    /// Whether there may be dispensings before a day: in an earlier year, or earlier in its own; where the hub does not
    /// say which years there are, nobody knows.
    #[must_use]
    pub fn goes_back_before(&self, day: NaiveDate) -> bool {
        let earlier = |one: &YearCount| one.count > 0 && Span::year(one.year).from < day;
        self.years.is_empty() || self.years.iter().any(earlier)
    }

    /// How many dispensings a year has, where the hub says so.
    #[must_use]
    pub fn count_of(&self, year: i32) -> Option<u32> {
        if self.years.is_empty() {
            return None;
        }
        Some(self.years.iter().find(|one| one.year == year).map_or(0, |one| one.count))
    }
}
