//! Claims whose period is about to end: the nearest that something comes back for, and one before it that waits for a class.

use chrono::NaiveDate;

use super::found::at_least;
use crate::domain::calendar::{YearMonth, long_date};
use crate::domain::ceiling::statement::MonthLine;

/// A month that can be claimed for three months more at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lapse {
    /// Month of treatment.
    pub(crate) month: YearMonth,
    /// Last day of claiming.
    until: NaiveDate,
    /// What comes back, in words; nothing where the class is to be told first.
    amount: Option<String>,
}

impl Lapse {
    fn of(line: &MonthLine, today: NaiveDate) -> Option<Self> {
        let own = line.claimable(today).map(|refund| format!("{}{refund}", at_least(line.may_be_more())));
        let amount = own.or_else(|| line.with_family(today).map(|refund| format!("家族と合わせて {refund}")));
        let says = amount.is_some() || line.needs_class();
        says.then_some(Self { month: line.month, until: line.claim_until, amount })
    }

    /// The nearest, in the order of their days.
    pub(crate) fn nearest<'a>(lines: impl IntoIterator<Item = &'a MonthLine>, today: NaiveDate) -> Vec<Self> {
        let soon = lines.into_iter().filter(|line| line.lapses_soon(today));
        let mut soon: Vec<Self> = soon.filter_map(|line| Self::of(line, today)).collect();
        soon.sort_by_key(|one| one.month);
        let claim = soon.iter().position(|one| one.amount.is_some());
        let class =
            soon.iter().position(|one| one.amount.is_none()).filter(|class| claim.is_none_or(|claim| *class < claim));
        [class, claim].into_iter().flatten().map(|place| soon[place].clone()).collect()
    }

    /// In a sentence or two.
    pub(crate) fn sentence(&self) -> String {
        let (month, until) = (self.month, long_date(self.until));
        match &self.amount {
            Some(amount) => format!("{month}の分（{amount}）を請求できるのは、{until}までです。"),
            None => format!("{month}の分は、所得の区分が分かると計算できます。請求できるのは、{until}までです。"),
        }
    }
}
