//! One line a dispensing: where several sources tell the same one, the most settled stands and keeps the others beneath it.
//!
//! The rule is that of the readers at clinics (`formats.md` 3.6): same person, institution and day, the receipt wins and the
//! fresher ones show until it comes. Nothing is lost by it, and the order in which records arrive changes nothing.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use chrono::NaiveDate;

use super::dispensing::Dispensing;
use super::key::DrugKey;
use super::source::DrugSource;

/// A dispensing that stands, and what other sources said of the same one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged<'d> {
    /// What stands.
    pub row: &'d Dispensing,
    /// What it took the place of, the most settled first.
    pub superseded: Vec<&'d Dispensing>,
}

/// Merges, newest first. Each row comes out once: as what stands, or beneath it.
#[must_use]
pub fn merge(rows: &[Dispensing]) -> Vec<Merged<'_>> {
    let mut sorted: Vec<&Dispensing> = rows.iter().collect();
    sorted.sort_by(|a, b| order(a, b));
    let days = Days::of(&sorted);
    // Where each row goes: its own place, or that of the row that took its place.
    let winner: Vec<usize> = (0..sorted.len()).map(|at| days.winner(&sorted, at)).collect();
    let mut merged: Vec<Merged<'_>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (at, won) in winner.iter().enumerate() {
        if at == *won {
            place.insert(at, merged.len());
            merged.push(Merged { row: sorted[at], superseded: Vec::new() });
        }
    }
    for (at, won) in winner.iter().enumerate() {
        if at != *won
            && let Some(line) = place.get(won).and_then(|place| merged.get_mut(*place))
        {
            line.superseded.push(sorted[at]);
        }
    }
    for line in &mut merged {
        line.superseded.sort_by(|a, b| a.source.rank().cmp(&b.source.rank()).then_with(|| order(a, b)));
    }
    merged
}

/// Rows by the day that another source would tell them under, so that each is held against few.
struct Days(HashMap<NaiveDate, Vec<usize>>);

impl Days {
    fn of(sorted: &[&Dispensing]) -> Self {
        let mut days: HashMap<NaiveDate, Vec<usize>> = HashMap::new();
        for (at, row) in sorted.iter().enumerate() {
            let mut told: Vec<NaiveDate> = row.dispensed_on.into_iter().chain(row.prescribed_on).collect();
            told.dedup();
            for day in told {
                days.entry(day).or_default().push(at);
            }
        }
        Self(days)
    }

    /// The row that stands for this one in the end: the most settled that tells the same dispensing, the first of these in
    /// the order of all rows.
    fn winner(&self, sorted: &[&Dispensing], at: usize) -> usize {
        let mut now = at;
        // Each step goes to a more settled source or to an equal row before this one, so it ends.
        while let Some(next) = self.better(sorted, now) {
            now = next;
        }
        now
    }

    fn better(&self, sorted: &[&Dispensing], at: usize) -> Option<usize> {
        let row = sorted[at];
        let mut near: Vec<usize> = row
            .dispensed_on
            .into_iter()
            .chain(row.prescribed_on)
            .filter_map(|day| self.0.get(&day))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.into_iter()
            .filter(|other| *other != at && takes_the_place(sorted[*other], row, *other < at))
            .min_by_key(|other| (sorted[*other].source.rank(), *other))
    }
}

/// Whether `one` stands where `other` stood. `earlier` settles which of two equal rows stands.
fn takes_the_place(one: &Dispensing, other: &Dispensing, earlier: bool) -> bool {
    let (Some(rank), Some(others)) = (one.source.rank(), other.source.rank()) else { return one == other && earlier };
    match rank.cmp(&others) {
        Ordering::Greater => false,
        Ordering::Equal => one == other && earlier,
        Ordering::Less => same_dispensing(one, other),
    }
}

/// Whether a more settled row tells the dispensing that `fresh` tells.
fn same_dispensing(settled: &Dispensing, fresh: &Dispensing) -> bool {
    // Two prescribers whose drugs one pharmacy handed over on one day are two dispensings.
    let other_prescriber = match (&settled.prescriber, &fresh.prescriber) {
        (Some(one), Some(other)) => one.surely_not(other),
        _ => false,
    };
    let day = fresh.dispensed_on.or(fresh.prescribed_on);
    if day.is_some() && day == settled.dispensed_on && settled.dispenser.same_as(&fresh.dispenser) {
        return !other_prescriber;
    }
    // A prescription names nobody who dispensed. It has been handed over where its prescriber's drugs of that day have all
    // been, wherever that was.
    fresh.source == DrugSource::Prescription
        && fresh.dispenser.is_unknown()
        && fresh.prescribed_on.is_some()
        && fresh.prescribed_on == settled.prescribed_on
        && settled.provider().same_as(fresh.provider())
        && covers(settled, fresh)
}

/// Whether each drug that was prescribed was handed over, as this brand or as another of the same ingredient.
fn covers(settled: &Dispensing, prescribed: &Dispensing) -> bool {
    let handed: Vec<DrugKey> = settled.drugs.iter().map(DrugKey::of).collect();
    prescribed.drugs.iter().all(|drug| handed.contains(&DrugKey::of(drug)))
}

/// Newest first; what is told of one day by place, then by source; all else only so that the order is one.
fn order(a: &Dispensing, b: &Dispensing) -> Ordering {
    Reverse(a.sort_day())
        .cmp(&Reverse(b.sort_day()))
        .then_with(|| a.dispenser.name.cmp(&b.dispenser.name))
        .then_with(|| a.source.cmp(&b.source))
        .then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests;
