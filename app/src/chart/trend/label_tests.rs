//! Which words a chart writes, and that they can be read where they stand.

use super::tests::{day, limits, point, pressure};
use super::*;
use crate::chart::shape::{Role, Shape, Spot};

/// Base lines of the words with a role, by the words.
fn written(shapes: &[Shape], wanted: Role) -> Vec<(String, Spot)> {
    shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { at, words, role, .. } if *role == wanted => Some((words.clone(), *at)),
            _ => None,
        })
        .collect()
}

#[test]
fn no_limit_line_runs_through_a_value_that_could_stand_elsewhere() {
    for size in [Size::WIDE, Size::NARROW] {
        let shapes = draw(&pressure(), size);
        let lines = limits(&shapes);
        let values = written(&shapes, Role::Value);
        assert_eq!(values.len(), 3, "every value is written, at the edges too");
        for (words, (_, base)) in values {
            assert!(lines.iter().all(|y| *y > base + 2 || *y < base - size.font + 2), "{words} at {base}: {lines:?}");
        }
    }
}

#[test]
fn a_limit_that_ended_is_named_on_its_line() {
    let mut chart = pressure();
    chart.stretches = vec![
        Stretch { to: day("20250930"), ..chart.stretches[0].clone() },
        Stretch { from: day("20251001"), second: None, ..chart.stretches[0].clone() },
    ];
    for (size, words) in [(Size::WIDE, "140 受診勧奨"), (Size::NARROW, "140")] {
        let shapes = draw(&chart, size);
        let plot_end = shapes.iter().find_map(|shape| match shape {
            Shape::Path { points, role: Role::Axis, .. } => points.last().map(|end| end.0),
            _ => None,
        });
        let named: Vec<Spot> =
            written(&shapes, Role::Label).into_iter().filter(|(said, _)| said == words).map(|(_, at)| at).collect();
        assert!(named.iter().any(|at| at.0 > 100 && Some(at.0) < plot_end), "{words} {named:?}");
    }
}

#[test]
fn a_phone_writes_the_extremes_of_many_values_and_a_desk_all_it_has_room_for() {
    let mut chart = pressure();
    chart.points = [118.0, 121.0, 124.0, 122.0, 128.0, 131.0, 133.0, 129.0, 136.0, 138.0]
        .into_iter()
        .zip(2017..)
        .map(|(value, year)| point(&format!("{year}0514"), value, Standing::InRange))
        .collect();
    let values = |size| -> Vec<String> {
        written(&draw(&chart, size), Role::Value).into_iter().map(|(words, _)| words).collect()
    };
    assert_eq!(values(Size::NARROW), ["118", "138"], "the oldest is the lowest, the newest the highest");
    assert!(values(Size::WIDE).len() >= 9, "{:?}", values(Size::WIDE));
}

#[test]
fn a_limit_that_holds_again_is_named_once_and_one_far_away_presses_no_line_flat() {
    let mut chart = pressure();
    chart.stretches = vec![
        Stretch { to: day("20250331"), ..chart.stretches[0].clone() },
        // One year by a report's own range: an upper end far from any value.
        Stretch {
            from: day("20250401"),
            to: day("20260331"),
            low: Some(90.0),
            high: Some(400.0),
            second: None,
            of_report: true,
        },
        Stretch { from: day("20260401"), ..chart.stretches[0].clone() },
    ];
    for size in [Size::WIDE, Size::NARROW] {
        let shapes = draw(&chart, size);
        let labels: Vec<String> = written(&shapes, Role::Label).into_iter().map(|(words, _)| words).collect();
        let named = |limit: &str| labels.iter().filter(|words| words.split(' ').next() == Some(limit)).count();
        // Each limit of today once at the right end, beside the number of the axis.
        assert_eq!((named("130"), named("140"), named("400")), (2, 2, 0), "{labels:?}");
    }
}

#[test]
fn a_visit_without_a_value_is_a_cross_at_the_axis_with_a_word_and_no_slash() {
    let mut chart = pressure();
    chart.points[1].joined = false;
    let slashes = |shapes: &[Shape]| {
        let of = |shape: &&Shape| matches!(shape, Shape::Path { points, role: Role::Trend, .. } if points.len() == 2);
        shapes.iter().filter(of).count()
    };
    let (broken, before) = (draw(&chart, Size::WIDE), draw(&chart, Size::NARROW));
    chart.missing =
        vec![Missing { day: day("20241101"), words: "測定できず" }, Missing { day: day("20270101"), words: "未実施" }];
    for (size, without, worded) in [(Size::WIDE, broken, true), (Size::NARROW, before, false)] {
        let shapes = draw(&chart, size);
        let crosses: Vec<&Shape> =
            shapes.iter().filter(|shape| matches!(shape, Shape::Path { role: Role::Missing, .. })).collect();
        assert_eq!(crosses.len(), 2, "also beyond the newest value");
        assert!(slashes(&shapes) < slashes(&without), "the cross says that there is a gap");
        let said = written(&shapes, Role::Label).into_iter().any(|(words, _)| words == "測定できず");
        assert_eq!(said, worded);
    }
}

/// Before, between and after the values, in the large chart and in the line of a row; where old points are left out, so are
/// the crosses before them.
#[test]
fn every_visit_without_a_value_is_a_cross_in_its_place() {
    let middle = |shape: &Shape| match shape {
        Shape::Path { points, role: Role::Missing, .. } => Some(points[2].0),
        _ => None,
    };
    let mut chart = pressure();
    chart.missing = ["20230514", "20241101", "20261001"].map(|at| Missing { day: day(at), words: "未実施" }).to_vec();
    for size in [Size::WIDE, Size::HALF, Size::NARROW] {
        let shapes = draw(&chart, size);
        let crosses: Vec<i32> = shapes.iter().filter_map(middle).collect();
        assert!(crosses.len() == 3 && crosses.is_sorted(), "{crosses:?}");
        let years: Vec<String> = written(&shapes, Role::Label).into_iter().map(|(words, _)| words).collect();
        assert!(!size.words || years.contains(&"2023".to_owned()), "its year is written too: {years:?}");
        let said = years.iter().filter(|words| *words == "未実施").count();
        assert_eq!(said, if size.words { 3 } else { 0 }, "at the edges as well");
    }
    let (small, spots) = crate::chart::sparkline::draw(&chart);
    let crosses: Vec<i32> = small.iter().filter_map(middle).collect();
    assert!(crosses.len() == 3 && crosses[0] < spots[0].0 && spots[2].0 < crosses[2], "{crosses:?} {spots:?}");
    let only = Size { most: 2, ..Size::NARROW };
    assert_eq!(draw(&chart, only).iter().filter_map(middle).count(), 1, "of the time that is drawn");
    let strip = crate::chart::sparkline::strip(&[(day("20250514"), Standing::InRange)], &[day("20260514")]);
    assert_eq!(strip.iter().filter_map(middle).count(), 1);
}
