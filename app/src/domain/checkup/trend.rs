//! One item over the years: points with that visit's own verdict and range, and what changed between them.
//!
//! Only compares numbers that share a unit; says up, down or same, and nothing of health.

mod breaks;
mod point;
mod run;

use std::borrow::Cow;

pub use breaks::{Break, same_method};
pub use point::{Limits, Point, PointValue, when_words};
pub use run::{OTHER_YARDSTICK, Since, Streak, Way, way};

use super::items::Item;
use super::threshold::threshold_for;
use super::units::same_unit;
use super::verdict::{Basis, Circumstances, Judged, judge};
use super::{Bound, Measurement, Origin, Value, Visit};
use crate::domain::calendar::fiscal_year;
use crate::domain::person::Sex;

/// An item over a person's visits. Of the catalogue, unless said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend<S = &'static Item> {
    /// The item.
    pub item: S,
    /// One point a visit that names the item, oldest first.
    pub points: Vec<Point>,
}

impl Trend {
    /// The item over the visits (in any order).
    #[must_use]
    pub fn of(item: &'static Item, visits: &[Visit], sex: Sex) -> Self {
        let mut visits: Vec<&Visit> = visits.iter().collect();
        visits.sort_by_key(|visit| visit.date);
        let mut points = Points::default();
        for visit in visits {
            if let Some((measurement, variant)) = item.pick(visit) {
                points.add(Some(item), variant.method.into(), measurement, visit, Circumstances::of(visit, sex));
            }
        }
        Self { item, points: points.finish() }
    }
}

/// Collects the points of one item from visits that come oldest first.
#[derive(Debug, Default)]
pub(super) struct Points {
    points: Vec<Point>,
    /// Unit of the newest amount, as delivered.
    unit: Option<String>,
}

impl Points {
    /// A visit's measurement. `variant` is what its code says of the method.
    pub(super) fn add(
        &mut self,
        item: Option<&'static Item>,
        variant: Cow<'static, str>,
        measurement: &Measurement,
        visit: &Visit,
        circumstances: Circumstances,
    ) {
        let Judged { verdict, basis, beside } = judge(item, measurement, circumstances);
        let threshold = item.and_then(|item| threshold_for(item, circumstances.sex, visit.date));
        let own = measurement.range.clone().filter(super::Range::is_usable);
        let range = match (basis, threshold, item, &own) {
            (Some(Basis::Report), _, _, own) => own.as_ref().map(super::Range::words),
            (_, Some(row), Some(item), _) => Some(row.range_words(item)),
            (.., own) => own.as_ref().map(super::Range::words),
        };
        let (value, text, unit) = point::shown(item.is_some_and(|item| item.unit.is_empty()), &measurement.value);
        let computed = measurement.origin == Origin::Computed;
        let method = measurement.method.clone().map_or_else(|| variant.clone(), Cow::Owned);
        // 計算値 is where a value comes from, and no way of measuring.
        let named = measurement.method.clone().filter(|_| !computed);
        let mut point = Point {
            date: visit.date,
            value,
            text,
            unit,
            verdict,
            basis,
            beside,
            threshold,
            own,
            flag: measurement.flag,
            computed,
            otherwise: point::otherwise(measurement, visit),
            range,
            insurer: visit.insurer_name.clone(),
            method,
            variant,
            named,
            breaks: Vec::new(),
        };
        if let Some(before) = self.points.last() {
            point.breaks = breaks::breaks(before, &point);
        }
        if let Value::Quantity { unit, .. } = &measurement.value
            && let Some(from) = self.unit.replace(unit.clone()).filter(|from| from != unit)
        {
            let comparable = same_unit(&from, unit);
            point.breaks.push(Break::Unit { from, comparable });
        }
        self.points.push(point);
    }

    /// The points.
    pub(super) fn finish(self) -> Vec<Point> {
        self.points
    }
}

impl<S> Trend<S> {
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

    /// The point that a row among all tests speaks of: the newest, or, where that holds no value, the newest before that does.
    #[must_use]
    pub fn told(&self) -> Option<&Point> {
        let newest = self.newest()?;
        Some(if newest.has_value() { newest } else { self.previous().unwrap_or(newest) })
    }

    /// The points of the last `years` fiscal years up to the newest point's.
    #[must_use]
    pub fn last_years(&self, years: i32) -> &[Point] {
        let Some(newest) = self.newest() else { return &[] };
        let first = fiscal_year(newest.date) - years + 1;
        let at = self.points.partition_point(|point| fiscal_year(point.date) < first);
        &self.points[at..]
    }

    /// Points with an exact number in the unit that is compared.
    fn numbers(&self) -> Vec<(&Point, f64)> {
        let unit = unit_of(&self.points);
        self.points
            .iter()
            .filter(|point| Some(point.unit.as_str()) == unit)
            .filter_map(|point| point.number().map(|number| (point, number)))
            .collect()
    }

    /// Numbers and bounds, in the unit that is compared, and what lies beyond all that may be entered.
    fn amounts(&self) -> Vec<(&Point, f64)> {
        let unit = unit_of(&self.points);
        let amount = |point: &Point| match point.value {
            PointValue::Number { number, .. } if Some(point.unit.as_str()) == unit => Some(number),
            PointValue::Beyond(Bound::AtLeast) => Some(f64::INFINITY),
            PointValue::Beyond(Bound::AtMost) => Some(0.0),
            _ => None,
        };
        self.points.iter().filter_map(|point| Some((point, amount(point)?))).collect()
    }

    /// First to last, each with its month, and what lies between: `2022年6月 127 → 2026年5月 127（間は 122〜129）`. A bound counts
    /// and says that it is one: leaving it out would tell an older value as the newest. Nothing with fewer than two amounts.
    #[must_use]
    pub fn direction(&self) -> Option<String> {
        let numbers = self.amounts();
        let ((first, _), (last, _)) = (*numbers.first()?, *numbers.last()?);
        if first.date == last.date {
            return None;
        }
        // A comparison over a change of method is told with the change.
        let method = if numbers.windows(2).all(|pair| same_method(pair[0].0, pair[1].0)) {
            ""
        } else {
            "（途中で測り方が変わりました）"
        };
        let computed =
            if numbers.iter().any(|(point, _)| point.computed) { "（計算値を含みます）" } else { "" };
        Some(format!(
            "{} {} → {} {}{}{computed}{method}",
            when_words(first.date, [last.date]),
            first.text,
            when_words(last.date, [first.date]),
            last.text,
            between(&numbers)
        ))
    }
}

/// The unit in which numbers are drawn and compared: the newest number's; where that stands alone, the one of most numbers.
#[must_use]
pub fn unit_of(points: &[Point]) -> Option<&str> {
    let is_number = |point: &&Point| matches!(point.value, PointValue::Number { .. });
    let units: Vec<&str> = points.iter().filter(is_number).map(|point| point.unit.as_str()).collect();
    let count = |wanted: &str| units.iter().filter(|unit| **unit == wanted).count();
    let newest = *units.last()?;
    // Of equals the newest, which comes last.
    if count(newest) > 1 { Some(newest) } else { units.iter().copied().max_by_key(|unit| count(unit)) }
}

/// The lowest and the highest number between the first and the last: `（間は 122〜129）`.
fn between(numbers: &[(&Point, f64)]) -> String {
    let Some(inner) = numbers.get(1..numbers.len().saturating_sub(1)) else { return String::new() };
    let low = inner.iter().min_by(|(_, one), (_, other)| one.total_cmp(other));
    let high = inner.iter().max_by(|(_, one), (_, other)| one.total_cmp(other));
    match (low, high) {
        (Some((low, _)), Some((high, _))) if low.text == high.text => format!("（間は {}）", low.text),
        (Some((low, _)), Some((high, _))) => format!("（間は {}〜{}）", low.text, high.text),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
