//! Lays the chart out with plotters and draws it into shapes.

use chrono::NaiveDate;
use plotters::coord::combinators::{BindKeyPoints, WithKeyPoints};
use plotters::coord::types::{RangedCoordf64, RangedCoordi32};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::layout::{FRAME, Size, day_number, day_range, label_areas, shown, value_labels, value_range, year_labels};
use super::limit_words;
use super::{Missing, Point, Standing, Stretch, TrendChart};
use crate::chart::canvas::{Canvas, ink};
use crate::chart::labels::{Area, place, text_width};
use crate::chart::scale::{Range, axis_number};
use crate::chart::shape::{Role, Shape, Spot};
use crate::domain::checkup::Bound;

/// Room that two slashes need between two points, and one. Closer points lie over each other.
const GAP: i32 = 30;
const NARROW_GAP: i32 = 10;
/// Half the height of a slash, and of how far it leans: where there is room, and where there is little.
const SLASH: (i32, i32) = (8, 3);
const NARROW_SLASH: (i32, i32) = (11, 1);

pub(super) type Plot<'a> = ChartContext<'a, Canvas, Cartesian2d<WithKeyPoints<RangedCoordi32>, RangedCoordf64>>;
pub(super) type Drawn = Result<(), DrawingAreaErrorKind<std::convert::Infallible>>;

/// The shapes of a chart. Empty where there is nothing to draw.
#[must_use]
pub fn draw(chart: &TrendChart, size: Size) -> Vec<Shape> {
    let points = shown(chart, size);
    let Some(range) = value_range(chart, points) else { return Vec::new() };
    let (canvas, shapes) = Canvas::new((size.width, size.height), size.font);
    let drawn = paint(canvas.into_drawing_area(), chart, points, range, size);
    // The canvas cannot fail; a layout without room leaves the table, which says the same.
    if drawn.is_err() { Vec::new() } else { shapes.take() }
}

fn paint(
    area: DrawingArea<Canvas, plotters::coord::Shift>,
    chart: &TrendChart,
    points: &[Point],
    range: Range,
    size: Size,
) -> Drawn {
    let stops = stops(chart, points);
    let (first, last) = day_range(&stops);
    // The numbers of the axis are never cut: 0.08 is wider than 140.
    let widest = range.ticks().into_iter().map(|tick| text_width(&axis_number(tick), size.font)).max().unwrap_or(0);
    let left = size.left.max(u32::try_from(widest + 9).unwrap_or(0));
    let mut plot = ChartBuilder::on(&area)
        .margin_top(size.top)
        .margin_right(size.right)
        .x_label_area_size(size.bottom)
        .y_label_area_size(left)
        // Asked for no marks on a range of integers, plotters multiplies its step until it overflows: none are given instead.
        .build_cartesian_2d((first..last).with_key_points(Vec::new()), range.low..range.high)?;

    for (from, to, stretch) in spans(&chart.stretches, first, last) {
        band(&mut plot, from, to, stretch, range)?;
    }
    // The library's own axes are left out: they know no role, and asked for no labels they look for them without end.
    plot.draw_series(std::iter::once(PathElement::new(vec![(first, range.low), (last, range.low)], ink(Role::Axis))))?;
    for (from, to, stretch) in spans(&chart.stretches, first, last) {
        limits(&mut plot, from, to, stretch, range)?;
    }
    for line in lines(points) {
        plot.draw_series(std::iter::once(PathElement::new(line, ink(Role::Trend))))?;
    }

    let spots: Vec<Spot> =
        points.iter().map(|point| plot.backend_coord(&(day_number(point.day), point.value))).collect();
    let (xs, ys) = plot.plotting_area().get_pixel_range();
    let inner = Area { left: xs.start, top: ys.start, right: xs.end, bottom: ys.end };
    for gap in gaps(chart, points, &spots) {
        let (reach, lean) = if gap.wide { SLASH } else { NARROW_SLASH };
        // Against the way from point to point: along it, a slash would look like the line that is not there.
        let lean = if gap.rises { -lean } else { lean };
        for shift in if gap.wide { &[-3, 3][..] } else { &[0] } {
            let (x, y) = (gap.at.0 + shift, gap.at.1);
            area.draw(&PathElement::new(vec![(x - lean, y + reach), (x + lean, y - reach)], ink(Role::Trend)))?;
        }
    }
    for tick in range.ticks() {
        let y = plot.backend_coord(&(first, tick)).1;
        words(&area, &axis_number(tick), (inner.left - 8, y + size.font * 36 / 100), HPos::Right, size, Role::Label)?;
    }
    changes(&area, &plot, chart, (first, last), inner, size)?;
    // In the order of their days, by which they are read.
    let mut missing = crosses(chart, points).peekable();
    for (point, spot) in points.iter().zip(&spots) {
        while let Some(one) = missing.next_if(|one| one.day < point.day) {
            cross(&area, (plot.backend_coord(&(day_number(one.day), range.low)).0, inner.bottom), size)?;
        }
        mark(&area, point, *spot, size)?;
    }
    for one in missing {
        cross(&area, (plot.backend_coord(&(day_number(one.day), range.low)).0, inner.bottom), size)?;
    }
    let limits: Vec<i32> =
        limits_within(&chart.stretches, range).map(|limit| plot.backend_coord(&(first, limit)).1).collect();
    // The numbers of the axis end left of the frame, the words of the limits begin right of it.
    let frame = Area { left: inner.left - 6, top: 2, right: inner.right + 6, ..inner };
    let labels = value_labels(points, &spots, &limits, size, frame);
    for (point, label) in points.iter().zip(&labels) {
        if let Some(at) = label {
            words(&area, &point.text, *at, HPos::Center, size, Role::Value)?;
        }
    }
    let visits: Vec<(NaiveDate, i32)> =
        stops.iter().map(|day| (*day, plot.backend_coord(&(day_number(*day), range.low)).0)).collect();
    for (x, year) in year_labels(&visits, size) {
        words(&area, &year.to_string(), (x, inner.bottom + size.font + 6), HPos::Center, size, Role::Label)?;
    }
    let mut taken = label_areas(points, &labels, size);
    for one in crosses(chart, points).filter(|_| size.words) {
        let x = plot.backend_coord(&(day_number(one.day), range.low)).0;
        let (half, bottom) = (text_width(one.words, size.font) / 2, inner.bottom - 2 * size.dot - 6);
        // At an edge of the plot the word moves inward.
        let places = [x - half, x - 2 * half, x].map(|left| Area {
            left,
            top: bottom - size.font,
            right: left + 2 * half,
            bottom,
        });
        if let Some(at) = place(&[places.to_vec()], &taken, inner)[0] {
            let left = places[at].left;
            words(&area, one.words, (left, bottom - size.font / 7), HPos::Left, size, Role::Label)?;
            taken.push(places[at]);
        }
    }
    limit_words::ended(&area, &plot, &chart.stretches, (first, last), range, (inner, taken), size)?;
    limit_words::newest(&area, &plot, chart.stretches.last(), last, range, inner, size)
}

/// The stretches in days, the first and the last drawn out to the edges of the plot; those outside left out.
fn spans(stretches: &[Stretch], first: i32, last: i32) -> impl Iterator<Item = (i32, i32, &Stretch)> {
    let end = stretches.len().saturating_sub(1);
    stretches.iter().enumerate().filter_map(move |(index, stretch)| {
        let from = if index == 0 { first } else { day_number(stretch.from).max(first) };
        let to = if index == end { last } else { (day_number(stretch.to) + 1).min(last) };
        (from < to).then_some((from, to, stretch))
    })
}

/// The ground of the values in range. Where there is no limit at all, there is no ground.
fn band(plot: &mut Plot<'_>, from: i32, to: i32, stretch: &Stretch, range: Range) -> Drawn {
    if stretch.low.is_none() && stretch.high.is_none() {
        return Ok(());
    }
    let low = stretch.low.unwrap_or(range.low).clamp(range.low, range.high);
    let high = stretch.high.unwrap_or(range.high).clamp(range.low, range.high);
    if low < high {
        plot.draw_series(std::iter::once(Rectangle::new([(from, high), (to, low)], ink(Role::Band).filled())))?;
    }
    Ok(())
}

/// All limits that are drawn.
pub(super) fn limits_within(stretches: &[Stretch], range: Range) -> impl Iterator<Item = f64> {
    stretches
        .iter()
        .flat_map(|stretch| [stretch.low, stretch.high, stretch.second])
        .flatten()
        .filter(move |limit| range.low < *limit && *limit < range.high)
}

fn limits(plot: &mut Plot<'_>, from: i32, to: i32, stretch: &Stretch, range: Range) -> Drawn {
    for limit in limits_within(std::slice::from_ref(stretch), range) {
        plot.draw_series(std::iter::once(PathElement::new(vec![(from, limit), (to, limit)], ink(Role::Limit))))?;
    }
    Ok(())
}

/// Runs of points joined to each other; a point alone makes no line.
fn lines(points: &[Point]) -> Vec<Vec<(i32, f64)>> {
    let mut runs: Vec<Vec<(i32, f64)>> = Vec::new();
    for point in points {
        let here = (day_number(point.day), point.value);
        match runs.last_mut() {
            Some(run) if point.joined => run.push(here),
            _ => runs.push(vec![here]),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

/// Where the line is broken.
struct Gap {
    /// Its middle.
    at: Spot,
    /// There is room for two slashes.
    wide: bool,
    /// The value after it is higher.
    rises: bool,
}

/// The gaps where the line is broken although both values are exact: slashes say that it is meant.
fn gaps(chart: &TrendChart, points: &[Point], spots: &[Spot]) -> Vec<Gap> {
    // A cross says it already.
    let crossed = |pair: &[Point]| chart.missing.iter().any(|one| pair[0].day < one.day && one.day < pair[1].day);

    let pairs = points.windows(2).zip(spots.windows(2));
    pairs
        .filter(|(points, _)| !points[1].joined && !crossed(points) && points.iter().all(|point| point.bound.is_none()))
        .map(|(_, spots)| (spots[0], spots[1]))
        .filter(|(from, to)| to.0 - from.0 >= NARROW_GAP)
        .map(|(from, to)| Gap {
            at: ((from.0 + to.0) / 2, (from.1 + to.1) / 2),
            wide: to.0 - from.0 >= GAP,
            rises: to.1 < from.1,
        })
        .collect()
}

/// The visits without a value; where the oldest points are left out, only those after the first that is drawn.
fn crosses<'c>(chart: &'c TrendChart, points: &[Point]) -> impl Iterator<Item = &'c Missing> + use<'c> {
    let cut = points.len() < chart.points.len();
    let from = points.first().filter(|_| cut).map(|point| point.day);
    chart.missing.iter().filter(move |one| from.is_none_or(|from| from < one.day))
}

/// The days of everything that is drawn, in their order.
fn stops(chart: &TrendChart, points: &[Point]) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> =
        points.iter().map(|point| point.day).chain(crosses(chart, points).map(|one| one.day)).collect();
    days.sort_unstable();
    days
}

/// A cross just above the axis: a visit is there, and no value.
fn cross(area: &DrawingArea<Canvas, plotters::coord::Shift>, (x, bottom): Spot, size: Size) -> Drawn {
    let (reach, y) = (size.dot, bottom - size.dot - 2);
    let strokes =
        vec![(x - reach, y - reach), (x + reach, y + reach), (x, y), (x + reach, y - reach), (x - reach, y + reach)];
    area.draw(&PathElement::new(strokes, ink(Role::Missing)))
}

fn mark(area: &DrawingArea<Canvas, plotters::coord::Shift>, point: &Point, (x, y): Spot, size: Size) -> Drawn {
    let reach = size.dot + 2;
    if point.computed {
        let frame = size.dot + FRAME;
        let corners = [(x - frame, y - frame), (x + frame, y - frame), (x + frame, y + frame), (x - frame, y + frame)];
        area.draw(&Polygon::new(corners, ink(Role::Computed)))?;
    }
    match (point.bound, point.standing) {
        // A bound is no point: an arrow shows on which side of it the true value lies.
        (Some(Bound::AtLeast), _) => area.draw(&Polygon::new(
            [(x, y - reach), (x + reach, y + size.dot), (x - reach, y + size.dot)],
            ink(Role::Bound),
        )),
        (Some(Bound::AtMost), _) => area.draw(&Polygon::new(
            [(x, y + reach), (x + reach, y - size.dot), (x - reach, y - size.dot)],
            ink(Role::Bound),
        )),
        (None, Standing::InRange) => area.draw(&Circle::new((x, y), size.dot, ink(Role::InRange).filled())),
        (None, Standing::Unjudged) => area.draw(&Circle::new((x, y), size.dot, ink(Role::Plain))),
        (None, Standing::OutOfRange) => area.draw(&Polygon::new(
            [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)],
            ink(Role::OutOfRange),
        )),
    }
}

fn changes(
    area: &DrawingArea<Canvas, plotters::coord::Shift>,
    plot: &Plot<'_>,
    chart: &TrendChart,
    (first, last): (i32, i32),
    inner: Area,
    size: Size,
) -> Drawn {
    const WORDS: &str = "保険者が変わりました";
    let places = |x: i32| {
        let wide = text_width(WORDS, size.font);
        [x, x - wide, x - wide / 2]
            .map(|left| Area { left, top: inner.top - size.font - 8, right: left + wide, bottom: inner.top - 8 })
            .to_vec()
    };
    let lines: Vec<i32> =
        chart.changes.iter().map(|day| day_number(*day)).filter(|day| (first..last).contains(day)).collect();
    let xs: Vec<i32> = lines.iter().map(|day| plot.backend_coord(&(*day, 0.0)).0).collect();
    for &x in &xs {
        area.draw(&PathElement::new(vec![(x, inner.top - 4), (x, inner.bottom)], ink(Role::Change)))?;
    }
    if size.words {
        let wanted: Vec<Vec<Area>> = xs.iter().map(|&x| places(x)).collect();
        for (place, areas) in place(&wanted, &[], size.frame()).into_iter().zip(&wanted) {
            if let Some(place) = place {
                words(area, WORDS, (areas[place].left, areas[place].bottom - 3), HPos::Left, size, Role::Label)?;
            }
        }
    }
    Ok(())
}

fn text_style(size: Size, role: Role) -> TextStyle<'static> {
    ("sans-serif", size.font).into_font().color(&ink(role))
}

pub(super) fn words(
    area: &DrawingArea<Canvas, plotters::coord::Shift>,
    text: &str,
    at: Spot,
    side: HPos,
    size: Size,
    role: Role,
) -> Drawn {
    // `Bottom` puts the anchor a fifth of the size under the base line; taken back here, `at` is on the base line.
    let style = text_style(size, role).pos(Pos::new(side, VPos::Bottom));
    area.draw_text(text, &style, (at.0, at.1 + size.font / 5))
}
