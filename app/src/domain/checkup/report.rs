//! The report of one day as its paper shows it: every delivered result in the part it belongs to, and none twice or dropped.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::answers::item_name;
use super::derived::{Derived, Formula, derived_of};
use super::items::{Group, Item, item_of_code};
use super::summary::value_words;
use super::threshold::{Threshold, threshold_for};
use super::units::shown_unit;
use super::verdict::{Basis, Circumstances, Judged, MEAL_CODE, judge};
use super::{Bound, Flag, Measurement, Range, Value, Visit, guidance, metabolic};
use crate::domain::calendar::{dashed, read_dashed};
use crate::domain::person::Person;

/// The parts of a report; each in delivered order, tests in the catalogue's.
#[derive(Clone, Debug, PartialEq)]
pub struct Report<'v> {
    /// Tests by body system; systems without any are left out.
    pub groups: Vec<(Group, Vec<Line<'v>>)>,
    /// Other tests.
    pub others: Vec<Line<'v>>,
    /// History, signs, and what doctors wrote.
    pub doctor: Vec<&'v Measurement>,
    /// Answers to the questionnaire (質問票).
    pub questions: Vec<&'v Measurement>,
    /// メタボリックシンドローム判定 and 保健指導レベル as the insurer recorded them.
    pub recorded: Vec<&'v Measurement>,
    /// 採血時間（食後）
    pub meal: Vec<&'v Measurement>,
}

/// One line of a body system.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'v> {
    /// The item of the catalogue, if it is one.
    pub item: Option<&'static Item>,
    /// The result; of several readings of an item the one that counts.
    pub result: Cow<'v, Measurement>,
    /// How it was measured; may be empty.
    pub method: String,
    /// What may be said of it, and what it was held against.
    pub judged: Judged,
    /// The limits that hold for it.
    pub threshold: Option<&'static Threshold>,
    /// How it was computed, where it was not recorded.
    pub computed: Option<&'static Formula>,
    /// Further readings of the item with their method, which are not judged.
    pub also: Vec<(&'static str, &'v Measurement)>,
}

/// Which part a result belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Tests(Group),
    Others,
    Doctor,
    Questions,
    Recorded,
    Meal,
}

/// Parts by how a code begins; the first that fits holds. Codes: JLAC10 as the checkup's list uses it.
const PARTS: &[(&str, Part)] = &[
    (guidance::RECORDED, Part::Recorded),
    (metabolic::RECORDED, Part::Recorded),
    (MEAL_CODE, Part::Meal),
    // Why something was not done, how information was given, first interview: no answers of the person.
    ("9N512", Part::Others),
    ("9N807", Part::Others),
    ("9N950", Part::Others),
    ("9N7", Part::Questions),
    ("9N8", Part::Questions),
    ("9N9", Part::Questions),
    ("9N05", Part::Doctor),
    ("9N06", Part::Doctor),
    ("9N07", Part::Doctor),
    ("9N08", Part::Doctor),
    ("9N5", Part::Doctor),
    ("9N6", Part::Doctor),
    ("9N00", Part::Tests(Group::Body)),
    ("9N01", Part::Tests(Group::Body)),
    ("9N02", Part::Tests(Group::Body)),
    ("9A7", Part::Tests(Group::BloodPressure)),
    ("3D0", Part::Tests(Group::Glucose)),
    ("3F0", Part::Tests(Group::Lipids)),
    ("3B0", Part::Tests(Group::Liver)),
    ("3J0", Part::Tests(Group::Liver)),
    ("3C0", Part::Tests(Group::Kidney)),
    ("8A065", Part::Tests(Group::Kidney)),
    ("1A", Part::Tests(Group::Urine)),
    ("2A", Part::Tests(Group::Blood)),
    ("9A1", Part::Tests(Group::HeartEye)),
    ("9N121", Part::Tests(Group::HeartEye)),
    ("9E100", Part::Tests(Group::HeartEye)),
];

fn part_of(code: &str) -> Part {
    PARTS.iter().find(|(beginning, _)| code.starts_with(beginning)).map_or(Part::Others, |(_, part)| *part)
}

/// Sorts a visit into its report.
#[must_use]
pub fn report<'v>(visit: &'v Visit, person: &Person) -> Report<'v> {
    let circumstances = Circumstances::of(visit, person.sex);
    let of = |wanted: Part| visit.results.iter().filter(move |result| part_of(&result.code) == wanted).collect();
    let groups = Group::ALL.into_iter().map(|group| (group, lines(group, visit, person)));
    Report {
        groups: groups.filter(|(_, lines)| !lines.is_empty()).collect(),
        others: visit
            .results
            .iter()
            .filter(|result| part_of(&result.code) == Part::Others)
            .map(|result| Line::unknown(result, circumstances))
            .collect(),
        doctor: of(Part::Doctor),
        questions: of(Part::Questions),
        recorded: of(Part::Recorded),
        meal: of(Part::Meal),
    }
}

fn lines<'v>(group: Group, visit: &'v Visit, person: &Person) -> Vec<Line<'v>> {
    let mut lines: Vec<Line<'v>> = group.items().filter_map(|item| line(item, visit, person)).collect();
    let unknown = visit
        .results
        .iter()
        .filter(|result| part_of(&result.code) == Part::Tests(group) && item_of_code(&result.code).is_none());
    let circumstances = Circumstances::of(visit, person.sex);
    lines.extend(unknown.map(|result| Line::unknown(result, circumstances)));
    lines
}

impl<'v> Line<'v> {
    /// A result outside the catalogue: the report's own range or mark is all there is to hold against it.
    fn unknown(result: &'v Measurement, circumstances: Circumstances) -> Self {
        Self {
            item: None,
            result: Cow::Borrowed(result),
            method: result.method.clone().unwrap_or_default(),
            judged: judge(None, result, circumstances),
            threshold: None,
            computed: None,
            also: Vec::new(),
        }
    }

    /// Its name: of the catalogue, else by the list or as delivered.
    #[must_use]
    pub fn name(&self) -> String {
        self.item.map_or_else(|| name_of(&self.result), |item| item.name.to_owned())
    }

    /// Whether its verdict comes from the published limits or from the report; nothing without a verdict.
    #[must_use]
    pub fn basis(&self) -> Option<Basis> {
        self.judged.basis.filter(|_| self.judged.verdict.is_told())
    }
}

/// How many values were held against one kind of limits, and which of them lie outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// All.
    pub all: usize,
    /// Names of those outside.
    pub outside: Vec<String>,
}

impl Report<'_> {
    /// Every test.
    pub fn lines(&self) -> impl Iterator<Item = &Line<'_>> {
        self.groups.iter().flat_map(|(_, lines)| lines).chain(&self.others)
    }

    /// The values that were held against one kind of limits.
    #[must_use]
    pub fn count(&self, basis: Basis) -> Count {
        let told = || self.lines().filter(|line| line.basis() == Some(basis));
        let outside = told().filter(|line| line.judged.verdict.is_out()).map(Line::name).collect();
        Count { all: told().count(), outside }
    }
}

fn line<'v>(item: &'static Item, visit: &'v Visit, person: &Person) -> Option<Line<'v>> {
    let threshold = threshold_for(item, person.sex, visit.date);
    let judged = |result: &Measurement| judge(Some(item), result, Circumstances::of(visit, person.sex));
    let Some((picked, variant)) = item.pick(visit) else {
        let Derived { measurement, formula, .. } = derived_of(item, visit, person)?;
        return Some(Line {
            item: Some(item),
            judged: judged(&measurement),
            method: measurement.method.clone().unwrap_or_default(),
            result: Cow::Owned(measurement),
            threshold,
            computed: Some(formula),
            also: Vec::new(),
        });
    };
    let also = visit.results.iter().filter(|result| !std::ptr::eq(*result, picked)).filter_map(|result| {
        let (of, variant) = item_of_code(&result.code)?;
        (of.slug == item.slug).then_some((variant.method, result))
    });
    Some(Line {
        item: Some(item),
        result: Cow::Borrowed(picked),
        method: picked.method.clone().unwrap_or_else(|| variant.method.to_owned()),
        judged: judged(picked),
        threshold,
        computed: None,
        also: also.collect(),
    })
}

/// How a result is called: by the published list, else as delivered, else its bare code.
#[must_use]
pub fn name_of(result: &Measurement) -> String {
    match item_name(&result.code) {
        Some(name) => name.to_owned(),
        None if result.name.trim().is_empty() => result.code.clone(),
        None => result.name.clone(),
    }
}

/// A value as it stands in a table, and its unit as shown; both may be empty.
#[must_use]
pub fn text_and_unit(value: &Value) -> (String, String) {
    match value {
        Value::Quantity { text, unit, bound, .. } => {
            let side = match bound {
                None => "",
                Some(Bound::AtMost) => "以下",
                Some(Bound::AtLeast) => "以上",
            };
            (format!("{text}{side}"), shown_unit(unit).to_owned())
        }
        other => (value_words(other).unwrap_or_default(), String::new()),
    }
}

impl Range {
    /// In words: `3.5〜8.0`, `129以下`, `40以上`.
    #[must_use]
    pub fn words(&self) -> String {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => format!("{}〜{}", low.text, high.text),
            (Some(low), None) => format!("{}以上", low.text),
            (None, Some(high)) => format!("{}以下", high.text),
            (None, None) => String::new(),
        }
    }
}

impl Flag {
    /// As the report prints it, with what it means: `H（高い）`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::High => "H（高い）",
            Self::Low => "L（低い）",
            Self::Normal => "N（範囲の中）",
        }
    }
}

/// The days of visits, the newest first, each once.
#[must_use]
pub fn days(visits: &[Visit]) -> Vec<NaiveDate> {
    let mut days: Vec<_> = visits.iter().map(|visit| visit.date).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    days
}

/// All of a day as one visit, for comparing days: the results of every visit of that day, the first visit's head.
#[must_use]
pub fn whole_day(visits: &[Visit], day: NaiveDate) -> Option<Visit> {
    let mut of_day = visits.iter().filter(|visit| visit.date == day);
    let mut whole = of_day.next()?.clone();
    whole.results.extend(of_day.flat_map(|visit| visit.results.iter().cloned()));
    Some(whole)
}

/// A day as it stands in an address: `2026-05-14`, and nothing else.
#[must_use]
pub fn day_of_address(text: &str) -> Option<NaiveDate> {
    read_dashed(text)
}

/// The day for an address.
#[must_use]
pub fn address_of_day(day: NaiveDate) -> String {
    dashed(day)
}

#[cfg(test)]
mod tests;
