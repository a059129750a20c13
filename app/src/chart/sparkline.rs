//! The small line of a table row: where the value came from, and whether it is in range now.
//!
//! Drawn by hand, because a page holds two dozen of them: each costs a few microseconds and under 500 bytes.

use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;

use super::scale::Range;
use super::shape::{Role, Shape, Spot};
use super::trend::{Point, Standing, TrendChart};

/// Width and height of the view box.
pub const SIZE: (i32, i32) = (136, 36);
/// Room for the mark of the newest value.
const EDGE: i32 = 7;
/// Reach of a cross.
const CROSS: i32 = 3;

/// The shapes, and the spots of the points for those who check them.
#[must_use]
pub fn draw(chart: &TrendChart) -> (Vec<Shape>, Vec<Spot>) {
    let limits = chart.stretches.iter().flat_map(|stretch| [stretch.low, stretch.high]).flatten();
    let values = || chart.points.iter().map(|point| point.value);
    let Some(near) = Range::around(values()) else { return (Vec::new(), Vec::new()) };
    let reach = near.high - near.low;
    let range =
        Range::around(values().chain(limits.filter(|limit| (near.low - reach..near.high + reach).contains(limit))))
            .unwrap_or(near);

    let days = Days::over(chart.points.iter().map(|point| point.day).chain(chart.missing.iter().map(|one| one.day)));
    let spots: Vec<Spot> =
        chart.points.iter().map(|point| (days.spot(point.day), range.spot(point.value, SIZE.1 - EDGE, EDGE))).collect();
    let mut shapes = bands(chart, days, range);
    for run in runs(&chart.points, &spots) {
        shapes.push(Shape::Path { points: run, closed: false, role: Role::Trend });
    }
    shapes.extend(chart.missing.iter().map(|one| cross((days.spot(one.day), SIZE.1 - CROSS - 1))));
    if let (Some(point), Some(&(x, y))) = (chart.points.last(), spots.last()) {
        shapes.push(match point.standing {
            Standing::InRange => Shape::Disc { at: (x, y), radius: 4, role: Role::InRange },
            Standing::Unjudged => Shape::Disc { at: (x, y), radius: 4, role: Role::Plain },
            Standing::OutOfRange => Shape::Path {
                points: vec![(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y)],
                closed: true,
                role: Role::OutOfRange,
            },
        });
    }
    (shapes, spots)
}

/// A visit without a value: a small cross.
fn cross((x, y): Spot) -> Shape {
    let [left, right, top, bottom] = [x - CROSS, x + CROSS, y - CROSS, y + CROSS];
    let points = vec![(left, top), (right, bottom), (x, y), (right, top), (left, bottom)];
    Shape::Path { points, closed: false, role: Role::Missing }
}

fn bands(chart: &TrendChart, days: Days, range: Range) -> Vec<Shape> {
    let end = chart.stretches.len().saturating_sub(1);
    let place = |value: Option<f64>, other: i32| value.map_or(other, |value| range.spot(value, SIZE.1 - EDGE, EDGE));
    chart
        .stretches
        .iter()
        .enumerate()
        .filter(|(_, stretch)| stretch.low.is_some() || stretch.high.is_some())
        .map(|(index, stretch)| {
            let left = if index == 0 { 0 } else { days.spot(stretch.from) };
            let right = if index == end { SIZE.0 } else { days.spot(stretch.to) };
            Shape::Rect {
                from: (left, place(stretch.high, 0)),
                to: (right, place(stretch.low, SIZE.1)),
                role: Role::Band,
            }
        })
        .filter(|shape| matches!(shape, Shape::Rect { from, to, .. } if from.0 < to.0 && from.1 < to.1))
        .collect()
}

/// Runs of joined points. A run of one point that is not the newest is a short dash, so that it is seen.
fn runs(points: &[Point], spots: &[Spot]) -> Vec<Vec<Spot>> {
    let mut runs: Vec<Vec<Spot>> = Vec::new();
    for (point, spot) in points.iter().zip(spots) {
        match runs.last_mut() {
            Some(run) if point.joined => run.push(*spot),
            _ => runs.push(vec![*spot]),
        }
    }
    let last = runs.len().saturating_sub(1);
    for (index, run) in runs.iter_mut().enumerate() {
        if let (true, [only]) = (index < last, run.as_slice()) {
            *run = vec![(only.0 - 2, only.1), (only.0 + 2, only.1)];
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// The time axis.
#[derive(Clone, Copy)]
struct Days {
    first: i32,
    last: i32,
}

impl Days {
    fn over(days: impl Iterator<Item = NaiveDate>) -> Self {
        days.map(|day| day.num_days_from_ce()).fold(Self { first: i32::MAX, last: i32::MIN }, |all, day| Self {
            first: all.first.min(day),
            last: all.last.max(day),
        })
    }

    /// A single visit stands at the right end, where the newest always stands.
    fn spot(self, day: NaiveDate) -> i32 {
        let (left, right) = (EDGE, SIZE.0 - EDGE);
        if self.first >= self.last {
            return right;
        }
        let day = day.num_days_from_ce().clamp(self.first, self.last);
        left + (right - left) * (day - self.first) / (self.last - self.first)
    }
}

/// One small mark a visit, for answers that have a verdict but no height (urine); a cross for each of `missing`.
#[must_use]
pub fn strip(marks: &[(NaiveDate, Standing)], missing: &[NaiveDate]) -> Vec<Shape> {
    let days = Days::over(marks.iter().map(|(day, _)| *day).chain(missing.iter().copied()));
    let middle = SIZE.1 / 2;
    let crosses = missing.iter().map(|day| cross((days.spot(*day), middle)));
    marks
        .iter()
        .map(|&(day, standing)| {
            let x = days.spot(day);
            match standing {
                Standing::InRange => Shape::Disc { at: (x, middle), radius: 3, role: Role::InRange },
                Standing::Unjudged => Shape::Disc { at: (x, middle), radius: 3, role: Role::Plain },
                Standing::OutOfRange => Shape::Path {
                    points: vec![(x, middle - 5), (x + 5, middle), (x, middle + 5), (x - 5, middle)],
                    closed: true,
                    role: Role::OutOfRange,
                },
            }
        })
        .chain(crosses)
        .collect()
}

/// What the drawing says to those who do not see it: first and last value, with their years, and how many visits have none.
#[must_use]
pub fn words(points: &[Point], missing: usize) -> String {
    let told = |point: &Point| {
        let computed = if point.computed { "（計算値）" } else { "" };
        format!("{}年{}{computed}", point.day.year(), point.text)
    };
    let values = match points {
        [] => return String::new(),
        [only] => told(only),
        [first, .., last] => format!("{}から{}", told(first), told(last)),
    };
    values + &missing_words(missing)
}

/// `、値のない健診が2回`; nothing where there is none.
#[must_use]
pub fn missing_words(missing: usize) -> String {
    if missing > 0 { format!("、値のない健診が{missing}回") } else { String::new() }
}

/// The drawing.
#[component]
pub fn Sparkline(
    /// What is drawn.
    chart: TrendChart,
) -> impl IntoView {
    let shapes = draw(&chart).0;
    (!shapes.is_empty()).then(|| {
        view! {
            <svg viewBox="0 0 136 36" role="img" aria-label=words(&chart.points, chart.missing.len())>{shapes.into_iter().map(Shape::view).collect_view()}</svg>
        }
    })
}
