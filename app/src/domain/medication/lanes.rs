//! A history as lanes over time, one an ingredient: from when to when each supply lasts by its days, where nothing was left,
//! and where two hands gave the same at one time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ingredient::Named;
use super::learned::Learned;
use super::merge::Merged;
use super::span::Span;
use super::supply::Supply;

/// A next supply may come so many days before the last one runs out, and is still the same line.
const EARLY: i64 = 14;

/// As many days without a supply are no gap yet: people have some left, or come a little late.
const NO_GAP: i64 = 3;

/// One ingredient over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane<'d> {
    /// The ingredient; the product where none is told.
    pub label: String,
    /// Supplies with days, oldest first, in as many rows as lie over each other.
    pub rows: Vec<Vec<Supply<'d>>>,
    /// Supplies without days, oldest first.
    pub undated: Vec<Supply<'d>>,
    /// Stretches between supplies in which by the days handed out nothing was left, oldest first.
    pub gaps: Vec<Gap>,
    /// Stretches in which two hands gave it, oldest first.
    pub doubled: Vec<Gap>,
    /// Whether by the days handed out some is left today.
    pub lasts: bool,
}

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// First day.
    pub from: NaiveDate,
    /// First day after it.
    pub until: NaiveDate,
}

impl Gap {
    /// Its days.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.until - self.from).num_days()
    }
}

/// The lanes of what lasts into a window: what lasts today first, then what was handed out last. A combination stands in the
/// lane of each of its parts.
#[must_use]
pub fn lanes<'d>(lines: &[Merged<'d>], window: Span, today: NaiveDate) -> Vec<Lane<'d>> {
    let mut by_label: BTreeMap<String, Vec<Supply<'d>>> = BTreeMap::new();
    let learned = Learned::of_lines(lines);
    let inside =
        Supply::all_by(lines, today).into_iter().filter(|one| one.start <= window.to && one.last_day() >= window.from);
    for supply in inside {
        for label in labels(&supply, &learned) {
            by_label.entry(label).or_default().push(supply);
        }
    }
    let mut lanes: Vec<Lane<'d>> = by_label.into_iter().map(|(label, supplies)| lane(label, supplies, today)).collect();
    let newest = |lane: &Lane<'d>| lane.rows.iter().flatten().chain(&lane.undated).map(|one| one.start).max();
    lanes.sort_by(|a, b| (b.lasts, newest(b)).cmp(&(a.lasts, newest(a))).then_with(|| a.label.cmp(&b.label)));
    lanes
}

fn labels(supply: &Supply<'_>, learned: &Learned) -> Vec<String> {
    match learned.named(supply.drug) {
        Named::Unknown => vec![supply.drug.name.clone()],
        named => named.parts().to_vec(),
    }
}

fn lane<'d>(label: String, mut supplies: Vec<Supply<'d>>, today: NaiveDate) -> Lane<'d> {
    supplies.sort_by(|a, b| (a.start, a.until, &a.drug.name).cmp(&(b.start, b.until, &b.drug.name)));
    let (dated, undated): (Vec<_>, Vec<_>) = supplies.into_iter().partition(|one| one.has_days);
    let gaps =
        covered(dated.iter().filter(|one| one.is_dispensed()).map(|one| Gap { from: one.start, until: one.until }))
            .windows(2)
            .map(|pair| Gap { from: pair[0].until, until: pair[1].from })
            .filter(|gap| gap.days() > NO_GAP)
            .collect();
    let mut doubled: Vec<Gap> = Vec::new();
    for (place, one) in dated.iter().enumerate() {
        for other in &dated[place + 1..] {
            let both = Gap { from: one.start.max(other.start), until: one.until.min(other.until) };
            if both.from < both.until && one.other_hand(other) {
                doubled.push(both);
            }
        }
    }
    let lasts = dated.iter().any(|one| one.lasts_on(today));
    Lane { label, rows: rows(&dated), undated, gaps, doubled: covered(doubled.into_iter()), lasts }
}

/// Rows in which each supply follows the one before it, or comes a little early by the same hand.
fn rows<'d>(dated: &[Supply<'d>]) -> Vec<Vec<Supply<'d>>> {
    let mut rows: Vec<Vec<Supply<'d>>> = Vec::new();
    for supply in dated {
        let fits = |row: &Vec<Supply<'d>>| {
            row.last().is_none_or(|last| {
                let early = (last.until - supply.start).num_days();
                early <= 0 || (early <= EARLY && last.start < supply.start && !last.other_hand(supply))
            })
        };
        match rows.iter_mut().find(|row| fits(row)) {
            Some(row) => row.push(*supply),
            None => rows.push(vec![*supply]),
        }
    }
    rows
}

/// Stretches joined where they meet, oldest first.
pub(super) fn covered(stretches: impl Iterator<Item = Gap>) -> Vec<Gap> {
    let mut all: Vec<Gap> = stretches.collect();
    all.sort();
    let mut joined: Vec<Gap> = Vec::new();
    for one in all {
        match joined.last_mut() {
            Some(last) if one.from <= last.until => last.until = last.until.max(one.until),
            _ => joined.push(one),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
