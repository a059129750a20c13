//! Drugs that are probably being taken: an estimate from the days handed out. Nobody reported what was really taken.

use chrono::NaiveDate;

use super::Dispensing;
use super::key::DrugKey;
use super::learned::Learned;
use super::merge::merge;
use super::supply::Supply;

/// How far back something is looked for that may still be taken, in days. Long-term drugs are given for up to 90 days at once
/// as a rule; more happens, and is seen for as long as half a year.
pub const STILL_TAKEN: u64 = 184;

/// One drug that should not have run out.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken<'d> {
    /// What is left of it, one supply a product, the newest first. Never empty.
    pub supplies: Vec<Supply<'d>>,
}

/// The drugs whose days have not run out on a day, newest first; brand and generic of one ingredient together.
///
/// Rule: what was dispensed (not only prescribed) by the day, day of dispensing plus days. A product that was handed out
/// again by the same hand counts from its last dispensing; one from two hands stands twice.
#[must_use]
pub fn probably_taking(dispensings: &[Dispensing], today: NaiveDate) -> Vec<Taken<'_>> {
    let mut taken: Vec<(DrugKey, Taken<'_>)> = Vec::new();
    let lines = merge(dispensings);
    let learned = Learned::of_lines(&lines);
    for supply in Supply::all(&lines).into_iter().filter(|supply| supply.lasts_on(today)) {
        let key = learned.key(supply.drug);
        let again = |one: &Supply<'_>| one.drug.name == supply.drug.name && !one.other_hand(&supply);
        match taken.iter_mut().find(|(known, _)| *known == key) {
            None => taken.push((key, Taken { supplies: vec![supply] })),
            Some((_, known)) if known.supplies.iter().any(again) => {}
            Some((_, known)) => known.supplies.push(supply),
        }
    }
    taken.into_iter().map(|(_, one)| one).collect()
}
