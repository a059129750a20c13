//! One item over the years: points with that visit's own verdict and range, and what changed between them.
//!
//! Only compares numbers that share a unit; says up, down or same, and nothing of health.

use chrono::{Datelike, NaiveDate};

use super::answers::{answer_words, urine_code};
use super::derived::COMPUTED;
use super::items::Item;
use super::threshold::{Period, Threshold, threshold_for};
use super::units::{same_unit, shown_unit};
use super::verdict::{Circumstances, Verdict, judge_item};
use super::{Bound, Value, Visit};
use crate::domain::calendar::fiscal_year;
use crate::domain::person::Sex;

/// An item over a person's visits.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The item.
    pub item: &'static Item,
    /// One point a visit that names the item, oldest first.
    pub points: Vec<Point>,
}

/// One visit's result.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Day of the checkup.
    pub date: NaiveDate,
    /// The value for drawing.
    pub value: PointValue,
    /// The value as shown, without unit: `138`, `10以下`, `陽性（＋）`, `未実施`.
    pub text: String,
    /// Unit as shown; empty for answers.
    pub unit: String,
    /// That visit's verdict.
    pub verdict: Verdict,
    /// The limits that held for that visit.
    pub threshold: Option<&'static Threshold>,
    /// That visit's reference range in words: `130未満`.
    pub range: Option<String>,
    /// Insurer that reported it.
    pub insurer: Option<String>,
    /// Method variant in words; may be empty.
    pub method: &'static str,
    /// Whether the value was computed here (計算値) rather than recorded; only [`super::derived::completed`] visits hold any.
    pub computed: bool,
    /// What is different from the point before.
    pub breaks: Vec<Break>,
}

/// A value for drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum PointValue {
    /// A number; with a bound it is drawn as a bound, not as a point.
    Number {
        /// The number.
        number: f64,
        /// Which side it is only known to lie on.
        bound: Option<Bound>,
    },
    /// An answer with an order: urine 1 (−) to 5 (＋＋＋), others the code of the answer.
    Level(u8),
    /// Words.
    Words,
    /// 未実施
    NotDone,
    /// 測定不可能
    NotMeasurable,
}

/// What changed from the point before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The method.
    Method {
        /// Method before.
        from: &'static str,
    },
    /// The delivered unit.
    Unit {
        /// Unit before, as delivered.
        from: String,
        /// Whether the numbers may still be compared.
        comparable: bool,
    },
    /// The program's period, and with it possibly the limits.
    Period {
        /// Period that begins.
        to: Period,
    },
    /// The insurer.
    Insurer,
}

impl Break {
    /// In words, for a mark on the chart.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Method { .. } => "測り方が変わりました".to_owned(),
            Self::Unit { comparable: true, .. } => "単位の書き方が変わりました".to_owned(),
            Self::Unit { comparable: false, .. } => "単位が変わりました（前の値と比べられません）".to_owned(),
            Self::Period { to } => format!("健診の決まりが変わりました（{}）", to.label()),
            Self::Insurer => "保険者が変わりました".to_owned(),
        }
    }
}

/// Which way numbers went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// 上がっています
    Up,
    /// 下がっています
    Down,
    /// 変わっていません
    Same,
}

/// A run of changes in one way up to the newest point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Streak {
    /// Up or down.
    pub way: Way,
    /// Number of changes in a row, at least 2.
    pub count: usize,
    /// Every one of them from one fiscal year to the next, so that it may be told in years.
    pub yearly: bool,
}

impl Trend {
    /// The item over the visits (in any order).
    #[must_use]
    pub fn of(item: &'static Item, visits: &[Visit], sex: Sex) -> Self {
        let mut visits: Vec<&Visit> = visits.iter().collect();
        visits.sort_by_key(|visit| visit.date);
        let mut points: Vec<Point> = Vec::new();
        let mut delivered_unit: Option<String> = None;
        for visit in visits {
            let Some((measurement, variant)) = item.pick(visit) else { continue };
            let threshold = threshold_for(item, sex, visit.date);
            let (value, text, unit) = shown(item, &measurement.value);
            let mut point = Point {
                date: visit.date,
                value,
                text,
                unit,
                verdict: judge_item(item, &measurement.value, Circumstances::of(visit, sex)),
                threshold,
                range: threshold.map(|row| row.range_words(item)),
                insurer: visit.insurer_name.clone(),
                method: variant.method,
                computed: measurement.method.as_deref() == Some(COMPUTED),
                breaks: Vec::new(),
            };
            if let Some(before) = points.last() {
                point.breaks = breaks(before, &point);
            }
            if let Value::Quantity { unit, .. } = &measurement.value
                && let Some(from) = delivered_unit.replace(unit.clone()).filter(|from| from != unit)
            {
                let comparable = same_unit(&from, unit);
                point.breaks.push(Break::Unit { from, comparable });
            }
            points.push(point);
        }
        Self { item, points }
    }

    /// The newest point, whatever it holds.
    #[must_use]
    pub fn newest(&self) -> Option<&Point> {
        self.points.last()
    }

    /// The newest point before the last one that holds a value.
    #[must_use]
    pub fn previous(&self) -> Option<&Point> {
        let (_, before) = self.points.split_last()?;
        before.iter().rev().find(|point| point.has_value())
    }

    /// The points of the last `years` fiscal years up to the newest point's.
    #[must_use]
    pub fn last_years(&self, years: i32) -> &[Point] {
        let Some(newest) = self.newest() else { return &[] };
        let first = fiscal_year(newest.date) - years + 1;
        let at = self.points.partition_point(|point| fiscal_year(point.date) < first);
        &self.points[at..]
    }

    /// Points with an exact number in the newest number's unit.
    fn numbers(&self) -> Vec<(&Point, f64)> {
        let unit = self.points.iter().rev().find_map(|point| point.number().map(|_| point.unit.as_str()));
        self.points
            .iter()
            .filter(|point| Some(point.unit.as_str()) == unit)
            .filter_map(|point| point.number().map(|number| (point, number)))
            .collect()
    }

    /// First to last in a sentence: `10年で 118 から 138 へ上がっています`. Nothing with fewer than two comparable numbers.
    #[must_use]
    pub fn direction(&self) -> Option<String> {
        let numbers = self.numbers();
        let ((first, from), (last, to)) = (*numbers.first()?, *numbers.last()?);
        if first.date == last.date {
            return None;
        }
        let years = fiscal_year(last.date) - fiscal_year(first.date) + 1;
        let span = if years > 1 { format!("{years}年で") } else { "この1年で".to_owned() };
        Some(match way(from, to) {
            Way::Up => format!("{span} {} から {} へ上がっています", first.text, last.text),
            Way::Down => format!("{span} {} から {} へ下がっています", first.text, last.text),
            Way::Same => format!("{span} {} のまま変わっていません", last.text),
        })
    }

    /// The run of changes in one way up to the newest point, if at least two. A change of method ends it.
    #[must_use]
    pub fn streak(&self) -> Option<Streak> {
        let numbers = self.numbers();
        if numbers.last()?.0.date != self.newest()?.date {
            return None;
        }
        let mut run: Option<(Way, usize, bool)> = None;
        for pair in numbers.windows(2).rev() {
            let ((before, from), (after, to)) = (pair[0], pair[1]);
            let way = way(from, to);
            let comparable = before.method == after.method;
            if way == Way::Same || !comparable || run.is_some_and(|(running, ..)| running != way) {
                break;
            }
            let yearly = fiscal_year(after.date) - fiscal_year(before.date) == 1;
            run = Some(run.map_or((way, 1, yearly), |(way, count, all)| (way, count + 1, all && yearly)));
        }
        run.filter(|(_, count, _)| *count >= 2).map(|(way, count, yearly)| Streak { way, count, yearly })
    }
}

impl Streak {
    /// `4年続けて上がっています。`
    #[must_use]
    pub fn sentence(self) -> String {
        let unit = if self.yearly { "年" } else { "回" };
        let way = if self.way == Way::Down { "下がっています" } else { "上がっています" };
        format!("{}{unit}続けて{way}。", self.count)
    }
}

impl Point {
    /// The exact number, if there is one (a bound is none).
    #[must_use]
    pub const fn number(&self) -> Option<f64> {
        match self.value {
            PointValue::Number { number, bound: None } => Some(number),
            _ => None,
        }
    }

    /// Whether it holds any value, rather than 未実施 or 測定不可能.
    #[must_use]
    pub const fn has_value(&self) -> bool {
        !matches!(self.value, PointValue::NotDone | PointValue::NotMeasurable)
    }

    /// The verdict in a word or two. An answer has no height: it is not high or low, but outside.
    #[must_use]
    pub fn verdict_word(&self) -> String {
        if self.unit.is_empty() && self.verdict.is_out() { "範囲の外".to_owned() } else { self.verdict.word() }
    }

    /// `2025年5月`.
    #[must_use]
    pub fn month_words(&self) -> String {
        format!("{}年{}月", self.date.year(), self.date.month())
    }
}

pub(super) fn way(from: f64, to: f64) -> Way {
    if to > from {
        Way::Up
    } else if to < from {
        Way::Down
    } else {
        Way::Same
    }
}

/// A value for drawing, for showing, and its shown unit.
pub(super) fn shown(item: &Item, value: &Value) -> (PointValue, String, String) {
    match value {
        Value::Quantity { text, number, unit, bound } => {
            let text = match bound {
                None => text.clone(),
                Some(Bound::AtMost) => format!("{text}以下"),
                Some(Bound::AtLeast) => format!("{text}以上"),
            };
            // Digits that are no number (a damaged record) are shown, never drawn or compared.
            let value = if number.is_finite() {
                PointValue::Number { number: *number, bound: *bound }
            } else {
                PointValue::Words
            };
            (value, text, shown_unit(unit).to_owned())
        }
        Value::Coded { code, oid, meaning } => {
            let level = if item.unit.is_empty() { urine_code(oid, code).or_else(|| code.parse().ok()) } else { None };
            (level.map_or(PointValue::Words, PointValue::Level), answer_words(oid, code, meaning), String::new())
        }
        Value::Text(text) => (PointValue::Words, text.clone(), String::new()),
        Value::NotDone => (PointValue::NotDone, "未実施".to_owned(), String::new()),
        Value::NotMeasurable => (PointValue::NotMeasurable, "測定できず".to_owned(), String::new()),
    }
}

fn breaks(before: &Point, after: &Point) -> Vec<Break> {
    let mut found = Vec::new();
    if before.method != after.method && before.has_value() && after.has_value() {
        found.push(Break::Method { from: before.method });
    }
    let to = Period::of(after.date);
    if Period::of(before.date) != to {
        found.push(Break::Period { to });
    }
    if let (Some(old), Some(new)) = (&before.insurer, &after.insurer)
        && old != new
    {
        found.push(Break::Insurer);
    }
    found
}

#[cfg(test)]
mod tests;
