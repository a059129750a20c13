//! From an item's trend to what is drawn of it. No rule is made here: verdicts, limits and breaks come with the points.

use chrono::{Days, NaiveDate};

use super::trend::{Missing, Point, Standing, Stretch, TrendChart};
use crate::domain::checkup::Bound;
use crate::domain::checkup::trend::{Break, Limits, Point as Told, PointValue, same_method, unit_of};
use crate::domain::checkup::verdict::{Tone, Verdict};

/// How a verdict is drawn.
#[must_use]
pub const fn standing(verdict: &Verdict) -> Standing {
    match verdict.tone() {
        Tone::In => Standing::InRange,
        Tone::Out => Standing::OutOfRange,
        Tone::Plain => Standing::Unjudged,
    }
}

/// The chart of some points of a trend, oldest first.
#[must_use]
pub fn chart_of(points: &[Told]) -> TrendChart {
    chart_in(points, unit_of(points))
}

/// The same in a given unit: only numbers in that unit are drawn. What is none is a gap in the line and a cross, also before
/// the first number and after the last; all of it stands in the table.
#[must_use]
pub fn chart_in(points: &[Told], unit: Option<&str>) -> TrendChart {
    let drawn = in_unit(points, unit);
    let mut chart = TrendChart {
        points: Vec::with_capacity(drawn.len()),
        stretches: stretches(&drawn),
        changes: changes(points),
        missing: Vec::new(),
    };
    let mut before: Option<&Told> = None;
    for point in stops(points, unit) {
        let PointValue::Number { number, bound } = point.value else {
            chart.missing.push(Missing { day: point.date, words: missing_words(point) });
            before = None;
            continue;
        };
        if Some(point.unit.as_str()) != unit {
            chart.missing.push(Missing { day: point.date, words: OTHER_UNIT });
            before = None;
            continue;
        }
        // A bound is no value: no line leads to it or away from it.
        let joined =
            bound.is_none() && before.is_some_and(|before| before.number().is_some() && same_method(before, point));
        chart.points.push(Point {
            day: point.date,
            value: number,
            text: point.text.clone(),
            standing: standing(&point.verdict),
            bound,
            joined,
            computed: point.computed,
        });
        before = Some(point);
    }
    chart
}

const OTHER_UNIT: &str = "単位違い";

/// What stands at a cross.
const fn missing_words(point: &Told) -> &'static str {
    match point.value {
        PointValue::NotDone => "未実施",
        PointValue::NotMeasurable => "測定できず",
        PointValue::Beyond(Bound::AtLeast) => "範囲超え",
        PointValue::Beyond(Bound::AtMost) => "範囲未満",
        _ => "数でない",
    }
}

/// The points that are drawn.
#[must_use]
pub fn drawn(points: &[Told]) -> Vec<&Told> {
    in_unit(points, unit_of(points))
}

/// Numbers in a unit.
fn in_unit<'t>(points: &'t [Told], unit: Option<&str>) -> Vec<&'t Told> {
    let is_number = |point: &&Told| matches!(point.value, PointValue::Number { .. });
    points.iter().filter(is_number).filter(|point| Some(point.unit.as_str()) == unit).collect()
}

/// Where reading the chart stops: at every visit, wherever one number at least is drawn.
#[must_use]
pub fn stops<'t>(points: &'t [Told], unit: Option<&str>) -> &'t [Told] {
    if in_unit(points, unit).is_empty() { &[] } else { points }
}

/// Stretches of time with the same limits. Where a rule says from which day they hold, they begin there.
fn stretches(points: &[&Told]) -> Vec<Stretch> {
    let mut runs: Vec<(Limits, NaiveDate, NaiveDate)> = Vec::new();
    for point in points {
        let limits = point.limits();
        match runs.last_mut() {
            Some((running, _, last)) if *running == limits => *last = point.date,
            _ => {
                let after = runs.last().map(|(_, _, last)| *last);
                let first = limits
                    .from
                    .filter(|from| after.is_some_and(|after| *from > after) && *from <= point.date)
                    .unwrap_or(point.date);
                runs.push((limits, first, point.date));
            }
        }
    }
    if runs.iter().all(|(limits, ..)| limits.low.is_none() && limits.high.is_none()) {
        return Vec::new();
    }
    let begins: Vec<NaiveDate> = runs.iter().map(|(_, first, _)| *first).collect();
    runs.into_iter()
        .enumerate()
        .map(|(index, (limits, from, last))| {
            let to = begins.get(index + 1).and_then(|next| next.checked_sub_days(Days::new(1))).unwrap_or(last);
            Stretch { from, to, low: limits.low, high: limits.high, second: limits.second, of_report: limits.of_report }
        })
        .collect()
}

/// The insurer changed somewhere between two visits; nobody tells when, so the line stands in the middle.
fn changes(points: &[Told]) -> Vec<NaiveDate> {
    points
        .windows(2)
        .filter(|pair| pair[1].breaks.contains(&Break::Insurer))
        .filter_map(|pair| {
            let days = u64::try_from((pair[1].date - pair[0].date).num_days() / 2).ok()?;
            pair[0].date.checked_add_days(Days::new(days))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::date_from_digits;
    use crate::domain::checkup::items::item_by_slug;
    use crate::domain::checkup::trend::Trend;
    use crate::domain::checkup::{End, Measurement, Range, Value, Visit};
    use crate::domain::person::Sex;

    const HDL: [&str; 2] = ["3F070000002327101", "3F070000002327201"];

    fn visit(date: &str, insurer: &str, code: &str, number: f64, bound: Option<Bound>, unit: &str) -> Visit {
        Visit {
            insurer_name: Some(insurer.into()),
            results: vec![Measurement::new(
                code,
                "HDL",
                Value::Quantity { text: number.to_string(), number, unit: unit.into(), bound },
            )],
            ..Visit::new(date_from_digits(date).expect("a date"), "010")
        }
    }

    fn chart(visits: &[Visit]) -> TrendChart {
        chart_of(&Trend::of(item_by_slug("hdl").expect("an item"), visits, Sex::Female).points)
    }

    #[test]
    fn the_range_is_that_of_each_visit_and_begins_on_its_own_day() {
        let chart = chart(&[
            visit("20230514", "甲", HDL[0], 38.0, None, "mg/dL"),
            visit("20250514", "甲", HDL[0], 45.0, None, "mg/dL"),
        ]);
        let told: Vec<_> = chart
            .stretches
            .iter()
            .map(|stretch| (stretch.from.to_string(), stretch.to.to_string(), stretch.low, stretch.second))
            .collect();
        assert_eq!(
            told,
            [
                ("2023-05-14".to_owned(), "2024-03-31".to_owned(), Some(40.0), Some(34.0)),
                ("2024-04-01".to_owned(), "2025-05-14".to_owned(), Some(40.0), None)
            ]
        );
    }

    #[test]
    fn a_line_joins_only_what_can_be_compared() {
        let chart = chart(&[
            visit("20200514", "甲", HDL[0], 50.0, None, "mg/dL"),
            visit("20210514", "甲", HDL[0], 51.0, None, "mg/dL"),
            visit("20220514", "甲", HDL[1], 52.0, None, "mg/dL"),
            visit("20230514", "甲", HDL[1], 100.0, Some(Bound::AtLeast), "mg/dL"),
            visit("20240514", "甲", HDL[1], 53.0, None, "mg/dL"),
            visit("20250514", "甲", HDL[1], 54.0, None, "mg/dL"),
        ]);
        let joined: Vec<bool> = chart.points.iter().map(|point| point.joined).collect();
        assert_eq!(joined, [false, true, false, false, false, true]);
    }

    #[test]
    fn the_reports_own_range_is_drawn_for_the_years_that_have_it() {
        let own = |date: &str, low: &str, high: &str| {
            let mut visit = visit(date, "甲", HDL[0], 50.0, None, "mg/dL");
            let end = |text: &str| Some(End { text: text.into(), number: text.parse().expect("a number") });
            visit.report = Some("40".into());
            visit.results[0].range = Some(Range { low: end(low), high: end(high) });
            visit
        };
        let chart = chart(&[
            own("20230514", "40", "80"),
            own("20240514", "40", "80"),
            own("20250514", "40", "90"),
            visit("20260514", "甲", HDL[0], 45.0, None, "mg/dL"),
        ]);
        let told: Vec<_> = chart.stretches.iter().map(|stretch| (stretch.low, stretch.high)).collect();
        assert_eq!(told, [(Some(40.0), Some(80.0)), (Some(40.0), Some(90.0)), (Some(40.0), None)]);
    }

    #[test]
    fn another_unit_is_not_drawn() {
        let chart = chart(&[
            visit("20200514", "甲", HDL[0], 1.3, None, "mmol/L"),
            visit("20210514", "甲", HDL[0], 51.0, None, "mg/dL"),
        ]);
        assert_eq!(chart.points.len(), 1);
    }

    #[test]
    fn a_change_of_insurer_stands_between_two_visits() {
        let chart = chart(&[
            visit("20200501", "甲", HDL[0], 50.0, None, "mg/dL"),
            visit("20210501", "乙", HDL[0], 51.0, None, "mg/dL"),
        ]);
        assert_eq!(chart.changes.len(), 1);
        assert_eq!(chart.changes[0].to_string(), "2020-10-30");
    }

    #[test]
    fn what_is_missing_or_in_another_unit_breaks_the_line_and_is_a_cross() {
        let mut gone = visit("20210514", "甲", HDL[0], 0.0, None, "mg/dL");
        gone.results[0].value = Value::NotMeasurable;
        let mut last = visit("20250514", "甲", HDL[0], 0.0, None, "mg/dL");
        last.results[0].value = Value::NotDone;
        let visits = [
            visit("20190514", "甲", HDL[0], 49.0, None, "mg/dL"),
            visit("20200514", "甲", HDL[0], 50.0, None, "mg/dL"),
            gone,
            visit("20220514", "甲", HDL[0], 52.0, None, "mg/dL"),
            visit("20230514", "甲", HDL[0], 1.3, None, "mmol/L"),
            visit("20240514", "甲", HDL[0], 53.0, None, "mg/dL"),
            last,
        ];
        let chart = chart(&visits);
        assert_eq!(chart.points.iter().map(|point| point.joined).collect::<Vec<_>>(), [false, true, false, false]);
        let told: Vec<_> = chart.missing.iter().map(|missing| (missing.day.to_string(), missing.words)).collect();
        assert_eq!(
            told,
            [
                ("2021-05-14".to_owned(), "測定できず"),
                ("2023-05-14".to_owned(), OTHER_UNIT),
                ("2025-05-14".to_owned(), "未実施")
            ]
        );
        // Reading stops at each of them, in the order in which they are drawn.
        let points = Trend::of(item_by_slug("hdl").expect("an item"), &visits, Sex::Female).points;
        let stops: Vec<&str> = stops(&points, unit_of(&points)).iter().map(|point| point.text.as_str()).collect();
        assert_eq!(stops, ["49", "50", "測定できず", "52", "1.3", "53", "未実施"]);
        // One newest value in another unit takes nothing away.
        let newest = visit("20260514", "甲", HDL[0], 1.4, None, "mmol/L");
        let more: Vec<Visit> = visits[..4].iter().cloned().chain([newest]).collect();
        assert_eq!(super::tests::chart(&more).points.len(), 3);
    }
}
