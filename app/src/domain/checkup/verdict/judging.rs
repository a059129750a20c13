//! Judges one result: first what it is held against, then by that.

use super::circumstances::MEAL_BOUND;
use super::{Circumstances, Meal, NoVerdict, Side, Verdict};
use crate::domain::checkup::answers::{answer_words, urine_code};
use crate::domain::checkup::items::Item;
use crate::domain::checkup::range::Place;
use crate::domain::checkup::threshold::{Threshold, is_judged_by_sex, threshold_for};
use crate::domain::checkup::units::same_unit;
use crate::domain::checkup::{Bound, Flag, Measurement, Range, Value};
use crate::domain::person::Sex;

/// What a value was held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The published limits (特定健診の判定値).
    Published,
    /// The reference range of the very report, or its own mark.
    Report,
}

/// A verdict, and what it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// What the value was held against, also where that led to no verdict; nothing where there was nothing.
    pub basis: Option<Basis>,
    /// What the published limits say, where the report's own range decided, or contradicts itself, or leaves it open, and the
    /// limits can be held against the value.
    pub beside: Option<Verdict>,
}

impl Judged {
    /// Whether the published limits advise a visit to a doctor although the report takes the value in or says nothing of it.
    #[must_use]
    pub fn is_advised_beside(&self) -> bool {
        is_advised_beside(&self.verdict, self.beside.as_ref())
    }
}

/// The same of a verdict and what the published limits say beside it.
pub(in crate::domain::checkup) fn is_advised_beside(verdict: &Verdict, beside: Option<&Verdict>) -> bool {
    matches!(verdict, Verdict::InRange | Verdict::NotJudged(_)) && beside.is_some_and(Verdict::is_advised)
}

/// Judges a measurement, as one of an item of the catalogue or as one of none.
#[must_use]
pub fn judge(item: Option<&Item>, measurement: &Measurement, circumstances: Circumstances) -> Judged {
    let row = item.and_then(|item| threshold_for(item, circumstances.sex, circumstances.day));
    let comparable = match (&measurement.value, item) {
        (Value::Quantity { unit, .. }, Some(item)) => same_unit(unit, item.unit),
        _ => true,
    };
    let amount = amount(item, &measurement.value);
    let ranged = amount.is_some() && usable(measurement.range.as_ref()).is_some();
    let own = ranged || measurement.flag.is_some();
    let basis = match (row.filter(|_| comparable), own) {
        (Some(_), true) if circumstances.by_program => Some(Basis::Published),
        (_, true) => Some(Basis::Report),
        (Some(_), false) => Some(Basis::Published),
        (None, false) => None,
    };
    let verdict = match (&measurement.value, amount) {
        (Value::NotDone, _) => Verdict::NotDone,
        (Value::NotMeasurable, _) => Verdict::NotMeasurable,
        (Value::Text(text), None) => Verdict::Recorded(text.clone()),
        (Value::Coded { code, oid, meaning }, _) => match (basis, row) {
            (Some(Basis::Published), Some(row)) => match urine_code(oid, code) {
                Some(level) => by_limits(row, f64::from(level), None),
                None => Verdict::NotJudged(NoVerdict::UnknownAnswer),
            },
            // An answer has no place in a range of numbers; only its mark can say something, of an item that is judged at all.
            (Some(Basis::Report), Some(_)) => by_mark(measurement.flag),
            _ => Verdict::Recorded(answer_words(oid, code, meaning)),
        },
        // No amount of the catalogue's tests is below nothing: what says so is a damaged record.
        (Value::Quantity { number, .. }, _) if !number.is_finite() || (item.is_some() && *number < 0.0) => {
            Verdict::NotJudged(NoVerdict::UnknownAnswer)
        }
        (_, None) => Verdict::NotJudged(NoVerdict::UnknownAnswer),
        (_, Some((number, bound))) => {
            let meal =
                circumstances.meal == Meal::JustAfter && item.is_some_and(|item| MEAL_BOUND.contains(&item.slug));
            match (basis, row) {
                (Some(_), _) if meal => Verdict::NotJudged(NoVerdict::AfterMeal),
                (Some(Basis::Published), Some(row)) => by_limits(row, number, bound),
                (Some(Basis::Report), _) => by_report(measurement, number, bound),
                (_, Some(_)) => Verdict::NotJudged(NoVerdict::OtherUnit),
                _ if item.is_some_and(is_judged_by_sex) && circumstances.sex == Sex::Unspecified => {
                    Verdict::NotJudged(NoVerdict::SexUnknown)
                }
                _ => Verdict::NotJudged(NoVerdict::NoStandard),
            }
        }
    };
    // A report that contradicts itself, or leaves a bound open, says nothing of what the published limits say.
    let silent = matches!(verdict, Verdict::NotJudged(NoVerdict::Disagrees | NoVerdict::OnlyBound));
    let beside = match (amount, row.filter(|_| comparable), basis) {
        (Some((number, bound)), Some(row), Some(Basis::Report)) if verdict.is_told() || silent => {
            Some(by_limits(row, number, bound))
        }
        _ => None,
    };
    Judged { verdict, basis, beside }
}

/// The number that limits are held against, and whether it is only a bound. A value beyond all that may be entered has no
/// digits, but what may be entered reaches past every limit on both sides: from nothing to far more than any (hc08: 999 mmHg,
/// 99999 mg/dL or U/L).
fn amount(item: Option<&Item>, value: &Value) -> Option<(f64, Option<Bound>)> {
    match value {
        Value::Quantity { number, bound, .. } => Some((*number, *bound)),
        words if item.is_none_or(|item| !item.unit.is_empty()) => words.beyond_input().map(|bound| match bound {
            Bound::AtLeast => (f64::INFINITY, Some(bound)),
            Bound::AtMost => (0.0, Some(bound)),
        }),
        _ => None,
    }
}

/// A range that can be held against something.
fn usable(range: Option<&Range>) -> Option<&Range> {
    range.filter(|range| range.is_usable())
}

fn by_limits(row: &Threshold, number: f64, bound: Option<Bound>) -> Verdict {
    let side = if row.guidance.is_floor() { Side::Low } else { Side::High };
    if row.urgent.and_then(|limit| limit.is_hit(number, bound)) == Some(true) {
        return Verdict::Urgent(side);
    }
    match (row.referral.map(|limit| limit.is_hit(number, bound)), row.guidance.is_hit(number, bound)) {
        (Some(Some(true)), _) => Verdict::Referral(side),
        (_, Some(false)) => Verdict::InRange,
        (None | Some(Some(false)), Some(true)) => Verdict::Guidance(side),
        _ => Verdict::NotJudged(NoVerdict::OnlyBound),
    }
}

/// By range and mark of the report. Where they say different things the report contradicts itself, and neither is taken.
fn by_report(measurement: &Measurement, number: f64, bound: Option<Bound>) -> Verdict {
    let Some(range) = usable(measurement.range.as_ref()) else { return by_mark(measurement.flag) };
    let placed = range.place(number, bound).map(|place| match place {
        Place::Below => Verdict::Outside(Side::Low),
        Place::Within => Verdict::InRange,
        Place::Above => Verdict::Outside(Side::High),
    });
    match (placed, measurement.flag.map(|flag| by_mark(Some(flag)))) {
        (Some(placed), Some(marked)) if placed != marked => Verdict::NotJudged(NoVerdict::Disagrees),
        (Some(verdict), _) | (None, Some(verdict)) => verdict,
        (None, None) => Verdict::NotJudged(NoVerdict::OnlyBound),
    }
}

fn by_mark(flag: Option<Flag>) -> Verdict {
    match flag {
        Some(Flag::Low) => Verdict::Outside(Side::Low),
        Some(Flag::Normal) => Verdict::InRange,
        Some(Flag::High) => Verdict::Outside(Side::High),
        None => Verdict::NotJudged(NoVerdict::NoStandard),
    }
}
