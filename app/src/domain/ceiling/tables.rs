//! The tables of monthly and yearly ceilings, chosen by the month of treatment (診療月). A change of the law is a new table,
//! never an `if` on a year.

mod from_2018;
mod from_2026;
mod from_2027;

use chrono::NaiveDate;

use super::age::AgeGroup;
use super::class::Class;
use super::formula::{Formula, half};
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;

/// One row: what somebody of a class pays at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The class.
    pub class: Class,
    /// Where a class has several rows: the monthly standard pay (標準報酬月額) that tells them apart. No code does.
    pub pay: Option<&'static str>,
    /// Ceiling of the household a month.
    pub monthly: Formula,
    /// From the fourth month within twelve (多数回該当); some rows have none.
    pub many: Option<Yen>,
    /// Outpatient ceiling of one person of 70 and over; some rows have none.
    pub outpatient: Option<Yen>,
    /// The same for a year, August to July (外来年間合算).
    pub outpatient_year: Option<Yen>,
    /// Yearly ceiling (年間上限), August to July; none before 2026-08.
    pub year: Option<Yen>,
    /// The lower yearly ceiling of those in this class with about two million yen of income or less, which no code tells.
    pub year_lower: Option<Yen>,
}

impl Row {
    /// Every monthly ceiling halved: the month of turning 75.
    #[must_use]
    pub fn halved(self) -> Self {
        Self {
            monthly: self.monthly.halved(),
            many: self.many.map(half),
            outpatient: self.outpatient.map(half),
            ..self
        }
    }
}

/// How sure a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Held in former months.
    Past,
    /// Holds now.
    InForce,
    /// Is to hold from a month to come.
    Planned,
}

impl Standing {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Past => "これまでの決まり",
            Self::InForce => "いまの決まり",
            Self::Planned => "予定",
        }
    }
}

/// What holds for any table that is still to come.
const PLANNED: &str = "まだ予定です。始まる前に変わることがあります。";

/// The ceilings of months of treatment from one month to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// First month of treatment.
    pub from: YearMonth,
    /// Last month of treatment; the newest table has none.
    pub until: Option<YearMonth>,
    /// Its name, with the years it holds for.
    pub name: &'static str,
    /// The paper it is attributed to, and how it was checked.
    pub source: &'static str,
    /// What is not confirmed about it, in words for the page.
    pub open: &'static [&'static str],
    /// The rows, in the order of the classes.
    pub rows: &'static [Row],
}

impl Table {
    /// What is not known for sure of it on a day: that it is only planned, where it is, and its open points.
    pub fn unsure(&self, today: NaiveDate) -> impl Iterator<Item = &'static str> + use<> {
        let planned = (self.standing(today) == Standing::Planned).then_some(PLANNED);
        planned.into_iter().chain(self.open.iter().copied())
    }

    /// Where it stands on a day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let month = YearMonth::of(today);
        if month < self.from {
            Standing::Planned
        } else if self.until.is_some_and(|until| until < month) {
            Standing::Past
        } else {
            Standing::InForce
        }
    }

    /// The rows of a class: one, or several that no code tells apart.
    pub fn rows_of(&self, class: Class) -> impl Iterator<Item = &'static Row> {
        self.rows.iter().filter(move |row| row.class == class)
    }

    /// The row of a class, where there is but one.
    #[must_use]
    pub fn row(&self, class: Class) -> Option<&'static Row> {
        let mut rows = self.rows_of(class);
        rows.next().filter(|_| rows.next().is_none())
    }

    /// The least that anybody of an age can have as a ceiling in a month: who paid less has reached none, whatever the class.
    /// `two_tenths`: the cost of outpatient care, where the person may be in 一般Ⅱ, whose ceiling the relief lowered.
    #[must_use]
    pub fn lowest(&self, age: AgeGroup, month: YearMonth, two_tenths: Option<Yen>) -> Yen {
        let rows = self.rows.iter().filter(|row| row.class.age() == age);
        let amounts = rows.flat_map(|row| [Some(row.monthly.base), row.many, row.outpatient]).flatten();
        let relieved = two_tenths.filter(|_| age == AgeGroup::From70).and_then(|cost| relief(month, cost));
        amounts.chain(relieved).min().unwrap_or(Yen::ZERO)
    }

    /// The least that any household of an age can have as its ceiling.
    #[must_use]
    pub fn lowest_household(&self, age: AgeGroup) -> Yen {
        let rows = self.rows.iter().filter(|row| row.class.age() == age);
        rows.flat_map(|row| [Some(row.monthly.base), row.many]).flatten().min().unwrap_or(Yen::ZERO)
    }
}

/// All tables, oldest first. The service keeps no month of treatment before the first.
pub const TABLES: [&Table; 3] = [&from_2018::TABLE, &from_2026::TABLE, &from_2027::TABLE];

/// The table of a month of treatment.
#[must_use]
pub fn table_of(month: YearMonth) -> Option<&'static Table> {
    TABLES.into_iter().find(|table| table.from <= month && table.until.is_none_or(|until| month <= until))
}

/// The table after the one of a month, if it is known.
#[must_use]
pub fn table_after(month: YearMonth) -> Option<&'static Table> {
    TABLES.into_iter().find(|table| table.from > month)
}

/// 配慮措置: from 2022-10 to 2025-09 the outpatient ceiling of 一般Ⅱ (75 and over, two tenths) was lower: 6,000 yen and a tenth
/// of the cost above 30,000. Known from one secondary page.
#[must_use]
pub fn relief(month: YearMonth, cost: Yen) -> Option<Yen> {
    let (first, last) = RELIEF;
    let held = first <= (month.year(), month.month()) && (month.year(), month.month()) <= last;
    held.then(|| Yen(6_000) + Yen((cost.max(Yen(30_000)) - Yen(30_000)).0 / 10))
}

/// First and last month of that relief.
const RELIEF: ((i32, u32), (i32, u32)) = ((2022, 10), (2025, 9));

/// A month of the tables.
const fn month(year: i32, number: u32) -> YearMonth {
    match YearMonth::new(year, number) {
        Some(month) => month,
        None => panic!("the tables hold real months"),
    }
}

#[rustfmt::skip]
const fn under(class: Class, monthly: Formula, many: i64) -> Row {
    Row { class, pay: None, monthly, many: Some(Yen(many)), outpatient: None, outpatient_year: None, year: None, year_lower: None }
}

impl Row {
    const fn a_year(self, yen: i64) -> Self {
        Self { year: Some(Yen(yen)), ..self }
    }

    const fn or_lower(self, yen: i64) -> Self {
        Self { year_lower: Some(Yen(yen)), ..self }
    }

    const fn outpatient(self, month: i64, year: Option<i64>) -> Self {
        let outpatient_year = match year {
            Some(yen) => Some(Yen(yen)),
            None => None,
        };
        Self { outpatient: Some(Yen(month)), outpatient_year, ..self }
    }

    const fn never_many(self) -> Self {
        Self { many: None, ..self }
    }

    const fn paid(self, pay: &'static str) -> Self {
        Self { pay: Some(pay), ..self }
    }
}

#[cfg(test)]
mod tests;
