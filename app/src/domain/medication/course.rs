//! One drug over the years: when it was given, where nothing was left, what changed, and who prescribed.

use chrono::{Datelike, NaiveDate};

use super::dispensing::Dispensing;
use super::drug::Drug;
use super::key::DrugKey;
use super::lanes::{Gap, covered};
use super::supply::Supply;

/// As many days without a supply end a stretch.
const STRETCH_ENDS: i64 = 7;

/// One drug over the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'d> {
    /// Each time it was given, newest first: the dispensing, and this drug in it (two strengths stand side by side).
    pub times: Vec<(&'d Dispensing, Vec<&'d Drug>)>,
    /// Stretches without a gap, oldest first; only of what tells days.
    pub stretches: Vec<Stretch>,
    /// What changed from one time to the next of the same prescriber, newest first.
    pub changes: Vec<Change>,
    /// What all records say of its name, its amount and its usage: one answer where nothing differs.
    pub told: [(ChangeKind, Vec<Answer>); 3],
    /// Who prescribed, the latest first.
    pub prescribers: Vec<Prescriber>,
}

/// Something that records say of a drug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In words.
    pub words: String,
    /// In how many records.
    pub times: usize,
}

/// A stretch of days covered without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The days.
    pub days: Gap,
    /// How often it was given in them.
    pub times: usize,
    /// Days without a supply before it; nothing for the first.
    pub gap_before: Option<i64>,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// On which day.
    pub on: NaiveDate,
    /// At which prescriber.
    pub at: String,
    /// What.
    pub kind: ChangeKind,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The product: another brand or strength.
    Product,
    /// The amount of a day or a dose.
    Amount,
    /// How it is to be used.
    Usage,
}

impl ChangeKind {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Product => "お薬",
            Self::Amount => "量",
            Self::Usage => "使い方",
        }
    }
}

/// Somebody who prescribed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescriber {
    /// Name; empty where none is told.
    pub name: String,
    /// First and last time.
    pub days: (NaiveDate, NaiveDate),
    /// How often.
    pub times: usize,
}

/// Rows that hold a drug, with nothing else in them: what a history is thinned out to while it passes.
#[must_use]
pub fn only(row: &Dispensing, is_it: impl Fn(&Drug) -> bool) -> Option<Dispensing> {
    let drugs: Vec<Drug> = row.drugs.iter().filter(|drug| is_it(drug)).cloned().collect();
    (!drugs.is_empty()).then(|| Dispensing { drugs, treatments: Vec::new(), ..row.clone() })
}

impl<'d> Course<'d> {
    /// Of one drug in rows that stand for one dispensing each.
    #[must_use]
    pub fn of(key: &DrugKey, rows: &'d [Dispensing]) -> Self {
        let mut times: Vec<(&Dispensing, Vec<&Drug>)> = rows
            .iter()
            .map(|row| (row, row.drugs.iter().filter(|drug| DrugKey::of(drug) == *key).collect::<Vec<_>>()))
            .filter(|(_, drugs)| !drugs.is_empty())
            .collect();
        // What nobody knows the day of stands last, and tells nothing of when somebody prescribed or what changed.
        times.sort_by_key(|(row, _)| (row.is_undated(), std::cmp::Reverse(row.sort_day())));
        let stretches = stretches(&times);
        let told = SAID.map(|(kind, say)| (kind, answers(&times, say)));
        let mut prescribers: Vec<(Prescriber, Vec<usize>)> = Vec::new();
        for (at, (row, _)) in times.iter().enumerate().rev().filter(|(_, (row, _))| !row.is_undated()) {
            let (name, day) = (row.provider().name.trim().to_owned(), row.sort_day());
            match prescribers.iter_mut().find(|(known, _)| known.name == name) {
                Some((known, own)) => {
                    known.days.1 = day;
                    known.times += 1;
                    own.push(at);
                }
                None => prescribers.push((Prescriber { name, days: (day, day), times: 1 }, vec![at])),
            }
        }
        let mut changes: Vec<Change> = Vec::new();
        for (_, own) in &prescribers {
            changes.extend(own.windows(2).flat_map(|pair| changes_between(&times[pair[0]], &times[pair[1]])));
        }
        changes.sort_by_key(|change| std::cmp::Reverse(change.on));
        let mut prescribers: Vec<Prescriber> = prescribers.into_iter().map(|(one, _)| one).collect();
        prescribers.sort_by_key(|one| std::cmp::Reverse(one.days.1));
        Self { times, stretches, changes, told, prescribers }
    }

    /// How often it was given in each year, newest first.
    #[must_use]
    pub fn by_year(&self) -> Vec<(i32, usize)> {
        let mut years: Vec<(i32, usize)> = Vec::new();
        for (row, _) in &self.times {
            let year = row.sort_day().year();
            match years.last_mut() {
                Some((last, count)) if *last == year => *count += 1,
                _ => years.push((year, 1)),
            }
        }
        years
    }
}

fn stretches(times: &[(&Dispensing, Vec<&Drug>)]) -> Vec<Stretch> {
    let supplies: Vec<Supply<'_>> = times
        .iter()
        .flat_map(|(row, drugs)| drugs.iter().filter_map(|drug| Supply::of(drug, row)))
        .filter(|one| one.has_days && one.is_dispensed())
        .collect();
    let mut joined: Vec<Gap> = Vec::new();
    for one in covered(supplies.iter().map(|one| Gap { from: one.start, until: one.until })) {
        match joined.last_mut() {
            Some(last) if (one.from - last.until).num_days() <= STRETCH_ENDS => last.until = last.until.max(one.until),
            _ => joined.push(one),
        }
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for days in joined {
        let gap_before = stretches.last().map(|last| (days.from - last.days.until).num_days());
        let mut starts: Vec<NaiveDate> =
            supplies.iter().map(|one| one.start).filter(|start| (days.from..days.until).contains(start)).collect();
        starts.sort_unstable();
        starts.dedup();
        stretches.push(Stretch { days, times: starts.len(), gap_before });
    }
    stretches
}

/// What of a drug is held against another time; nothing where the record leaves it out.
type Say = fn(&Drug) -> String;

/// Name, amount and usage. The days differ from time to time; the amount of a day is what counts.
const SAID: [(ChangeKind, Say); 3] = [
    (ChangeKind::Product, |drug| drug.name.clone()),
    (ChangeKind::Amount, |drug| Drug { times: None, ..drug.clone() }.amount_words().unwrap_or_default()),
    (ChangeKind::Usage, |drug| drug.usage_words().unwrap_or_default()),
];

/// What drugs that were given together say, each once.
fn words(drugs: &[&Drug], say: Say) -> String {
    let mut all: Vec<String> = drugs.iter().map(|drug| say(drug)).filter(|text| !text.is_empty()).collect();
    all.sort();
    all.dedup();
    all.join("と")
}

/// What all times say, what most of them say first.
fn answers(times: &[(&Dispensing, Vec<&Drug>)], say: Say) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for words in times.iter().map(|(_, drugs)| words(drugs, say)).filter(|words| !words.is_empty()) {
        match answers.iter_mut().find(|known| known.words == words) {
            Some(known) => known.times += 1,
            None => answers.push(Answer { words, times: 1 }),
        }
    }
    answers.sort_by_key(|one| std::cmp::Reverse(one.times));
    answers
}

fn changes_between(before: &(&Dispensing, Vec<&Drug>), after: &(&Dispensing, Vec<&Drug>)) -> Vec<Change> {
    SAID.into_iter()
        .filter_map(|(kind, say)| {
            let (from, to) = (words(&before.1, say), words(&after.1, say));
            // What one record leaves out is no change.
            let changed = from != to && !from.is_empty() && !to.is_empty();
            changed.then(|| Change { on: after.0.sort_day(), at: after.0.provider().name.clone(), kind, from, to })
        })
        .collect()
}

#[cfg(test)]
mod tests;
