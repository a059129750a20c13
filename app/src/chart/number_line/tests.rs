//! Blocks in the order of the values, words that fit, numbers apart, and the value over its own block.

use proptest::prelude::*;

use super::draw::{EDGE, draw};
use super::*;
use crate::chart::labels::text_width;
use crate::chart::shape::{Role, Shape};

/// A report's range from what stands in it; an empty text is no end.
fn report(low: &str, high: &str) -> Bar {
    let end =
        |text: &str| (!text.is_empty()).then(|| End { text: text.into(), number: text.parse().expect("a number") });
    Bar::report(end(low).as_ref(), end(high).as_ref()).expect("an end")
}

fn pressure() -> Bar {
    Bar::published(130.0, Some(140.0), Some(160.0), true)
}

fn words(bar: &Bar, value: f64, size: draw::Size) -> Vec<String> {
    let shapes = draw(bar, (value, None), "値", Standing::InRange, size).1;
    shapes
        .into_iter()
        .filter_map(|shape| if let Shape::Text { words, .. } = shape { Some(words) } else { None })
        .collect()
}

#[test]
fn blocks_carry_words_in_the_order_of_the_values() {
    let check = |bar: Bar, value, expected: &[&str]| assert_eq!(words(&bar, value, WIDE), expected, "{bar:?}");
    check(
        pressure(),
        138.0,
        &["基準値の範囲", "130", "少し高め", "140", "受診をすすめる値", "160", "すぐに受診する値", "値"],
    );
    check(
        Bar::published(120.0, Some(140.0), None, true),
        138.0,
        &["基準値の範囲", "120", "少し高め", "140", "受診をすすめる値", "値"],
    );
    check(Bar::published(40.0, None, None, false), 55.0, &["少し低め", "40", "基準値の範囲", "値"]);
    check(
        Bar::published(60.0, Some(45.0), None, false),
        80.0,
        &["受診をすすめる値", "45", "少し低め", "60", "基準値の範囲", "値"],
    );
    check(report("3.6", "7.0"), 7.4, &["範囲より低い", "3.6", "基準値の範囲", "7.0", "範囲より高い", "値"]);
    check(report("", "0.3"), 0.1, &["基準値の範囲", "0.3", "範囲より高い", "値"]);
    check(report("40", ""), 30.0, &["範囲より低い", "40", "基準値の範囲", "値"]);
    assert_eq!(Bar::report(None, None), None);
}

#[test]
fn a_phone_gets_words_too() {
    let check = |bar: Bar, value, expected: &str| {
        assert_eq!(words(&bar, value, NARROW).join(" "), expected, "{bar:?}");
    };
    // Where a block is too small for its word in one line, in two: never another block's word.
    let pressure_words = "基準値の範囲 130 少し 高め 140 受診を すすめる 160 すぐに 受診する値 値";
    check(pressure(), 138.0, pressure_words);
    check(pressure(), 118.0, pressure_words);
    check(Bar::published(5.6, Some(6.5), None, true), 5.6, "基準値の範囲 5.6 少し高め 6.5 受診をすすめる値 値");
    check(Bar::published(40.0, None, None, false), 55.0, "少し低め 40 基準値の範囲 値");
    check(report("3.6", "7.0"), 7.4, "範囲より低い 3.6 基準値の範囲 7.0 範囲より高い 値");
}

/// HDL has one limit, 40: 55 and 65 are common, and neither the same place nor the end of the line.
#[test]
fn beside_one_limit_alone_common_values_stand_apart_and_not_at_the_end() {
    for size in [WIDE, NARROW] {
        let x = |value: f64| {
            let bar = Bar::published(40.0, None, None, false);
            let shapes = draw(&bar, (value, None), "値", Standing::InRange, size).1;
            let disc = |shape: Shape| if let Shape::Disc { at, .. } = shape { Some(at.0) } else { None };
            shapes.into_iter().find_map(disc).expect("a mark")
        };
        let apart = size.width / 10;
        assert!(x(55.0) + apart < x(65.0) && x(65.0) + apart < size.width - EDGE, "{} {}", x(55.0), x(65.0));
    }
}

#[test]
fn a_bound_points_to_the_side_of_the_true_value() {
    for (bound, towards) in [(Bound::AtLeast, 1), (Bound::AtMost, -1)] {
        let shapes = draw(&pressure(), (150.0, Some(bound)), "150以上", Standing::OutOfRange, WIDE).1;
        let tip = shapes.iter().find_map(|shape| match shape {
            Shape::Path { points, role: Role::Bound, .. } => Some((points[1].0 - points[0].0).signum()),
            _ => None,
        });
        assert_eq!(tip, Some(towards));
    }
}

/// Any bar there can be, and the class of the block a value belongs to.
fn any_bar() -> impl Strategy<Value = Bar> {
    let published = (20.0..200.0f64, 1.0..90.0f64, prop::bool::ANY, prop::bool::ANY, prop::bool::ANY).prop_map(
        |(first, width, upward, second, third)| {
            let beyond =
                |times: f64| if upward { first + width * times } else { (first - width * times).max(1.0 / times) };
            let second = second.then(|| beyond(1.0));
            Bar::published(first, second, third.then(|| second.map(|_| beyond(2.0))).flatten(), upward)
        },
    );
    let of_report = (0.1..200.0f64, 0.1..90.0f64, 0..3u8).prop_map(|(low, width, ends)| {
        let text = |there: bool, number: f64| if there { format!("{number:.2}") } else { String::new() };
        report(&text(ends != 1, low), &text(ends != 2, low + width))
    });
    prop_oneof![published, of_report]
}

proptest! {
    #[test]
    fn the_value_stands_over_its_own_block_and_numbers_stand_apart(bar in any_bar(), value in 0.0..400.0f64) {
        for size in [WIDE, NARROW] {
            let (rects, shapes) = draw(&bar, (value, None), "値", Standing::InRange, size);
            let at = shapes.iter().find_map(|shape| if let Shape::Disc { at, .. } = shape { Some(*at) } else { None }).expect("a mark");
            let own = bar.edges.iter().filter(|edge| **edge < value).count();
            let (from, to, _) = rects[own];
            prop_assert!(from.0 <= at.0 && at.0 <= to.0, "{own} {rects:?} {at:?}");
            prop_assert!(rects.windows(2).all(|pair| pair[0].1.0 == pair[1].0.0));
            prop_assert!(rects[0].0.0 == EDGE && rects[rects.len() - 1].1.0 == size.width - EDGE);
            prop_assert_eq!(rects.len(), bar.edges.len() + 1);
        }
    }

    #[test]
    fn numbers_of_limits_never_cover_each_other(bar in any_bar(), value in 0.0..400.0f64) {
        let shapes = draw(&bar, (value, None), "値", Standing::InRange, WIDE).1;
        let low = shapes.iter().filter_map(|shape| if let Shape::Text { at, .. } = shape { Some(at.1) } else { None }).max().unwrap_or(0);
        let spans: Vec<(i32, i32)> = shapes.iter().filter_map(|shape| match shape {
            Shape::Text { at, words, .. } if at.1 == low => { let half = text_width(words, 16) / 2; Some((at.0 - half, at.0 + half)) }
            _ => None,
        }).collect();
        prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{spans:?}");
    }
}
