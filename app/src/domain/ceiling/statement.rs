//! A person's months held against their ceilings, from the rows of the expense notice: what might be claimed back, from whom,
//! until when, and what is missing where that cannot be said.
//!
//! A sum is called possible only where every needed input is known, or where it comes back whatever else does. Family members
//! are never guessed to be in the household.

mod benefit;
mod cover;
mod family;
mod line;
mod month;
mod sums;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::age::AgeGroup;
use super::back::{Back, Backs};
use super::class::ClassCode;
use super::household::Settlement;
use super::many::{Benefit, Many};
use super::tables::{Row, Table};
use super::told::{ToldClasses, ceiling_year};
use super::yearly::Running;
use crate::domain::calendar::YearMonth;
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::{Ledger, MonthStatus};
use crate::domain::money::Yen;
use crate::domain::person::Person;

/// All that is known.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Whose months.
    pub person: &'a Person,
    /// Every eligibility known.
    pub eligibility: &'a EligibilityStatus,
    /// Family members whose birth is known, by the delegations between them.
    pub household: &'a [Person],
    /// Classes the person told.
    pub told: &'a ToldClasses,
    /// What came back by the person's own book.
    pub back: &'a Backs,
    /// Years of expenses, oldest first.
    pub years: &'a [ExpenseYear],
    /// Today in Japan.
    pub today: NaiveDate,
}

/// Where an income class is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownFrom {
    /// A certificate on record.
    Record,
    /// The person told it.
    Person,
}

/// What keeps a month from being worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The income class.
    Class,
    /// Which of the finer rows of a class.
    FinerClass,
    /// An insurer in that month.
    Insurer,
    /// An insurer in that month: the person has hidden its record as not theirs.
    InsurerHidden,
    /// The insurer changed within the month: each counts its own part, and the rows do not tell the parts.
    InsurerChanged,
    /// Another scheme pays (医療扶助).
    Aid,
    /// A table for that month.
    Table,
    /// Rows in which other public funds pay.
    PublicFunds,
    /// Rows of an unknown kind of care.
    Kind,
    /// Who prescribed what a pharmacy dispensed.
    Prescriber,
    /// Whether what a pharmacy dispensed was for the specific disease: then it falls under the ceiling for that.
    DiseaseBill,
    /// Whether enough months before had a benefit (多数回該当).
    Many,
}

impl Missing {
    /// Whether the range of a month holds every answer to it. Rows of public funds and of unknown kinds are in no sum, and
    /// counted they raise the ceiling too; a class or an insurer that is not known has no range of what comes back.
    const fn is_read_every_way(self) -> bool {
        matches!(self, Self::Prescriber | Self::DiseaseBill | Self::Many)
    }
}

/// What can be said about a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was paid, or nothing has arrived.
    Nothing,
    /// What counts is less than the lowest of all ceilings.
    BelowAll(Yen),
    /// All is known, and the ceiling was not passed.
    Within,
    /// All is known, and this much might come back.
    Possible(Yen),
    /// It cannot be said. The range, where there is one, and why.
    Open {
        /// At least and at most, by what is known.
        between: Option<(Yen, Yen)>,
        /// Why.
        missing: Vec<Missing>,
    },
}

/// How a month was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoned {
    /// The class.
    pub code: ClassCode,
    /// Where it is known from.
    pub known_from: KnownFrom,
    /// The table of the month.
    pub table: &'static Table,
    /// Its row, halved in the month of turning 75.
    pub row: Row,
    /// Months before with a benefit.
    pub many: Many,
    /// Institutions where a ceiling worked at the counter already.
    pub capped: usize,
    /// What was paid at a counter where a ceiling worked, if it is none of a class that the person told.
    pub unfit: Option<Yen>,
    /// Those where it was the one for a specific disease.
    pub disease: usize,
    /// The least that comes back, in the way in which the rows can be joined.
    pub low: Settlement,
    /// The most.
    pub high: Settlement,
}

/// What adding family members would change, under conditions the rows cannot tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// With them something may come back, but the class is not known.
    NeedsClass,
    /// With them something may come back, but whose insurance it would be with is not known.
    NeedsInsurer,
    /// What would come back if they were with the same insurer.
    Together(Joint),
}

/// A month added up with family members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// What comes back in all.
    pub refund: Yen,
    /// Whether somebody's age was not known and taken for under 70.
    pub assumed: bool,
    /// Whether items were left out because no class is known for their age.
    pub left_out: bool,
}

/// One month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthLine {
    /// Month of treatment.
    pub month: YearMonth,
    /// Whether it has arrived.
    pub status: MonthStatus,
    /// The person's own share, all rows.
    pub paid: Yen,
    /// The insurers in force in the month, the one to claim from if it is one.
    pub insurers: Vec<String>,
    /// Whose rules.
    pub age: AgeGroup,
    /// Whether the late-stage scheme insures.
    pub late_stage: bool,
    /// Whether every ceiling is half, that of the insurer before and that of the late-stage scheme: the month of turning 75.
    pub half: bool,
    /// The ceiling to hold the month's sum against, where it is known.
    pub mark: Option<Yen>,
    /// What can be said.
    pub verdict: Verdict,
    /// How, where there was something to work out.
    pub reckoned: Option<Reckoned>,
    /// Family members with rows of this month.
    pub family: Option<Family>,
    /// What came back already, as the person wrote it.
    pub back: Back,
    /// Last day of claiming.
    pub claim_until: NaiveDate,
    /// Outpatient share after the monthly benefit, for the yearly outpatient ceiling.
    outpatient_borne: Yen,
    benefit: Benefit,
}

impl YearSum {
    /// Whether the class must be asked for: it is not known, and some yearly ceiling may have been reached.
    #[must_use]
    pub fn needs_class(&self) -> bool {
        let reached = |lowest: Option<Yen>, borne| lowest.is_some_and(|lowest| borne >= lowest);
        self.code.is_none()
            && (reached(self.lowest, self.borne) || reached(self.lowest_outpatient, self.outpatient_borne))
    }
}

/// A class to be asked for: one for each part of a year that has its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The year (August to July) it holds for.
    pub year: i32,
    /// Whose classes.
    pub age: AgeGroup,
    /// Whether the late-stage scheme insures.
    pub late_stage: bool,
    /// The months that need it; none where only the sum of the year does.
    pub months: Vec<YearMonth>,
}

/// A class that the person told, used or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The year (August to July).
    pub year: i32,
    /// The class.
    pub code: ClassCode,
}

/// A year of ceilings (August to July), as far as it has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearSum {
    /// The year in which it begins.
    pub year: i32,
    /// The table at its beginning.
    pub table: &'static Table,
    /// The newest class known in it. What counts is the class on 31 July.
    pub code: Option<ClassCode>,
    /// Whose classes, at its newest month.
    pub age: AgeGroup,
    /// Whether the late-stage scheme insures then.
    pub late_stage: bool,
    /// The lowest of all yearly ceilings for this age, if the table has any.
    pub lowest: Option<Yen>,
    /// The same of those for outpatient care alone.
    pub lowest_outpatient: Option<Yen>,
    /// Months that have arrived.
    pub arrived: usize,
    /// Of these, months that could not be worked out.
    pub open: usize,
    /// Borne so far after the monthly benefit.
    pub borne: Yen,
    /// Of this, outpatient care.
    pub outpatient_borne: Yen,
    /// Against the yearly ceiling.
    pub yearly: Option<Running>,
    /// Against the lower one, which no code tells.
    pub lower: Option<Running>,
    /// Outpatient care of 70 and over against its own.
    pub outpatient: Option<Running>,
}

/// A year of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// January to December.
    pub months: Vec<MonthLine>,
    /// Classes to be asked for.
    pub asks: Vec<Ask>,
    /// Classes the person told for these months.
    pub answered: Vec<Answered>,
    /// The years of ceilings that touch this one.
    pub sums: Vec<YearSum>,
}

/// Works out a calendar year of treatment.
#[must_use]
pub fn statement(case: &Case<'_>, year: i32) -> Statement {
    let ledgers: Vec<(&ExpenseYear, Ledger)> =
        case.years.iter().map(|year| (year, Ledger::of(year, case.today))).collect();
    let mut lines: BTreeMap<YearMonth, MonthLine> = BTreeMap::new();
    for (expenses, ledger) in &ledgers {
        for known in &ledger.months {
            let line = month::line(case, expenses, known.month, known.status, &lines);
            lines.insert(known.month, line);
        }
    }
    let months: Vec<MonthLine> = YearMonth::months_of(year).filter_map(|month| lines.get(&month).cloned()).collect();
    let sums: Vec<YearSum> =
        [year - 1, year].into_iter().filter_map(|start| sums::year_sum(case, start, &lines)).collect();
    Statement { asks: asks(&months, &sums), answered: answered(case.told, &months), sums, months }
}

fn asks(months: &[MonthLine], sums: &[YearSum]) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    for line in months.iter().filter(|line| line.needs_class()) {
        let year = ceiling_year(line.month);
        match asks.iter_mut().find(|ask| (ask.year, ask.age, ask.late_stage) == (year, line.age, line.late_stage)) {
            Some(ask) => ask.months.push(line.month),
            None => asks.push(Ask { year, age: line.age, late_stage: line.late_stage, months: vec![line.month] }),
        }
    }
    for sum in sums.iter().filter(|sum| sum.needs_class()) {
        if !asks.iter().any(|ask| (ask.year, ask.age, ask.late_stage) == (sum.year, sum.age, sum.late_stage)) {
            asks.push(Ask { year: sum.year, age: sum.age, late_stage: sum.late_stage, months: Vec::new() });
        }
    }
    asks
}

fn answered(told: &ToldClasses, months: &[MonthLine]) -> Vec<Answered> {
    let mut found: Vec<Answered> = Vec::new();
    for line in months {
        if let Some(code) = told.of(line.month, line.age, line.late_stage) {
            let answer = Answered { year: ceiling_year(line.month), code };
            if !found.contains(&answer) {
                found.push(answer);
            }
        }
    }
    found
}
