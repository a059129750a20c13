//! A year of medical expenses added up: by month, patient, institution and kind, and which months are still to come.
//!
//! Only adds what was delivered; guesses no amounts. Days are arguments, no clock here.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Expense, ExpenseYear};
use crate::domain::calendar::YearMonth;
use crate::domain::money::Yen;
use crate::domain::order;

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
    order::sort_by(&mut lines, |a, b| b.counter_share.cmp(&a.counter_share).then_with(|| a.name.cmp(&b.name)));
    lines
}

/// Rows of one person that stand in more than one source and count once: the later source's place, and the row. A row names its
/// patient only by name, so two people must not be mixed. Two equal rows inside one source are two real rows.
#[must_use]
pub fn repeated<'a>(sources: &[&'a [Expense]]) -> Vec<(usize, &'a Expense)> {
    let mut repeated = Vec::new();
    if sources.len() < 2 {
        return repeated;
    }
    let mut known: HashMap<&Expense, usize> = HashMap::new();
    for (place, source) in sources.iter().enumerate() {
        let mut here: HashMap<&Expense, usize> = HashMap::new();
        for row in source.iter() {
            let count = here.entry(row).or_default();
            *count += 1;
            if known.get(row).is_some_and(|before| *count <= *before) {
                repeated.push((place, row));
            }
        }
        for (row, count) in here {
            let most = known.entry(row).or_default();
            *most = count.max(*most);
        }
    }
    repeated
}

#[cfg(test)]
mod tests;
