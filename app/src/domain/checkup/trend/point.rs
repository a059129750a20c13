//! One visit's result of an item, with that visit's own verdict and range.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use super::breaks::Break;
use crate::domain::calendar::{fiscal_year, long_date};
use crate::domain::checkup::answers::{answer_words, urine_code};
use crate::domain::checkup::derived::COMPUTED;
use crate::domain::checkup::items::Item;
use crate::domain::checkup::summary::value_words;
use crate::domain::checkup::threshold::Threshold;
use crate::domain::checkup::units::shown_unit;
use crate::domain::checkup::verdict::{Basis, Verdict, is_advised_beside};
use crate::domain::checkup::{Bound, End, Flag, Measurement, Range, Source, Value, Visit};

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
    /// What it was held against.
    pub basis: Option<Basis>,
    /// What the published limits say, where the report's own range decided.
    pub beside: Option<Verdict>,
    /// The published limits that held for that visit.
    pub threshold: Option<&'static Threshold>,
    /// The range that the report of that visit gives.
    pub own: Option<Range>,
    /// The report's own mark.
    pub flag: Option<Flag>,
    /// In words, what it was held against, or would have been: `130未満`, `3.6〜7.0`.
    pub range: Option<String>,
    /// Insurer that reported it.
    pub insurer: Option<String>,
    /// Method in words: as the source names it, else by the code; may be empty.
    pub method: Cow<'static, str>,
    /// Method variant by the code; one series may hold several.
    pub variant: Cow<'static, str>,
    /// Method as the source names it beside the code.
    pub named: Option<String>,
    /// Whether the value was computed here (計算値) rather than recorded.
    pub computed: bool,
    /// What other sources of the same visit tell in its place: each with its words.
    pub otherwise: Vec<(Source, String)>,
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
    /// Only known to lie beyond all that may be entered; no number to draw.
    Beyond(Bound),
    /// An answer with an order: urine 1 (−) to 5 (＋＋＋), others the code of the answer.
    Level(u8),
    /// Words.
    Words,
    /// 未実施
    NotDone,
    /// 測定不可能
    NotMeasurable,
}

/// Limits as numbers, in the point's unit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    /// Lower end of what is in range.
    pub low: Option<f64>,
    /// Upper end of what is in range.
    pub high: Option<f64>,
    /// From where on a visit to a doctor is advised.
    pub second: Option<f64>,
    /// From where on a visit at once.
    pub third: Option<f64>,
    /// First day they hold for, where that is known.
    pub from: Option<NaiveDate>,
    /// The report's own, not the published ones.
    pub of_report: bool,
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

    /// Whether it is an answer or words rather than an amount.
    #[must_use]
    pub const fn is_answer(&self) -> bool {
        matches!(self.value, PointValue::Level(_) | PointValue::Words)
    }

    /// The verdict in a word or two. An answer has no height: it is not high or low, but outside.
    #[must_use]
    pub fn verdict_word(&self) -> String {
        if self.is_answer() && self.verdict.is_out() { "範囲の外".to_owned() } else { self.verdict.word() }
    }

    /// What the verdict comes from: `（判定値による）`; nothing where there is no verdict.
    #[must_use]
    pub fn basis_words(&self) -> &'static str {
        match self.basis.filter(|_| self.verdict.is_told()) {
            Some(Basis::Published) => "（判定値による）",
            Some(Basis::Report) => "（この健診の範囲による）",
            None => "",
        }
    }

    /// The published limit (受診勧奨判定値) beyond which the value lies although the report's own range takes it in, or the report
    /// contradicts itself: `6.5以上`.
    #[must_use]
    pub fn advised(&self, item: Option<&Item>) -> Option<String> {
        self.threshold.filter(|_| self.is_advised_beside())?.referral_words(item?)
    }

    /// Whether it lies beyond such a limit.
    #[must_use]
    pub fn is_advised_beside(&self) -> bool {
        is_advised_beside(&self.verdict, self.beside.as_ref())
    }

    /// Whether this point and another were held against the same kind of limits, or against ranges that read the same
    /// (`40以上`, whoever said it).
    #[must_use]
    pub fn same_kind(&self, other: &Self) -> bool {
        self.basis == other.basis || (self.range.is_some() && self.range == other.range)
    }

    /// Whether this point and another were held against the same: the published limits, or the same range of a report. Only
    /// then is one verdict news beside the other.
    #[must_use]
    pub fn same_yardstick(&self, other: &Self) -> bool {
        let ends = |point: &Self| {
            let number = |end: &Option<End>| end.as_ref().map(|end| end.number);
            point.own.as_ref().map(|own| (number(&own.low), number(&own.high)))
        };
        let same_words = self.range.is_some() && self.range == other.range;
        same_words || (self.basis == other.basis && (self.basis != Some(Basis::Report) || ends(self) == ends(other)))
    }

    /// The limits that it was held against, for drawing.
    #[must_use]
    pub fn limits(&self) -> Limits {
        match (self.basis, self.threshold, &self.own) {
            (Some(Basis::Published), Some(row), _) => {
                let (floor, number) = (row.guidance.is_floor(), row.guidance.number);
                Limits {
                    low: floor.then_some(number),
                    high: (!floor).then_some(number),
                    second: row.referral.map(|limit| limit.number),
                    third: row.urgent.map(|limit| limit.number),
                    from: row.from,
                    of_report: false,
                }
            }
            (Some(Basis::Report), _, Some(range)) => Limits {
                low: range.low.as_ref().map(|end| end.number),
                high: range.high.as_ref().map(|end| end.number),
                of_report: true,
                ..Limits::default()
            },
            _ => Limits::default(),
        }
    }

    /// The digits, and what follows them: `138` and ` mmHg`, of a bound `10` and ` mg/dL以下`.
    #[must_use]
    pub fn value_and_unit(&self) -> (String, String) {
        let bound = match self.value {
            PointValue::Number { bound, .. } => bound,
            _ => None,
        };
        let side = bound.map_or("", side);
        let digits = self.text.strip_suffix(side).unwrap_or(&self.text).to_owned();
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        (digits, unit + side)
    }

    /// The value with its unit: `138 mmHg`, `10 mg/dL以下`, `陰性（－）`.
    #[must_use]
    pub fn amount(&self) -> String {
        let (digits, unit) = self.value_and_unit();
        digits + &unit
    }

    /// The scale of an answer of a letter or two, which means something on that scale only: `キースワグナー分類`.
    #[must_use]
    pub fn scale(&self) -> Option<&str> {
        let short = self.is_answer() && self.text.chars().count() <= 3 && !self.method.is_empty();
        short.then_some(&*self.method)
    }

    /// `（計算値）` of a computed value, to stand behind it; nothing of a recorded one.
    #[must_use]
    pub fn computed_words(&self) -> String {
        if self.computed { format!("（{COMPUTED}）") } else { String::new() }
    }

    /// What other sources tell, each in words: `加えたファイルでは 136 mmHg`.
    pub fn otherwise_words(&self) -> impl Iterator<Item = String> {
        self.otherwise.iter().map(|(source, words)| format!("{}では {words}", source.short()))
    }

    /// Whether it is older than the ten fiscal years up to a day: told apart, and no news.
    #[must_use]
    pub fn is_past(&self, newest: NaiveDate) -> bool {
        fiscal_year(self.date) <= fiscal_year(newest) - 10
    }

    /// `2025年5月`.
    #[must_use]
    pub fn month_words(&self) -> String {
        format!("{}年{}月", self.date.year(), self.date.month())
    }
}

/// `2025年5月`; the whole day where one of some others lies in the same month.
#[must_use]
pub fn when_words(day: NaiveDate, others: impl IntoIterator<Item = NaiveDate>) -> String {
    let month = |day: NaiveDate| (day.year(), day.month());
    if others.into_iter().any(|other| month(other) == month(day)) {
        return long_date(day);
    }
    format!("{}年{}月", day.year(), day.month())
}

/// What a bound says of the true value.
const fn side(bound: Bound) -> &'static str {
    match bound {
        Bound::AtMost => "以下",
        Bound::AtLeast => "以上",
    }
}

/// What the other sources of a visit tell in the place of a result.
pub(super) fn otherwise(measurement: &Measurement, visit: &Visit) -> Vec<(Source, String)> {
    visit
        .told_otherwise(measurement)
        .map(|(source, other)| (source, value_words(&other.value).unwrap_or_else(|| "（記録なし）".to_owned())))
        .collect()
}

/// A value for drawing, for showing, and its shown unit. Answers of an item that is `coded` have an order.
pub(super) fn shown(coded: bool, value: &Value) -> (PointValue, String, String) {
    match value {
        Value::Quantity { text, number, unit, bound } => {
            let text = format!("{text}{}", bound.map_or("", side));
            // Digits that are no number (a damaged record) are shown, never drawn or compared.
            let value = if number.is_finite() {
                PointValue::Number { number: *number, bound: *bound }
            } else {
                PointValue::Words
            };
            (value, text, shown_unit(unit).to_owned())
        }
        Value::Coded { code, oid, meaning } => {
            let level = if coded { urine_code(oid, code).or_else(|| code.parse().ok()) } else { None };
            (level.map_or(PointValue::Words, PointValue::Level), answer_words(oid, code, meaning), String::new())
        }
        Value::Text(text) => {
            let beyond = value.beyond_input().filter(|_| !coded).map(PointValue::Beyond);
            (beyond.unwrap_or(PointValue::Words), text.clone(), String::new())
        }
        Value::NotDone => (PointValue::NotDone, "未実施".to_owned(), String::new()),
        Value::NotMeasurable => (PointValue::NotMeasurable, "測定できず".to_owned(), String::new()),
    }
}
