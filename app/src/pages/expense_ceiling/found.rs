//! What may be claimed back, over all the months that can still be claimed: for the pages that only name the sum.

use chrono::{Datelike, NaiveDate};
use futures::future::{join, join_all};

use super::household;
use crate::domain::ceiling::statement::{Case, statement};
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::first_kept_month;
use crate::domain::money::Yen;
use crate::pages::visit::Visitor;

/// The months of treatment that can be claimed lie within the last two years, which touch three calendar years.
const YEARS: i32 = 3;

/// What was found, and the calendar years of treatment in which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The sum.
    pub(crate) sum: Yen,
    /// Newest first.
    pub(crate) years: Vec<i32>,
    /// Whether more may come back than the sum: a bill in it is still open.
    pub(crate) open: bool,
}

/// Before a sum that is the least there can be.
pub(super) fn at_least(open: bool) -> &'static str {
    if open { "少なくとも " } else { "" }
}

impl Found {
    /// In a sentence.
    pub(crate) fn sentence(&self) -> String {
        let years: Vec<String> = self.years.iter().map(|year| format!("{year}年")).collect();
        format!(
            "届いている{}の医療費から、{}{} が払い戻される可能性があります（目安）。",
            years.join("・"),
            at_least(self.open),
            self.sum
        )
    }
}

/// What the records that can be read say; nothing where nothing was found.
pub(crate) async fn claimable(visitor: &Visitor, eligibility: &EligibilityStatus, today: NaiveDate) -> Option<Found> {
    let first = first_kept_month().year().max(today.year() - YEARS + 1);
    let asked = join_all((first..=today.year()).map(|year| visitor.records.expenses(year)));
    let (answers, (told, family)) =
        join(asked, join(visitor.keeping.ceiling_classes(), visitor.records.delegations())).await;
    let years: Vec<ExpenseYear> = answers.into_iter().filter_map(|answer| Some(answer.ok()?.value)).collect();
    let told = told.unwrap_or_default();
    let household = family.map(|answer| household(&answer.value)).unwrap_or_default();
    let case = Case { person: &visitor.person, eligibility, household: &household, told: &told, years: &years, today };
    let each = (first..=today.year()).rev().map(|year| {
        let months = statement(&case, year).months;
        let sure = || months.iter().filter_map(|line| Some((line, line.claimable(today)?)));
        (year, sure().map(|(_, refund)| refund).sum::<Yen>(), sure().any(|(line, _)| line.may_be_more()))
    });
    let found: Vec<(i32, Yen, bool)> = each.filter(|(_, sum, _)| *sum > Yen::ZERO).collect();
    let sum: Yen = found.iter().map(|(_, sum, _)| *sum).sum();
    let open = found.iter().any(|(_, _, open)| *open);
    let years: Vec<i32> = found.into_iter().map(|(year, _, _)| year).collect();
    (!years.is_empty()).then_some(Found { sum, years, open })
}
