//! Two days of checkups side by side: what went up or down and by how much, and what cannot be compared. Says nothing of health.

use super::answers::answer_words;
use super::items::{Item, all_items};
use super::questions::question;
use super::report::name_of;
use super::trend::{Break, Point, PointValue, Trend};
use super::{Measurement, Value, Visit};
use crate::domain::person::Sex;

/// One item on two days.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The item.
    pub item: &'static Item,
    /// On the earlier day.
    pub before: Option<Point>,
    /// On the later day.
    pub after: Option<Point>,
    /// What changed.
    pub change: Change,
}

impl Pair {
    /// Whether both have a verdict and the two come from different limits: then neither is news beside the other.
    #[must_use]
    pub fn other_yardstick(&self) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                before.verdict.is_told() && after.verdict.is_told() && before.basis != after.basis
            }
            _ => false,
        }
    }
}

/// What changed from the earlier day to the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Went up by so much, unit included.
    Up(String),
    /// Went down by so much, unit included.
    Down(String),
    /// The same number or answer.
    Same,
    /// Another answer.
    Other,
    /// Not compared, and why.
    NotCompared(&'static str),
}

impl Change {
    /// Whether it was not compared because of another method.
    #[must_use]
    pub fn is_other_method(&self) -> bool {
        *self == Self::NotCompared(OTHER_METHOD)
    }

    /// In words: `2 mmHg 上がった`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Up(by) => format!("{by} 上がった"),
            Self::Down(by) => format!("{by} 下がった"),
            Self::Same => "変わらない".to_owned(),
            Self::Other => "変わった".to_owned(),
            Self::NotCompared(why) => (*why).to_owned(),
        }
    }
}

const ONE_SIDE: &str = "片方にしか値がない";
const OTHER_METHOD: &str = "測り方が違うので、くらべない";
const OTHER_UNIT: &str = "単位が違うので、くらべない";
const ONLY_BOUND: &str = "測れる範囲を超えた値なので、くらべない";

/// Every item that either day names, in the catalogue's order.
#[must_use]
pub fn compare(before: &Visit, after: &Visit, sex: Sex) -> Vec<Pair> {
    let both = [before.clone(), after.clone()];
    all_items().iter().filter_map(|item| pair(item, &both, sex)).collect()
}

fn pair(item: &'static Item, both: &[Visit; 2], sex: Sex) -> Option<Pair> {
    let mut points = Trend::of(item, both, sex).points;
    let of = |visit: &Visit| item.pick(visit).is_some();
    let after = if of(&both[1]) { points.pop() } else { None };
    let before = if of(&both[0]) { points.pop() } else { None };
    let change = match (&before, &after) {
        (None, None) => return None,
        (Some(before), Some(after)) => change(before, after),
        _ => Change::NotCompared(ONE_SIDE),
    };
    Some(Pair { item, before, after, change })
}

fn change(before: &Point, after: &Point) -> Change {
    if !before.has_value() || !after.has_value() {
        return Change::NotCompared(ONE_SIDE);
    }
    if after.breaks.iter().any(|change| matches!(change, Break::Method { .. })) {
        return Change::NotCompared(OTHER_METHOD);
    }
    if before.unit != after.unit {
        return Change::NotCompared(OTHER_UNIT);
    }
    let is_number = |point: &Point| matches!(point.value, PointValue::Number { .. } | PointValue::Beyond(_));
    match (before.number(), after.number()) {
        (Some(from), Some(to)) => difference(from, to, decimals(before).max(decimals(after)), &after.unit),
        _ if is_number(before) || is_number(after) => Change::NotCompared(ONLY_BOUND),
        _ if before.text == after.text => Change::Same,
        _ => Change::Other,
    }
}

/// Between two shares the difference is in points: 5.8 % after 6.0 % is not 0.2 % less of it.
fn difference(from: f64, to: f64, decimals: usize, unit: &str) -> Change {
    let unit = if unit == "%" { "ポイント" } else { unit };
    let by = format!("{:.decimals$} {unit}", (to - from).abs()).trim_end().to_owned();
    if format!("{from:.decimals$}") == format!("{to:.decimals$}") {
        Change::Same
    } else if to > from {
        Change::Up(by)
    } else {
        Change::Down(by)
    }
}

/// Digits after the point as delivered.
fn decimals(point: &Point) -> usize {
    point.text.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// What became of the verdicts, where both days were held against the same limits by the same method.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// For which a visit to a doctor is advised now, and was not before.
    pub newly_referred: Vec<&'static str>,
    /// Within the limits before, out of them now, and no visit advised.
    pub newly_out: Vec<&'static str>,
    /// Out of the limits before, within them now.
    pub back_in: Vec<&'static str>,
    /// Out of the limits on both days, and not newly referred.
    pub still_out: Vec<&'static str>,
    /// Within them on both days.
    pub within: usize,
    /// Told on both days, but against other limits or by another method.
    pub not_held: usize,
}

impl Outcome {
    /// Of what was compared.
    #[must_use]
    pub fn of(pairs: &[Pair]) -> Self {
        let mut found = Self::default();
        for pair in pairs {
            let (Some(before), Some(after)) = (&pair.before, &pair.after) else { continue };
            if !before.verdict.is_told() || !after.verdict.is_told() {
                continue;
            }
            let name = pair.item.name;
            match (before.verdict.is_out(), after.verdict.is_out()) {
                _ if pair.other_yardstick() || matches!(pair.change, Change::NotCompared(_)) => found.not_held += 1,
                _ if after.verdict.is_grave() && !before.verdict.is_grave() => found.newly_referred.push(name),
                (false, true) => found.newly_out.push(name),
                (true, false) => found.back_in.push(name),
                (true, true) => found.still_out.push(name),
                (false, false) => found.within += 1,
            }
        }
        found
    }

    /// In sentences, what is new first.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let listed =
            |words: &str, names: &[&str]| (!names.is_empty()).then(|| format!("{words}：{}。", names.join("、")));
        let quiet = self.newly_referred.is_empty()
            && self.newly_out.is_empty()
            && self.back_in.is_empty()
            && self.still_out.is_empty();
        let within = match (quiet, self.within) {
            (_, 0) => None,
            (true, count) => Some(format!("くらべられた {count}項目は、2回とも基準値の中です。")),
            (false, count) => Some(format!("ほかの {count}項目は、2回とも基準値の中です。")),
        };
        let not_held = (self.not_held > 0)
            .then(|| format!("基準値か測り方が2回で違う {}項目は、ここに入れていません。", self.not_held));
        [
            listed("新しく受診をすすめる値になったもの", &self.newly_referred),
            listed("新しく基準値から外れたもの", &self.newly_out),
            listed("基準値の中に戻ったもの", &self.back_in),
            listed("2回とも基準値から外れているもの", &self.still_out),
            within,
            not_held,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A question that both days answered in the same list, and differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerPair {
    /// The question, plainly.
    pub name: String,
    /// The earlier answer.
    pub before: String,
    /// The later answer.
    pub after: String,
    /// Whether the list of answers is another one, so that the two cannot be held against each other.
    pub other_list: bool,
}

/// Answers to the questionnaire that differ, or that were chosen from different lists; in the later day's order.
#[must_use]
pub fn changed_answers(before: &[&Measurement], after: &[&Measurement]) -> Vec<AnswerPair> {
    let pair = |later: &&Measurement| {
        let earlier = before.iter().find(|result| result.code == later.code)?;
        let (Value::Coded { code: old, oid: of, meaning: said }, Value::Coded { code, oid, meaning }) =
            (&earlier.value, &later.value)
        else {
            return None;
        };
        let other_list = of != oid;
        let (before, after) = (answer_words(of, old, said), answer_words(oid, code, meaning));
        (before != after).then(|| AnswerPair { name: asked(later), before, after, other_list })
    };
    after.iter().filter_map(pair).collect()
}

/// What was asked, plainly where the list's own name is a keyword.
fn asked(result: &Measurement) -> String {
    question(&result.code).map_or_else(|| name_of(result), str::to_owned)
}

#[cfg(test)]
mod tests;
