//! Nothing lies outside the drawing, names are whole, and labels of months never touch.

use proptest::prelude::*;

use super::draw::EDGE;
use super::*;
use crate::chart::labels::text_width;
use crate::chart::shape::{Role, Shape};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn bar(from: &str, until: &str) -> Bar {
    Bar { days: (day(from), day(until)), waiting: false }
}

fn half_a_year(lanes: Vec<Lane>) -> Lanes {
    Lanes { from: day("2026-06-01"), to: day("2026-12-15"), today: day("2026-11-22"), lanes }
}

fn of(shapes: &[Shape], wanted: Role) -> usize {
    let is = |shape: &&Shape| match shape {
        Shape::Rect { role, .. } | Shape::Path { role, .. } | Shape::Disc { role, .. } | Shape::Text { role, .. } => {
            *role == wanted
        }
    };
    shapes.iter().filter(is).count()
}

#[test]
fn bars_gaps_and_what_lies_over_each_other_are_drawn() {
    let lane = Lane {
        label: "アムロジピン".into(),
        rows: vec![
            vec![bar("2026-05-20", "2026-06-17"), bar("2026-07-01", "2026-07-29")],
            vec![bar("2026-07-10", "2026-08-07"), Bar { waiting: true, ..bar("2026-12-01", "2027-01-01") }],
        ],
        gaps: vec![(day("2026-06-17"), day("2026-07-01"))],
        doubled: vec![(day("2026-07-10"), day("2026-07-29"))],
        marks: vec![day("2026-09-01")],
    };
    for size in [WIDE, NARROW] {
        let (_, shapes) = draw(&half_a_year(vec![lane.clone()]), size);
        let counts = [Role::Supply, Role::Waiting, Role::Gap, Role::Doubled, Role::Undated, Role::Today]
            .map(|role| of(&shapes, role));
        assert_eq!(counts, [3, 1, 1, 1, 1, 1]);
    }
    let before = Lanes { today: day("2027-01-01"), ..half_a_year(vec![lane]) };
    assert_eq!(of(&draw(&before, WIDE).1, Role::Today), 0);
}

#[test]
fn a_long_name_stands_whole_in_several_lines() {
    let label = "フルチカゾンフランカルボン酸エステルとウメクリジニウム臭化物とビランテロール".to_owned();
    let (_, shapes) = draw(&half_a_year(vec![Lane { label: label.clone(), ..Lane::default() }]), NARROW);
    let words: String = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { at: (EDGE, _), words, role: Role::Value, .. } => Some(words.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(words, label);
}

#[test]
fn thirty_years_are_told_by_years() {
    let lanes = Lanes { from: day("1996-01-01"), to: day("2026-12-31"), today: day("2026-11-22"), lanes: Vec::new() };
    let (_, shapes) = draw(&lanes, NARROW);
    let labels: Vec<&str> = shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text { words, role: Role::Label, .. } => Some(words.as_str()),
            _ => None,
        })
        .collect();
    assert!(labels.len() >= 3 && labels.iter().all(|label| label.ends_with('年')), "{labels:?}");
}

proptest! {
    #[test]
    fn everything_lies_inside_and_labels_do_not_touch(
        span in 20i64..12_000,
        bars in prop::collection::vec((-400i64..12_000, 1i64..400), 0..30),
        label in "[ァ-ヶ]{0,40}",
    ) {
        let from = day("1996-03-05");
        let days = |after: i64| from + chrono::Duration::days(after);
        let rows = bars.iter().map(|(after, long)| vec![Bar { days: (days(*after), days(after + long)), waiting: false }]).collect();
        let lanes = Lanes { from, to: days(span), today: days(span / 2), lanes: vec![Lane { label, rows, ..Lane::default() }] };
        for size in [WIDE, NARROW] {
            let (height, shapes) = draw(&lanes, size);
            let mut labels: Vec<(i32, i32)> = Vec::new();
            for shape in &shapes {
                match shape {
                    Shape::Rect { from, to, .. } => {
                        prop_assert!(from.0 >= 0 && from.0 < to.0 && to.0 <= size.width + 2, "{:?}", shape);
                        prop_assert!(from.1 >= 0 && to.1 <= height);
                    }
                    Shape::Text { at, words, role: Role::Label, .. } => {
                        labels.push((at.0, at.0 + text_width(words, if size.width == WIDE.width { 16 } else { 15 })));
                    }
                    Shape::Text { at, .. } => prop_assert!(at.1 > 0 && at.1 <= height),
                    Shape::Path { points, .. } => prop_assert!(points.iter().all(|(x, y)| (0..=size.width).contains(x) && (0..=height).contains(y))),
                    Shape::Disc { .. } => {}
                }
            }
            labels.sort_unstable();
            prop_assert!(labels.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        }
    }
}
