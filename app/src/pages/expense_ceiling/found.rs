//! What may be claimed back, over all the months that can still be claimed: for the pages that only name the sum.

use chrono::{Datelike, NaiveDate};
use futures::future::{join, join_all};

use super::back::backs;
use super::household;
use super::lapse::Lapse;
use crate::domain::ceiling::statement::{Case, MonthLine, statement};
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
    /// The sum; zero where nothing is known to come back, and a claim about to lapse is all that was found.
    sum: Yen,
    /// Those of the sum, newest first.
    years: Vec<i32>,
    /// Whether more may come back than the sum: a bill in it is still open.
    open: bool,
    /// Claims about to lapse.
    lapses: Vec<Lapse>,
}

/// Before a sum that is the least there can be.
pub(super) fn at_least(open: bool) -> &'static str {
    if open { "少なくとも " } else { "" }
}

impl Found {
    /// Whether something comes back.
    pub(crate) fn has_sum(&self) -> bool {
        self.sum > Yen::ZERO
    }

    /// The years whose working says more, newest first.
    pub(crate) fn pages(&self) -> Vec<i32> {
        let mut years: Vec<i32> =
            self.years.iter().copied().chain(self.lapses.iter().map(|one| one.month.year())).collect();
        years.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        years.dedup();
        years
    }

    /// In sentences.
    pub(crate) fn sentences(&self) -> String {
        let sum = self.has_sum().then(|| self.sentence());
        sum.into_iter().chain(self.lapses.iter().map(Lapse::sentence)).collect()
    }

    fn sentence(&self) -> String {
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
    let family = family.ok().map(|answer| answer.value);
    let household = family.as_ref().map(household).unwrap_or_default();
    let back = backs(visitor, &years, family.as_ref(), today).await.unwrap_or_default();
    let case = Case {
        person: &visitor.person,
        eligibility,
        household: &household,
        told: &told,
        back: &back,
        years: &years,
        today,
    };
    let all: Vec<(i32, Vec<MonthLine>)> =
        (first..=today.year()).rev().map(|year| (year, statement(&case, year).months)).collect();
    let each = all.iter().map(|(year, months)| {
        let sure = || months.iter().filter_map(|line| Some((line, line.claimable(today)?)));
        (*year, sure().map(|(_, refund)| refund).sum::<Yen>(), sure().any(|(line, _)| line.may_be_more()))
    });
    let found: Vec<(i32, Yen, bool)> = each.filter(|(_, sum, _)| *sum > Yen::ZERO).collect();
    let sum: Yen = found.iter().map(|(_, sum, _)| *sum).sum();
    let open = found.iter().any(|(_, _, open)| *open);
    let years: Vec<i32> = found.into_iter().map(|(year, _, _)| year).collect();
    let lapses = Lapse::nearest(all.iter().flat_map(|(_, months)| months), today);
    (!years.is_empty() || !lapses.is_empty()).then_some(Found { sum, years, open, lapses })
}
