//! Geometry of the chart: nothing outside the drawing, time runs to the right, the ground ends at the thresholds.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use proptest::prelude::*;

use super::view::TrendDrawing;
use super::*;
use crate::chart::shape::{Role, Shape, Spot};
use crate::chart::sparkline;

pub(super) fn day(text: &str) -> NaiveDate {
    crate::domain::calendar::date_from_digits(text).expect("a date")
}

pub(super) fn point(at: &str, value: f64, standing: Standing) -> Point {
    Point { day: day(at), value, text: value.to_string(), standing, bound: None, joined: true, computed: false }
}

pub(super) fn pressure() -> TrendChart {
    TrendChart {
        points: vec![
            point("20240514", 122.0, Standing::InRange),
            point("20250520", 128.0, Standing::InRange),
            point("20260514", 138.0, Standing::OutOfRange),
        ],
        stretches: vec![Stretch {
            from: day("20240401"),
            to: day("20261122"),
            low: None,
            high: Some(130.0),
            second: Some(140.0),
            of_report: false,
        }],
        changes: vec![day("20241001")],
        missing: Vec::new(),
    }
}

/// Middles of the points, in drawn order.
fn spots(shapes: &[Shape]) -> Vec<Spot> {
    shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Disc { at, .. } => Some(*at),
            Shape::Path { points, role: Role::OutOfRange, .. } => Some((points[0].0, points[1].1)),
            Shape::Path { points, role: Role::Bound, .. } => {
                Some((points[0].0, if points[0].1 < points[1].1 { points[0].1 + 8 } else { points[0].1 - 8 }))
            }
            _ => None,
        })
        .collect()
}

fn band(shapes: &[Shape]) -> Vec<(Spot, Spot)> {
    shapes
        .iter()
        .filter_map(
            |shape| if let Shape::Rect { from, to, role: Role::Band } = shape { Some((*from, *to)) } else { None },
        )
        .collect()
}

pub(super) fn limits(shapes: &[Shape]) -> Vec<i32> {
    shapes
        .iter()
        .filter_map(
            |shape| if let Shape::Path { points, role: Role::Limit, .. } = shape { Some(points[0].1) } else { None },
        )
        .collect()
}

fn html(shapes: Vec<Shape>) -> String {
    view! { <svg>{shapes.into_iter().map(Shape::view).collect_view()}</svg> }.to_html()
}

#[test]
fn a_small_chart_is_written_like_this() {
    insta::assert_snapshot!(html(draw(&pressure(), Size::NARROW)).replace('>', ">\n"), @r#"
    <svg>
    <rect x="36" y="133" width="225" height="102" class="band">
    </rect>
    <path d="M36 235H261" class="axis">
    </path>
    <path d="M36 133H261" class="limit">
    </path>
    <path d="M36 65H261" class="limit">
    </path>
    <path d="M48 188l102 -41l98 -69" class="trend">
    </path>
    <text x="28" y="206" text-anchor="end" class="lb">
    120</text>
    <text x="28" y="138" text-anchor="end" class="lb">
    130</text>
    <text x="28" y="70" text-anchor="end" class="lb">
    140</text>
    <path d="M86 26V236" class="change">
    </path>
    <circle cx="48" cy="188" r="6" class="in pt">
    </circle>
    <circle cx="150" cy="147" r="6" class="in pt">
    </circle>
    <path d="M248 70l8 8l-8 8l-8 -8z" class="ofr pt">
    </path>
    <text x="48" y="177" text-anchor="middle" class="val">
    122</text>
    <text x="150" y="169" text-anchor="middle" class="val">
    128</text>
    <text x="248" y="100" text-anchor="middle" class="val">
    138</text>
    <text x="248" y="257" text-anchor="middle" class="lb">
    2026</text>
    <text x="150" y="257" text-anchor="middle" class="lb">
    2025</text>
    <text x="48" y="257" text-anchor="middle" class="lb">
    2024</text>
    <text x="270" y="138" class="lb">
    130</text>
    <text x="270" y="70" class="lb">
    140</text>
    <!>
    </svg>
    "#);
}

#[test]
fn the_ground_ends_at_the_threshold() {
    let shapes = draw(&pressure(), Size::WIDE);
    let (from, to) = band(&shapes)[0];
    assert!(limits(&shapes).contains(&from.1), "its upper edge is the limit");
    let spots = spots(&shapes);
    assert!(spots[0].1 > from.1 && spots[0].1 < to.1, "122 lies on it");
    assert!(spots[2].1 < from.1, "138 lies above it");
}

#[test]
fn no_threshold_no_ground() {
    let mut chart = pressure();
    chart.stretches.clear();
    let shapes = draw(&chart, Size::WIDE);
    assert!(band(&shapes).is_empty() && limits(&shapes).is_empty());
    assert_eq!(spots(&shapes).len(), 3);
}

#[test]
fn the_line_breaks_where_the_method_changed() {
    let mut chart = pressure();
    let runs = |chart: &TrendChart| {
        draw(chart, Size::WIDE).iter().filter(|shape| matches!(shape, Shape::Path { role: Role::Trend, .. })).count()
    };
    assert_eq!(runs(&chart), 1);
    chart.points.push(Point { joined: false, ..point("20261001", 120.0, Standing::InRange) });
    chart.points.push(point("20261101", 121.0, Standing::InRange));
    assert_eq!(runs(&chart), 4, "two lines, and a pair of slashes between them");
}

/// On a phone as on a desk, and against the way of the line: along it a slash would look like the line.
#[test]
fn a_break_between_close_points_is_seen_too() {
    for (value, rises) in [(140.0, true), (100.0, false)] {
        let mut chart = pressure();
        let first = chart.points[0].clone();
        chart.points = (0..12)
            .map(|year| Point { day: day(&format!("{}0514", 2014 + year)), value: 120.0, ..first.clone() })
            .collect();
        for point in &mut chart.points[1..] {
            point.joined = true;
        }
        chart.points[11] = Point { value, joined: false, ..chart.points[11].clone() };
        let shapes = draw(&chart, Size::NARROW);
        let slash = shapes.iter().find_map(|shape| match shape {
            Shape::Path { points, role: Role::Trend, .. } if points.len() == 2 => Some(points.clone()),
            _ => None,
        });
        let slash = slash.expect("a slash");
        let leans_right = (slash[1].0 - slash[0].0) * (slash[0].1 - slash[1].1) > 0;
        assert_eq!(leans_right, !rises, "{slash:?}");
    }
}

#[test]
fn each_visit_has_the_range_of_its_time() {
    let mut chart = pressure();
    chart.stretches = vec![
        Stretch {
            from: day("20200401"),
            to: day("20250331"),
            low: None,
            high: Some(125.0),
            second: None,
            of_report: false,
        },
        Stretch {
            from: day("20250401"),
            to: day("20261122"),
            low: None,
            high: Some(130.0),
            second: None,
            of_report: false,
        },
    ];
    let bands = band(&draw(&chart, Size::WIDE));
    assert_eq!(bands.len(), 2);
    assert!(bands[0].1.0 <= bands[1].0.0 + 1, "one ends where the next begins");
    assert!(bands[0].0.1 > bands[1].0.1, "the first limit is lower");
}

#[test]
fn a_bound_shows_its_side() {
    let mut chart = pressure();
    chart.points[1].bound = Some(Bound::AtLeast);
    let shapes = draw(&chart, Size::NARROW);
    let arrow = shapes
        .iter()
        .find_map(
            |shape| if let Shape::Path { points, role: Role::Bound, .. } = shape { Some(points.clone()) } else { None },
        )
        .expect("an arrow");
    assert!(arrow[0].1 < arrow[1].1, "at least: it points up");
    assert_eq!(spots(&shapes).len(), 3, "in the place of the point");
}

#[test]
fn hostile_words_stay_words() {
    let mut chart = pressure();
    "</text><script>alert(1)</script>\"'&".clone_into(&mut chart.points[2].text);
    let html = html(draw(&chart, Size::WIDE));
    assert!(!html.contains("<script"));
    let label = view! { <TrendDrawing chart=chart label="\"><script>alert(1)</script>" half=false/> }.to_html();
    assert!(!label.contains("\"><script"));
}

#[test]
fn monstrous_numbers_do_no_harm() {
    for value in [f64::MAX, f64::INFINITY, f64::NAN, -1.0, 0.0, 1e-9] {
        let chart = TrendChart {
            points: vec![point("20250520", value, Standing::Unjudged)],
            stretches: vec![],
            changes: vec![],
            missing: vec![],
        };
        assert!(draw(&chart, Size::WIDE).len() < 20);
        assert!(sparkline::draw(&chart).0.len() < 5);
    }
}

#[test]
fn a_row_line_is_small() {
    let mut chart = pressure();
    chart.points = (2017..=2026)
        .map(|year| point(&format!("{year}0514"), 110.0 + f64::from(year % 7) * 3.3, Standing::OutOfRange))
        .collect();
    chart.stretches.push(Stretch {
        from: day("20240401"),
        to: day("20261122"),
        low: None,
        high: Some(135.0),
        second: None,
        of_report: false,
    });
    let html = view! { <sparkline::Sparkline chart=chart/> }.to_html();
    assert!(html.len() <= 500, "{} bytes: {html}", html.len());
}

#[test]
fn a_computed_value_stands_in_a_frame_whatever_its_mark() {
    let mut chart = pressure();
    chart.points[1].computed = true;
    for size in [Size::WIDE, Size::HALF, Size::NARROW] {
        let shapes = draw(&chart, size);
        let frames: Vec<&Vec<Spot>> = shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Path { points, closed: true, role: Role::Computed } => Some(points),
                _ => None,
            })
            .collect();
        let [frame] = frames[..] else { panic!("one frame") };
        let (x, y) = spots(&shapes)[1];
        assert_eq!(((frame[0].0 + frame[2].0) / 2, (frame[0].1 + frame[2].1) / 2), (x, y));
        assert!(frame[2].0 - frame[0].0 > 2 * size.dot);
    }
    assert_eq!(sparkline::words(&chart.points[1..], 0), "2025年128（計算値）から2026年138");
}

fn any_chart() -> impl Strategy<Value = TrendChart> {
    let points = prop::collection::vec((1u64..900, 0.0..700.0f64, 0..3u8, prop::bool::weighted(0.8), 0..8u8), 1..24);
    (points, prop::option::of(20.0..400.0f64), 1.0..100.0f64).prop_map(|(steps, limit, width)| {
        let mut at = day("20080401");
        let points: Vec<Point> = steps
            .into_iter()
            .map(|(step, value, standing, joined, bound)| {
                at = at.checked_add_days(Days::new(step)).expect("a date");
                let standing = [Standing::InRange, Standing::OutOfRange, Standing::Unjudged][usize::from(standing)];
                let bound = [Some(Bound::AtLeast), Some(Bound::AtMost)].get(usize::from(bound)).copied().flatten();
                Point {
                    day: at,
                    value,
                    text: format!("{value:.1}"),
                    standing,
                    bound,
                    joined,
                    computed: bound.is_none() && step % 5 == 0,
                }
            })
            .collect();
        let stretches = limit.map(|limit| Stretch {
            from: day("20080401"),
            to: at,
            low: None,
            high: Some(limit),
            second: Some(limit + width),
            of_report: false,
        });
        TrendChart {
            changes: vec![points[0].day],
            points,
            stretches: stretches.into_iter().collect(),
            missing: Vec::new(),
        }
    })
}

proptest! {
    #[test]
    fn nothing_leaves_the_drawing(chart in any_chart()) {
        for size in [Size::WIDE, Size::HALF, Size::NARROW] {
            let (width, height) = (i32::try_from(size.width).expect("small"), i32::try_from(size.height).expect("small"));
            let inside = |(x, y): Spot| (0..=width).contains(&x) && (0..=height).contains(&y);
            for shape in draw(&chart, size) {
                let ok = match &shape {
                    Shape::Rect { from, to, .. } => inside(*from) && inside(*to),
                    Shape::Path { points, .. } => points.iter().copied().all(inside),
                    Shape::Disc { at, .. } | Shape::Text { at, .. } => inside(*at),
                };
                prop_assert!(ok, "{shape:?}");
            }
        }
    }

    #[test]
    fn time_runs_to_the_right_and_amounts_run_up(chart in any_chart()) {
        for size in [Size::WIDE, Size::NARROW] {
            let spots = spots(&draw(&chart, size));
            let points = &chart.points[chart.points.len() - spots.len()..];
            prop_assert!(spots.len() == chart.points.len().min(size.most));
            for (pair, at) in points.windows(2).zip(spots.windows(2)) {
                prop_assert!(at[0].0 <= at[1].0);
                let grows = pair[0].value <= pair[1].value;
                prop_assert!((grows && at[0].1 >= at[1].1) || (!grows && at[0].1 <= at[1].1));
            }
        }
    }

    /// The line in the table and the large chart never tell two stories.
    #[test]
    fn overview_and_detail_go_the_same_way(chart in any_chart()) {
        let large = spots(&draw(&chart, Size::WIDE));
        let small = sparkline::draw(&chart).1;
        prop_assert_eq!(large.len(), small.len());
        for (a, b) in large.windows(2).zip(small.windows(2)) {
            prop_assert!((a[1].1 - a[0].1).signum() * (b[1].1 - b[0].1).signum() >= 0);
        }
    }

    #[test]
    fn labels_never_cover_each_other(chart in any_chart()) {
        for size in [Size::WIDE, Size::HALF, Size::NARROW] {
            let boxes: Vec<_> = draw(&chart, size).into_iter().filter_map(|shape| match shape {
                Shape::Text { at, words, role: Role::Value, .. } => {
                    let half = crate::chart::labels::text_width(&words, size.font) / 2;
                    Some(crate::chart::labels::Area { left: at.0 - half, top: at.1 - size.font, right: at.0 + half, bottom: at.1 })
                }
                _ => None,
            }).collect();
            for (index, area) in boxes.iter().enumerate() {
                prop_assert!(!boxes[index + 1..].iter().any(|other| other.meets(*area)));
            }
        }
    }
}
