//! Drugs that are probably being taken: an estimate from the days handed out. Nobody reported what was really taken.

use chrono::{Days, NaiveDate};

use super::key::DrugKey;
use super::{Dispensing, Drug, DrugSource, merge};

/// How far back something is looked for that may still be taken, in days. Long-term drugs are given for up to 90 days at once
/// as a rule; more happens, and is seen for as long as half a year.
pub const STILL_TAKEN: u64 = 184;

/// One ingredient that should not have run out.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken<'d> {
    /// What is left of it, one supply a product, the newest first. Never empty.
    pub supplies: Vec<Supply<'d>>,
}

/// One product handed out once.
#[derive(Clone, Debug, PartialEq)]
pub struct Supply<'d> {
    /// The product.
    pub drug: &'d Drug,
    /// The dispensing it came with.
    pub from: &'d Dispensing,
    /// First day after the days handed out.
    pub until: NaiveDate,
}

impl Taken<'_> {
    /// Whether different products of this ingredient came from different hands: another place that dispensed, or another
    /// one that prescribed. Two strengths in one prescription are meant so.
    #[must_use]
    pub fn from_several_hands(&self) -> bool {
        self.supplies.windows(2).any(|pair| hands(&pair[0]) != hands(&pair[1]))
    }
}

/// The ingredients whose days have not run out on a day, in the order they were handed out, newest first.
///
/// Rule: oral drugs that were dispensed (not only prescribed), day of dispensing plus days. A product that was handed out
/// again counts from its last dispensing.
#[must_use]
pub fn probably_taking(dispensings: &[Dispensing], today: NaiveDate) -> Vec<Taken<'_>> {
    let mut supplies: Vec<Supply<'_>> = merge(dispensings)
        .into_iter()
        .map(|line| line.row)
        .filter(|one| one.source != DrugSource::Prescription)
        .flat_map(|from| from.drugs.iter().filter_map(move |drug| supply(drug, from)))
        .filter(|supply| supply.from.dispensed_on.is_some_and(|day| day <= today) && supply.until >= today)
        .collect();
    // Stable: drugs of one dispensing stay in delivered order.
    supplies.sort_by_key(|supply| std::cmp::Reverse(supply.from.dispensed_on));
    let mut taken: Vec<Taken<'_>> = Vec::new();
    for supply in supplies {
        let key = DrugKey::of(supply.drug);
        match taken.iter_mut().find(|one| DrugKey::of(one.supplies[0].drug) == key) {
            None => taken.push(Taken { supplies: vec![supply] }),
            Some(known) if known.supplies.iter().any(|one| one.drug.name == supply.drug.name) => {}
            Some(known) => known.supplies.push(supply),
        }
    }
    taken
}

/// Who dispensed and who prescribed.
fn hands<'d>(supply: &Supply<'d>) -> (&'d str, Option<&'d str>) {
    let from = supply.from;
    (&from.dispenser.name, from.prescriber.as_ref().map(|place| place.name.as_str()))
}

fn supply<'d>(drug: &'d Drug, from: &'d Dispensing) -> Option<Supply<'d>> {
    let days = drug.times.filter(|_| drug.form.counts_days())?;
    let until = from.dispensed_on?.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    Some(Supply { drug, from, until })
}
