//! Who insures in a month, and the class that the record tells for it.

use chrono::NaiveDate;

use super::family::reaches;
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::age::AgeGroup;
use crate::domain::ceiling::class::{Class, ClassCode};
use crate::domain::ceiling::disease::{DiseaseCeiling, HIGHER, USUAL, disease_ceiling};
use crate::domain::ceiling::formula::half;
use crate::domain::ceiling::statement::{Case, KnownFrom};
use crate::domain::eligibility::{Eligibility, SpecificDiseaseCertificate};
use crate::domain::money::Yen;

/// First and last day of a month.
pub(super) fn span(month: YearMonth) -> (NaiveDate, NaiveDate) {
    let first = month.day(1).unwrap_or(NaiveDate::MIN);
    let next = month.plus(1).day(1).unwrap_or(NaiveDate::MAX);
    (first, next.pred_opt().unwrap_or(next))
}

/// The eligibilities in force in a month, newest first; one that is the same cover entered twice stands once.
pub(super) fn covers<'a>(case: &Case<'a>, month: YearMonth) -> Vec<&'a Eligibility> {
    let (first, last) = span(month);
    let mut found: Vec<&Eligibility> = Vec::new();
    for one in &case.eligibility.line {
        let here = one.valid_from <= last && one.lost_on.is_none_or(|lost| lost > first);
        if here && !found.iter().any(|other| same_cover(one, other)) {
            found.push(one);
        }
    }
    found
}

/// Whether some day of a month is covered by nothing but what the person has hidden: who insured then cannot be told.
pub(super) fn hides(case: &Case<'_>, month: YearMonth) -> bool {
    let (first, last) = span(month);
    let mut days = first.iter_days().take_while(|day| *day <= last);
    days.any(|day| case.eligibility.hides(day) && case.eligibility.current(day).is_none())
}

/// Whether the late-stage scheme insures in a month; nothing where that is not known. From 75 on it insures everybody, from 65
/// on those with a certified disability (高齢者医療確保法50条).
pub(super) fn scheme(found: &[&Eligibility], birth: NaiveDate, month: YearMonth) -> Option<bool> {
    match found {
        [] if reaches(birth, 75, month.plus(-1)) => Some(true),
        [] if !reaches(birth, 65, month) => Some(false),
        [] => None,
        [first, others @ ..] => {
            let late_stage = is_late_stage(first);
            others.iter().all(|one| is_late_stage(one) == late_stage).then_some(late_stage)
        }
    }
}

/// Whether two are cover by the same insurer in the same standing: months of another do not count for 多数回.
pub(super) fn same_cover(a: &Eligibility, b: &Eligibility) -> bool {
    (&a.insurer_number, a.relation) == (&b.insurer_number, b.relation)
}

/// Whether the late-stage scheme (後期高齢者医療, law number 39) insures.
pub(super) fn is_late_stage(cover: &Eligibility) -> bool {
    cover.insurer_number.len() == 8 && cover.insurer_number.starts_with("39")
}

/// Whether it is the late-stage scheme with a share of two tenths (一般Ⅱ), or with none on record.
pub(super) fn may_pay_two_tenths(cover: &Eligibility) -> bool {
    is_late_stage(cover) && cover.share_percent.is_none_or(|share| share == 20)
}

/// Whether a certificate holds in some part of a month.
fn holds(from: Option<NaiveDate>, until: Option<NaiveDate>, month: YearMonth) -> bool {
    let (first, last) = span(month);
    from.is_none_or(|from| from <= last) && until.is_none_or(|until| until >= first)
}

/// The class of a month: of the certificate that held then, else what the person told. One for the other age is none.
pub(super) fn class_of(
    case: &Case<'_>,
    cover: &Eligibility,
    month: YearMonth,
    age: AgeGroup,
) -> Option<(ClassCode, KnownFrom)> {
    let recorded = cover.ceiling.as_ref().filter(|one| holds(one.from, one.until, month));
    let recorded = recorded.and_then(|one| ClassCode::parse(&one.class)).filter(|code| code.class().age() == age);
    recorded
        .map(|code| (code, KnownFrom::Record))
        .or_else(|| case.told.of(month, age, is_late_stage(cover)).map(|code| (code, KnownFrom::Person)))
}

/// Certificates for specific diseases that held in a month.
pub(super) fn diseases(cover: &Eligibility, month: YearMonth) -> impl Iterator<Item = &SpecificDiseaseCertificate> {
    cover.specific_diseases.iter().filter(move |one| holds(one.from, one.until, month))
}

/// Their ceilings: as recorded, else by the rule; where that hangs on a class that is not known, both. In the month of turning
/// 75 their halves too.
pub(super) fn disease_ceilings(
    cover: &Eligibility,
    month: YearMonth,
    age: AgeGroup,
    class: Option<Class>,
    halved: bool,
) -> Vec<Yen> {
    let by_rule = |category: &str| match disease_ceiling(category, age, class, false) {
        DiseaseCeiling::Of(yen) => vec![yen],
        DiseaseCeiling::ByClass => vec![USUAL, HIGHER],
    };
    let whole: Vec<Yen> = diseases(cover, month)
        .flat_map(|one| one.self_pay.map_or_else(|| by_rule(&one.category), |yen| vec![yen]))
        .collect();
    let halves: Vec<Yen> = whole.iter().filter(|_| halved).map(|yen| half(*yen)).collect();
    [whole, halves].concat()
}
