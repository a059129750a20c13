//! Sizes of the drawings, the ranges of their axes, and which labels fit.

use chrono::{Datelike, NaiveDate};

use super::{Point, TrendChart};
use crate::chart::labels::{Area, place, text_width};
use crate::chart::scale::Range;
use crate::chart::shape::Spot;

/// One of the drawings, in units of its view box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Height of the letters. At the narrowest place the drawing is shown in, that is 14 px or more.
    pub font: i32,
    /// Room left of the plot for the numbers of the axis.
    pub left: u32,
    /// Room right of the plot for the words of the limits.
    pub right: u32,
    /// Room above the plot.
    pub top: u32,
    /// Room below the plot for the years.
    pub bottom: u32,
    /// Radius of a point.
    pub dot: i32,
    /// Most points drawn; the newest stay.
    pub most: usize,
    /// Whether the words of limits and changes stand in the drawing; otherwise only their numbers.
    pub words: bool,
}

impl Size {
    /// For a card on a desk: shown 664 px wide or more.
    pub const WIDE: Self = Self {
        width: 720,
        height: 330,
        font: 16,
        left: 52,
        right: 124,
        top: 34,
        bottom: 36,
        dot: 6,
        most: 60,
        words: true,
    };
    /// For one of two charts beside each other on a desk: shown about 450 px wide.
    pub const HALF: Self = Self {
        width: 440,
        height: 290,
        font: 16,
        left: 46,
        right: 48,
        top: 32,
        bottom: 36,
        dot: 6,
        most: 24,
        words: false,
    };
    /// For a phone: shown about 316 px wide on a 390 px screen.
    pub const NARROW: Self = Self {
        width: 300,
        height: 270,
        font: 15,
        left: 36,
        right: 38,
        top: 30,
        bottom: 34,
        dot: 6,
        most: 12,
        words: false,
    };

    /// The whole drawing.
    #[must_use]
    pub fn frame(self) -> Area {
        Area { left: 0, top: 0, right: self.width.try_into().unwrap_or(0), bottom: self.height.try_into().unwrap_or(0) }
    }
}

/// How much wider than its point the frame of a computed one is.
pub(super) const FRAME: i32 = 4;

/// The points that are drawn: the newest that fit.
#[must_use]
pub(super) fn shown(chart: &TrendChart, size: Size) -> &[Point] {
    &chart.points[chart.points.len().saturating_sub(size.most)..]
}

/// Values the vertical axis shows: all points and the first limits of today; of the second limits, and of those that held
/// before, the ones that are not far away.
#[must_use]
pub(super) fn value_range(chart: &TrendChart, points: &[Point]) -> Option<Range> {
    let values = points.iter().map(|point| point.value);
    Range::around(values.clone())?;
    let first_day = points.iter().map(|point| point.day).min()?;
    let mut shown = chart.stretches.iter().filter(move |stretch| stretch.to >= first_day).rev();
    let newest = shown.next();
    let limits = newest.into_iter().flat_map(|stretch| [stretch.low, stretch.high]).flatten();
    let near = Range::around(values.clone().chain(limits.clone()))?;
    // A limit far away (300 for a triglyceride of 60, one year's upper end of 119 for an HDL of 60) would press the line flat.
    let reach = (near.high - near.low) * 0.3;
    let more = newest
        .and_then(|stretch| stretch.second)
        .into_iter()
        .chain(shown.flat_map(|stretch| [stretch.low, stretch.high, stretch.second]).flatten())
        .filter(move |limit| *limit < near.high + reach && *limit > near.low - reach);
    Range::around(values.chain(limits).chain(more))
}

/// Days the horizontal axis shows: from the first visit to the last, with air at both ends.
#[must_use]
pub(super) fn day_range(visits: &[NaiveDate]) -> (i32, i32) {
    let days = || visits.iter().map(|day| day_number(*day));
    let (first, last) = (days().min().unwrap_or(0), days().max().unwrap_or(0));
    let air = ((last - first) / 22).max(45);
    (first - air, last + air)
}

/// Days since the beginning of our era.
#[must_use]
pub(super) fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}

/// On a phone as many values are written at once; of more points only the extremes. The table has all.
const MOST_WRITTEN: usize = 6;

/// Places of the value labels, one per point: above the point if there is room, else below, else none; where a limit line
/// would run through one of the two, the other first. A label at an edge moves inward.
///
/// The newest value counts most, then the oldest, then the highest and the lowest, then the others from the newest on.
#[must_use]
pub(super) fn value_labels(
    points: &[Point],
    spots: &[Spot],
    limits: &[i32],
    size: Size,
    frame: Area,
) -> Vec<Option<Spot>> {
    let order = by_weight(points, size);
    let reach = |index: usize| size.dot + if points[index].computed { FRAME } else { 0 };
    let dots: Vec<Area> = spots
        .iter()
        .enumerate()
        .map(|(index, &(x, y))| (x, y, reach(index)))
        .map(|(x, y, dot)| Area { left: x - dot, top: y - dot, right: x + dot, bottom: y + dot })
        .collect();
    let wanted: Vec<Vec<Area>> = order
        .iter()
        .map(|&index| {
            let (x, y) = spots[index];
            let half = text_width(&points[index].text, size.font) / 2 + 1;
            let x = x.min(frame.right - half).max(frame.left + half);
            let mut places = [y - reach(index) - 3 - size.font, y + reach(index) + 3].map(|top| Area {
                left: x - half,
                top,
                right: x + half,
                bottom: top + size.font,
            });
            places.sort_by_key(|area| struck(area, limits));
            places.to_vec()
        })
        .collect();
    let mut labels = vec![None; points.len()];
    for ((&index, place), areas) in order.iter().zip(place(&wanted, &dots, frame)).zip(&wanted) {
        // The base line is a little above the lower edge of the letters.
        labels[index] =
            place.map(|place| ((areas[place].left + areas[place].right) / 2, areas[place].bottom - size.font / 6));
    }
    labels
}

/// Whether one of some level lines runs through a place.
pub(super) fn struck(area: &Area, lines: &[i32]) -> bool {
    lines.iter().any(|y| area.top < y + 2 && y - 2 < area.bottom)
}

/// The places that value labels take.
#[must_use]
pub(super) fn label_areas(points: &[Point], labels: &[Option<Spot>], size: Size) -> Vec<Area> {
    let written = points.iter().zip(labels).filter_map(|(point, label)| {
        let (x, base) = (*label)?;
        let half = text_width(&point.text, size.font) / 2 + 1;
        let bottom = base + size.font / 6;
        Some(Area { left: x - half, top: bottom - size.font, right: x + half, bottom })
    });
    written.collect()
}

/// The newest, the oldest, the highest and the lowest, each once.
fn extremes(points: &[Point]) -> Vec<usize> {
    let extreme = |take: fn(f64, f64) -> bool| {
        (0..points.len()).reduce(|best, index| if take(points[index].value, points[best].value) { index } else { best })
    };
    let first = (!points.is_empty()).then_some(0);
    let last = points.len().checked_sub(1);
    let mut found: Vec<usize> = Vec::with_capacity(points.len());
    for index in [last, first, extreme(|a, b| a > b), extreme(|a, b| a < b)].into_iter().flatten() {
        if !found.contains(&index) {
            found.push(index);
        }
    }
    found
}

/// The points whose values are written, those that matter most first.
fn by_weight(points: &[Point], size: Size) -> Vec<usize> {
    let mut order = extremes(points);
    if size.words || points.len() <= MOST_WRITTEN {
        let others: Vec<usize> = (0..points.len()).rev().filter(|index| !order.contains(index)).collect();
        order.extend(others);
    }
    order
}

/// Years under the axis: where each is written, and the year. Evenly thinned from the newest. Of each visit its day and place.
#[must_use]
pub(super) fn year_labels(visits: &[(NaiveDate, i32)], size: Size) -> Vec<(i32, i32)> {
    let mut years: Vec<(i32, i32)> = Vec::new();
    for (day, x) in visits.iter().rev() {
        if years.last().is_none_or(|&(_, year)| year != day.year()) {
            years.push((*x, day.year()));
        }
    }
    let room = text_width("2026", size.font) + size.font / 3;
    (1..=years.len().max(1))
        .map(|step| years.iter().copied().step_by(step).collect::<Vec<_>>())
        .find(|kept| kept.windows(2).all(|pair| pair[0].0 - pair[1].0 >= room))
        .unwrap_or_default()
}
