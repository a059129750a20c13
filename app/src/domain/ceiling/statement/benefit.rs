//! Which months count for 多数回該当: where the ceiling of the household worked, at the counter or in what comes back (施行令42条 counts
//! what is paid by 41条1項 to 4項, so not the ceiling for a specific disease, 9項, nor that of outpatient care).

use std::collections::BTreeMap;

use super::cover::{covers, hides, same_cover};
use super::{Case, Missing, MonthLine, Verdict};
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::many::{Benefit, Many};
use crate::domain::eligibility::Eligibility;
use crate::domain::expense::ledger::MonthStatus;
use crate::domain::money::Yen;

/// Months of the same cover before this one, within twelve. What is hidden may have been the same cover.
pub(super) fn many_before(
    case: &Case<'_>,
    cover: &Eligibility,
    month: YearMonth,
    before: &BTreeMap<YearMonth, MonthLine>,
) -> Many {
    Many::before(month, |asked| {
        let then = covers(case, asked);
        if !then.iter().any(|one| same_cover(one, cover)) && !hides(case, asked) {
            return Benefit::No;
        }
        before.get(&asked).map_or(Benefit::Unknown, |line| line.benefit)
    })
}

/// Of a month. `capped`: a ceiling of the household worked at the counter. `household`: the least and the most that comes back
/// by it, where that can be told.
pub(super) fn benefit(status: MonthStatus, capped: bool, verdict: &Verdict, household: Option<(Yen, Yen)>) -> Benefit {
    if matches!(status, MonthStatus::NotYet { .. } | MonthStatus::NotKept) {
        return Benefit::Unknown;
    }
    match (verdict, household) {
        _ if capped => Benefit::Yes,
        (Verdict::Nothing | Verdict::BelowAll(_), _) => Benefit::No,
        (_, Some((least, _))) if least > Yen::ZERO => Benefit::Yes,
        (Verdict::Within | Verdict::Possible(_), _) => Benefit::No,
        (Verdict::Open { missing, .. }, Some((_, Yen::ZERO)))
            if !missing.iter().any(|one| matches!(one, Missing::PublicFunds | Missing::Kind)) =>
        {
            Benefit::No
        }
        _ => Benefit::Unknown,
    }
}
