//! One line a dispensing: where several sources tell the same one, the most settled stands and keeps the others beneath it.
//!
//! The rule is that of the readers at clinics (`formats.md` 3.6): same person, institution and day, the receipt wins and the
//! fresher ones show until it comes. What a person brought (a notebook) stands until something tells each drug in it: drugs
//! paid for oneself never come by a receipt. Nothing is lost, and the order in which records arrive changes nothing.

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use chrono::NaiveDate;

use super::dispensing::Dispensing;
use super::drug::Drug;
use super::key::{DrugKey, product};
use super::learned::same_product;
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
    let mut known = vec![None; sorted.len()];
    let winner: Vec<usize> = (0..sorted.len()).map(|at| days.winner(&sorted, at, &mut known)).collect();
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
    /// the order of all rows. Itself where none does, or none that stands in the end tells all that must not be lost.
    fn winner(&self, sorted: &[&Dispensing], at: usize, known: &mut [Option<usize>]) -> usize {
        if let Some(winner) = known[at] {
            return winner;
        }
        let mut winner = at;
        // Each step goes to a more settled source, to a notebook that tells more, or to an equal row before this one, so it ends.
        for next in self.better(sorted, at) {
            let last = self.winner(sorted, next, known);
            if !must_be_covered(sorted[at]) || covers(sorted[last], sorted[at]) {
                winner = last;
                break;
            }
        }
        known[at] = Some(winner);
        winner
    }

    /// Rows that could stand for this one, the most settled first.
    fn better(&self, sorted: &[&Dispensing], at: usize) -> Vec<usize> {
        let row = sorted[at];
        let mut near: Vec<usize> = row
            .dispensed_on
            .into_iter()
            .chain(row.prescribed_on)
            .filter_map(|day| self.0.get(&day))
            .flatten()
            .copied()
            .filter(|other| *other != at && takes_the_place(sorted[*other], row, *other < at))
            .collect();
        near.sort_unstable_by_key(|other| (sorted[*other].source.rank(), *other));
        near.dedup();
        near
    }
}

/// Whether `one` stands where `other` stood. `earlier` settles which of two equal rows stands.
fn takes_the_place(one: &Dispensing, other: &Dispensing, earlier: bool) -> bool {
    let (Some(rank), Some(others)) = (one.source.rank(), other.source.rank()) else { return one == other && earlier };
    match rank.cmp(&others) {
        Ordering::Greater => false,
        Ordering::Equal if one.source == DrugSource::Notebook => {
            let more = one.drugs.len().cmp(&other.drugs.len());
            (more.is_gt() || (more.is_eq() && earlier)) && (one == other || told_again(one, other))
        }
        Ordering::Equal => one == other && earlier,
        Ordering::Less => same_dispensing(one, other),
    }
}

/// Whether a more settled row tells the dispensing that `fresh` tells.
fn same_dispensing(settled: &Dispensing, fresh: &Dispensing) -> bool {
    let enough = || !must_be_covered(fresh) || covers(settled, fresh);
    if one_visit(settled, fresh) {
        return enough();
    }
    // A prescription names nobody who dispensed. It has been handed over where its prescriber's drugs of that day have all
    // been, wherever that was.
    fresh.source == DrugSource::Prescription
        && fresh.dispenser.is_unknown()
        && fresh.prescribed_on.is_some()
        && fresh.prescribed_on == settled.prescribed_on
        && settled.provider().same_as(fresh.provider())
        && enough()
}

/// Whether both tell of one day at one place. Two prescribers whose drugs one pharmacy handed over on one day are two dispensings.
pub(super) fn one_visit(settled: &Dispensing, fresh: &Dispensing) -> bool {
    let other_prescriber = match (&settled.prescriber, &fresh.prescriber) {
        (Some(one), Some(other)) => one.surely_not(other),
        _ => false,
    };
    let day = fresh.dispensed_on.or(fresh.prescribed_on);
    day.is_some() && day == settled.dispensed_on && settled.dispenser.same_as(&fresh.dispenser) && !other_prescriber
}

/// Whether one notebook tells the dispensing of another, as two apps write out the same: each product of it, for as many days,
/// by no other doctor.
fn told_again(one: &Dispensing, other: &Dispensing) -> bool {
    let other_doctor = match (&one.doctor, &other.doctor) {
        (Some(one), Some(other)) => bare(&one.name) != bare(&other.name),
        _ => false,
    };
    let again = |drug: &Drug, known: &Drug| {
        let other_days = drug.times.is_some() && known.times.is_some() && drug.times != known.times;
        !other_days && same_product(drug, known)
    };
    !other_doctor
        && !other.drugs.is_empty()
        && one_visit(one, other)
        && other.drugs.iter().all(|drug| one.drugs.iter().any(|known| again(drug, known)))
}

fn bare(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a row stands until each of its drugs is told by what takes its place: what a person brought, and what was prescribed
/// and names nobody who dispensed.
fn must_be_covered(row: &Dispensing) -> bool {
    match row.source {
        DrugSource::Notebook => true,
        DrugSource::Prescription => row.dispenser.is_unknown(),
        _ => false,
    }
}

/// Whether each drug of a fresher row is told by a more settled one: as this product, as another of the same ingredient, or by
/// the same name before maker and strength. [`super::take_apart`] asks the same of one drug.
fn covers(settled: &Dispensing, fresh: &Dispensing) -> bool {
    fresh.drugs.iter().all(|drug| settled.drugs.iter().any(|told| tells(told, drug)))
}

/// Whether a drug of a more settled row tells the one of a fresher row.
pub(super) fn tells(told: &Drug, drug: &Drug) -> bool {
    same_product(drug, told) || DrugKey::of(drug) == DrugKey::of(told) || product(&drug.name) == product(&told.name)
}

/// Newest first; what is told of one day by place, then by source; all else only so that the order is one.
pub(super) fn order(a: &Dispensing, b: &Dispensing) -> Ordering {
    Reverse(a.sort_day())
        .cmp(&Reverse(b.sort_day()))
        .then_with(|| a.dispenser.name.cmp(&b.dispenser.name))
        .then_with(|| a.source.cmp(&b.source))
        .then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests;
