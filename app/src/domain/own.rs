//! Telling a person's records apart, so that one that is somebody else's can be named and hidden.
//!
//! The grain is what a person can judge: an eligibility, a checkup, an institution in a month. What names a record holds
//! no measured value and no amount, so that a record which is corrected later keeps its name.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::{YearMonth, long_date};
use super::checkup::Visit;
use super::eligibility::{Eligibility, EligibilityStatus, Term, Validity};
use super::expense::Expense;
use super::medication::Dispensing;

/// Kind of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecordKind {
    /// 健康保険の資格
    Eligibility,
    /// 健診
    Checkup,
    /// お薬
    Drugs,
    /// 医療費
    Expense,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Eligibility, Self::Checkup, Self::Drugs, Self::Expense];

    /// For a form or an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility",
            Self::Checkup => "checkup",
            Self::Drugs => "drugs",
            Self::Expense => "expense",
        }
    }

    /// From a form or an address.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Eligibility => "健康保険の資格",
            Self::Checkup => "健診",
            Self::Drugs => "お薬",
            Self::Expense => "医療費",
        }
    }
}

/// The day or month that a record is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecordDay {
    /// A day.
    Day(NaiveDate),
    /// A month.
    Month(YearMonth),
}

impl RecordDay {
    /// Calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Month(month) => month.year(),
        }
    }
}

/// `2026年5月14日`, `2026年5月`.
impl fmt::Display for RecordDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => f.write_str(&long_date(*day)),
            Self::Month(month) => write!(f, "{month}"),
        }
    }
}

/// What names one record among a person's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordName {
    /// Its kind.
    pub kind: RecordKind,
    /// Its day or month.
    pub day: RecordDay,
    /// Code of the institution, where the record tells one.
    pub code: Option<String>,
    /// Who it comes from, as the record says it.
    pub from: String,
}

impl RecordName {
    /// Of an eligibility: the insurer and the first day. A card's number may be issued anew.
    #[must_use]
    pub fn of_eligibility(one: &Eligibility) -> Self {
        let from = joined(&[&one.insurer_number, &one.insurer_name]);
        Self { kind: RecordKind::Eligibility, day: RecordDay::Day(one.valid_from), code: None, from }
    }

    /// Of a checkup: the day, the insurer and the place.
    #[must_use]
    pub fn of_visit(visit: &Visit) -> Self {
        let told = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let from = joined(&[&told(&visit.insurer_name), &told(&visit.facility_name)]);
        Self { kind: RecordKind::Checkup, day: RecordDay::Day(visit.date), code: None, from }
    }

    /// Of drugs: the month and who handed them over. A receipt that replaces the fresher record has the same name.
    #[must_use]
    pub fn of_dispensing(one: &Dispensing) -> Self {
        let code = Some(one.dispenser.code.trim().to_owned()).filter(|code| !code.is_empty());
        Self { kind: RecordKind::Drugs, day: RecordDay::Month(one.month), code, from: one.dispenser.name.clone() }
    }

    /// Of expenses: the month, the institution and who was treated.
    #[must_use]
    pub fn of_expense(row: &Expense) -> Self {
        let from = joined(&[&row.patient, &row.institution]);
        Self { kind: RecordKind::Expense, day: RecordDay::Month(row.month), code: None, from }
    }

    /// All of it but the institution's code, as one text that no other name gives.
    #[must_use]
    pub fn by_name(&self) -> String {
        joined(&[self.kind.code(), "name", &self.day_digits(), &self.from])
    }

    /// By the institution's code, where there is one.
    #[must_use]
    pub fn by_code(&self) -> Option<String> {
        self.code.as_ref().map(|code| joined(&[self.kind.code(), "code", &self.day_digits(), code]))
    }

    /// The text a page calls it by: by the code where there is one, because names are spelt in several ways.
    #[must_use]
    pub fn text(&self) -> String {
        self.by_code().unwrap_or_else(|| self.by_name())
    }

    fn day_digits(&self) -> String {
        match self.day {
            RecordDay::Day(day) => day.format("%Y%m%d").to_string(),
            RecordDay::Month(month) => format!("{:04}{:02}", month.year(), month.month()),
        }
    }
}

/// Parts with their lengths, so that no two lists of parts give the same text.
fn joined(parts: &[&str]) -> String {
    parts.iter().map(|part| format!("{}:{part}", part.len())).collect()
}

/// A record that its person has said is not theirs, as the list of them shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Number to tell on the telephone; names the entry, never the person.
    pub reference: String,
    /// Kind of the record.
    pub kind: RecordKind,
    /// Day or month of the record.
    pub day: RecordDay,
    /// Day on which the person said so.
    pub on: NaiveDate,
}

impl Hidden {
    /// In words: `2026年5月14日の健診`, `2013年4月25日からの健康保険の資格`.
    #[must_use]
    pub fn words(&self) -> String {
        let link = if self.kind == RecordKind::Eligibility { "からの" } else { "の" };
        format!("{}{link}{}", self.day, self.kind.label())
    }
}

/// What is left of the eligibilities when some are hidden, with the days of those. Where one in force today is among them, the
/// hub's word on validity was about that one, and is not passed on: that something is hidden is not that there is nothing.
#[must_use]
pub fn eligibility_without(
    mut status: EligibilityStatus,
    today: NaiveDate,
    is_hidden: impl Fn(&RecordName) -> bool,
) -> EligibilityStatus {
    let (hidden, left): (Vec<Eligibility>, Vec<Eligibility>) =
        status.line.into_iter().partition(|one| is_hidden(&RecordName::of_eligibility(one)));
    status.line = left;
    status.hidden = hidden.iter().map(Term::of).collect();
    if status.hides(today) {
        status.validity = Validity::Hidden;
    }
    status
}

#[cfg(test)]
mod tests;
