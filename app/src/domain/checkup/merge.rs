//! One line of visits from several sources: the same checkup shows once, and no value of any source is lost.
//!
//! The rule, version 1, ours: two visits of one day are the same checkup when they do not both come from the hub, and
//! either name the same institution, or agree in at least four of five values of the items that both have (and share at
//! least [`LEAST_SHARED`]). Where two sources disagree on a value, both stand in the visit, the hub's first. A result that not
//! every source told says who did.

use std::cmp::Ordering;

use super::items::item_of_code;
use super::units::same_unit;
use super::{Measurement, Range, Source, Value, Visit};
use crate::domain::name_match::folded;

/// Items that two visits must share before their values can tell anything.
pub const LEAST_SHARED: usize = 5;

/// Puts visits together, newest first. The order given plays no part, and doing it twice changes nothing more.
#[must_use]
pub fn merged(mut visits: Vec<Visit>) -> Vec<Visit> {
    // Putting two together may make them fit a third, so until nothing more fits.
    loop {
        visits.sort_by(in_order);
        let before = visits.len();
        visits = one_round(visits);
        if visits.len() == before {
            return visits;
        }
    }
}

/// Newest first; those of one day the hub's first, then by all they hold.
fn in_order(one: &Visit, other: &Visit) -> Ordering {
    let text = |visit: &Visit| serde_json::to_string(visit).unwrap_or_default();
    other.date.cmp(&one.date).then_with(|| one.sources.cmp(&other.sources)).then_with(|| text(one).cmp(&text(other)))
}

/// Joins each group of visits that fit each other, over however many steps. The visits are in order.
fn one_round(visits: Vec<Visit>) -> Vec<Visit> {
    let mut group: Vec<usize> = (0..visits.len()).collect();
    for later in 0..visits.len() {
        for earlier in (0..later).rev().take_while(|at| visits[*at].date == visits[later].date) {
            if is_same_checkup(&visits[earlier], &visits[later]) {
                let (from, to) = (group[earlier].max(group[later]), group[earlier].min(group[later]));
                for place in group.iter_mut().filter(|place| **place == from) {
                    *place = to;
                }
            }
        }
    }
    let mut joined: Vec<(usize, Visit)> = Vec::with_capacity(visits.len());
    for (place, visit) in group.into_iter().zip(visits) {
        match joined.iter_mut().find(|(known, _)| *known == place) {
            Some((_, into)) => join(into, visit),
            None => joined.push((place, visit)),
        }
    }
    joined.into_iter().map(|(_, visit)| visit).collect()
}

/// Whether two visits are the same checkup, by the rule above.
#[must_use]
pub fn is_same_checkup(one: &Visit, other: &Visit) -> bool {
    let hub = |visit: &Visit| visit.sources.contains(&Source::Hub);
    if one.date != other.date || (hub(one) && hub(other)) {
        return false;
    }
    let place = |visit: &Visit| visit.facility_name.as_deref().map(folded).filter(|name| !name.is_empty());
    if place(one).is_some_and(|name| Some(name) == place(other)) {
        return true;
    }
    let mut codes: Vec<&str> = one.results.iter().map(|result| result.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let of = |visit: &'_ Visit, code: &str| {
        visit.results.iter().filter(|result| result.code == code).map(|result| result.value.clone()).collect::<Vec<_>>()
    };
    let (mut shared, mut agreed) = (0, 0);
    for code in codes {
        let (here, there) = (of(one, code), of(other, code));
        if !there.is_empty() {
            shared += 1;
            agreed += usize::from(here.iter().any(|value| there.iter().any(|known| same_value(value, known))));
        }
    }
    shared >= LEAST_SHARED && agreed * 5 >= shared * 4
}

/// Whether two values say the same. `5.5` and `5.50` do; two units do not.
#[must_use]
pub fn same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (
            Value::Quantity { number: a, unit: a_unit, bound: a_bound, .. },
            Value::Quantity { number: b, unit: b_unit, bound: b_bound, .. },
        ) => a == b && a_bound == b_bound && same_unit(a_unit, b_unit),
        (Value::Coded { code: a, oid: a_list, .. }, Value::Coded { code: b, oid: b_list, .. }) => {
            let bare = |list: &'_ str| list.trim().trim_start_matches("urn:oid:").to_owned();
            a == b && bare(a_list) == bare(b_list)
        }
        (Value::Text(a), Value::Text(b)) => a.trim() == b.trim(),
        (Value::NotDone, Value::NotDone) | (Value::NotMeasurable, Value::NotMeasurable) => true,
        _ => false,
    }
}

/// Takes a visit into another, which comes first in order.
fn join(into: &mut Visit, visit: Visit) {
    if into.program.is_empty() {
        into.program = visit.program;
    }
    into.report = into.report.take().or(visit.report);
    into.insurer_name = into.insurer_name.take().or(visit.insurer_name);
    into.insurer_number = into.insurer_number.take().or(visit.insurer_number);
    into.facility_name = into.facility_name.take().or(visit.facility_name);
    let here = into.sources.clone();
    into.sources.extend_from_slice(&visit.sources);
    into.sources.sort_unstable();
    into.sources.dedup();
    for known in &mut into.results {
        known.origin = known.origin.among(&here, &into.sources);
    }
    for mut result in visit.results {
        result.origin = result.origin.among(&visit.sources, &into.sources);
        match into.results.iter_mut().find(|known| says_the_same(known, &result)) {
            Some(known) => complete(known, result),
            None => into.results.push(result),
        }
    }
}

/// Whether two results can stand as one: the same value, and no range or reading that differs.
fn says_the_same(one: &Measurement, other: &Measurement) -> bool {
    let ends = |range: &Range| [&range.low, &range.high].map(|end| end.as_ref().map(|end| end.number));
    let ranges = match (&one.range, &other.range) {
        (Some(a), Some(b)) => ends(a) == ends(b),
        _ => true,
    };
    let flags = match (one.flag, other.flag) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    one.code == other.code && ranges && flags && same_value(&one.value, &other.value)
}

/// What one source told more of the same result.
fn complete(known: &mut Measurement, told: Measurement) {
    if known.name.is_empty() {
        known.name = told.name;
    }
    known.method = known.method.take().or(told.method);
    known.range = known.range.take().or(told.range);
    known.flag = known.flag.or(told.flag);
    known.origin = known.origin.with(told.origin);
    if let (Value::Coded { meaning, .. }, Value::Coded { meaning: more, .. }) = (&mut known.value, told.value)
        && meaning.is_empty()
    {
        *meaning = more;
    }
}

/// Names of the items of a visit from several sources to which these give different values, under one code or by different
/// methods, each once: as the pages call them, of others as delivered.
#[must_use]
pub fn disagreements(visit: &Visit) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    if visit.sources.len() < 2 {
        return names;
    }
    for (place, result) in visit.results.iter().enumerate() {
        let differs = visit.results[..place]
            .iter()
            .any(|earlier| earlier.code == result.code && !same_value(&earlier.value, &result.value))
            || visit.told_otherwise(result).next().is_some();
        let name = item_of_code(&result.code).map_or(result.name.as_str(), |(item, _)| item.name);
        if differs && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests;
