//! The bar that places one value between its thresholds, with words inside the blocks.
//!
//! Only thresholds that an authority defined become blocks; without any, there is no bar.

use leptos::prelude::*;

use super::labels::text_width;
use super::scale::{Range, axis_number};
use super::shape::{Anchor, Role, Shape, Spot};
use super::trend::Standing;

/// Thresholds of a bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marks {
    /// Where the values in range end.
    pub first: f64,
    /// From where on a visit to a doctor is advised, if defined.
    pub second: Option<f64>,
    /// Whether high values are out of range (blood pressure) or low ones (HDL).
    pub upward: bool,
}

/// One of the two drawings.
#[derive(Clone, Copy, Debug)]
struct Size {
    width: i32,
    font: i32,
}

const WIDE: Size = Size { width: 640, font: 16 };
const NARROW: Size = Size { width: 300, font: 14 };
/// Left and right edge.
const EDGE: i32 = 8;

impl Size {
    const fn bar_top(self) -> i32 {
        self.font * 2 + 20
    }
    const fn bar_bottom(self) -> i32 {
        self.bar_top() + 32
    }
    const fn height(self) -> i32 {
        self.bar_bottom() + self.font + 8
    }
}

/// Values the bar shows: both thresholds with their neighbourhood, and the value, if it is not absurdly far away.
fn range(marks: Marks, value: f64) -> Range {
    let second = marks.second.unwrap_or(marks.first);
    let (bottom, top) = (marks.first.min(second), marks.first.max(second));
    let step = if top > bottom { top - bottom } else { (bottom.abs() * 0.25).max(1.0) };
    let (before, after) = if marks.upward { (1.5, 1.9) } else { (1.9, 1.5) };
    let low = value.max(bottom - 8.0 * step).min(bottom - before * step);
    let high = value.min(top + 8.0 * step).max(top + after * step);
    // Room beside a value at the end; amounts do not go below zero.
    let air = (high - low) * 0.03;
    Range { low: if bottom >= 0.0 { (low - air).max(0.0) } else { low - air }, high: high + air }
}

/// The blocks from left to right: where each ends, the words it may carry (the first that fits), and its class.
fn blocks(marks: Marks) -> Vec<(Option<f64>, [&'static str; 3], &'static str)> {
    const FINE: [&str; 3] = ["基準値の範囲", "範囲内", ""];
    const SEE: [&str; 3] = ["受診をすすめる値", "受診の目安", "受診"];
    let near = if marks.upward { ["少し高め", "高め", ""] } else { ["少し低め", "低め", ""] };
    let mut line = vec![(FINE, "fine"), (near, "near")];
    line.extend(marks.second.map(|_| (SEE, "see")));
    let mut ends: Vec<f64> = std::iter::once(marks.first).chain(marks.second).collect();
    if !marks.upward {
        line.reverse();
        ends.reverse();
    }
    line.into_iter().enumerate().map(|(index, (words, class))| (ends.get(index).copied(), words, class)).collect()
}

/// Everything of one drawing; the blocks come first, with their class.
fn draw(
    marks: Marks,
    value: f64,
    text: &str,
    standing: Standing,
    size: Size,
) -> (Vec<(Spot, Spot, &'static str)>, Vec<Shape>) {
    let range = range(marks, value);
    let place = |value: f64| range.spot(value, EDGE, size.width - EDGE);
    let (top, bottom) = (size.bar_top(), size.bar_bottom());
    let (mut rects, mut shapes) = (Vec::new(), Vec::new());
    let mut left = EDGE;
    for (end, words, class) in blocks(marks) {
        let right = end.map_or(size.width - EDGE, place);
        rects.push(((left, top), (right, bottom), class));
        let fitting = words.into_iter().find(|word| text_width(word, size.font) <= right - left - 4).unwrap_or("");
        if !fitting.is_empty() {
            shapes.push(Shape::Text {
                at: ((left + right) / 2, top + 16 + size.font * 36 / 100),
                anchor: Anchor::Middle,
                words: fitting.to_owned(),
                role: Role::Label,
            });
        }
        if let Some(end) = end {
            shapes.push(Shape::Text {
                at: (right, bottom + size.font + 3),
                anchor: Anchor::Middle,
                words: axis_number(end),
                role: Role::Label,
            });
        }
        left = right;
    }
    let x = place(value);
    let y = top - 12;
    shapes.push(match standing {
        Standing::InRange => Shape::Disc { at: (x, y), radius: 7, role: Role::InRange },
        Standing::Unjudged => Shape::Disc { at: (x, y), radius: 7, role: Role::Plain },
        Standing::OutOfRange => Shape::Path {
            points: vec![(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)],
            closed: true,
            role: Role::OutOfRange,
        },
    });
    let half = text_width(text, size.font + 2) * 6 / 10;
    let middle = x.clamp(half.min(size.width / 2), (size.width - half).max(size.width / 2));
    shapes.push(Shape::Text {
        at: (middle, size.font + 3),
        anchor: Anchor::Middle,
        words: text.to_owned(),
        role: Role::Value,
    });
    (rects, shapes)
}

/// The bar, drawn wide and narrow.
#[component]
pub fn NumberLine(
    /// Thresholds.
    marks: Marks,
    /// The value.
    value: f64,
    /// The value with its unit, as it is read.
    #[prop(into)]
    text: String,
    /// Verdict on the value.
    standing: Standing,
    /// Says the whole in words.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    [(WIDE, "plot wide"), (NARROW, "plot narrow")]
        .into_iter()
        .map(|(size, class)| {
            let (rects, shapes) = draw(marks, value, &text, standing, size);
            view! {
                <svg class=class viewBox=format!("0 0 {} {}", size.width, size.height()) role="img" aria-label=label.clone()>
                    {rects.into_iter().map(|(from, to, class)| view! { <rect class=class x=from.0 y=from.1 width=(to.0 - from.0).max(0) height=(to.1 - from.1).max(0)></rect> }).collect_view()}
                    {shapes.into_iter().map(Shape::view).collect_view()}
                </svg>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PRESSURE: Marks = Marks { first: 130.0, second: Some(140.0), upward: true };

    fn words(marks: Marks, value: f64, size: Size) -> Vec<String> {
        let shapes = draw(marks, value, "値", Standing::InRange, size).1;
        shapes
            .into_iter()
            .filter_map(|shape| if let Shape::Text { words, .. } = shape { Some(words) } else { None })
            .collect()
    }

    #[test]
    fn blocks_carry_words_in_the_order_of_the_values() {
        let check = |marks, value, expected: &[&str]| assert_eq!(words(marks, value, WIDE), expected, "{marks:?}");
        check(PRESSURE, 138.0, &["基準値の範囲", "130", "少し高め", "140", "受診をすすめる値", "値"]);
        check(Marks { first: 40.0, second: None, upward: false }, 55.0, &["少し低め", "40", "基準値の範囲", "値"]);
        check(
            Marks { first: 60.0, second: Some(45.0), upward: false },
            80.0,
            &["受診をすすめる値", "45", "少し低め", "60", "基準値の範囲", "値"],
        );
    }

    #[test]
    fn a_phone_gets_words_too() {
        for marks in [
            PRESSURE,
            Marks { first: 5.6, second: Some(6.5), upward: true },
            Marks { first: 150.0, second: Some(300.0), upward: true },
        ] {
            assert_eq!(words(marks, marks.first, NARROW).len(), 6, "{marks:?}");
        }
    }

    proptest! {
        #[test]
        fn the_value_stands_over_its_own_block(value in 0.0..400.0f64, first in 20.0..200.0f64, width in 1.0..90.0f64, upward: bool) {
            let second = if upward { first + width } else { (first - width).max(1.0) };
            let marks = Marks { first, second: Some(second), upward };
            let (rects, shapes) = draw(marks, value, "値", Standing::InRange, NARROW);
            let at = shapes.iter().find_map(|shape| if let Shape::Disc { at, .. } = shape { Some(*at) } else { None }).expect("a mark");
            let class = if (upward && value < first) || (!upward && value > first) { "fine" }
                else if (upward && value < second) || (!upward && value > second) { "near" } else { "see" };
            let (from, to, _) = rects.iter().find(|(_, _, named)| *named == class).expect("a block");
            prop_assert!(from.0 <= at.0 && at.0 <= to.0, "{class} {rects:?} {at:?}");
            prop_assert!(rects.windows(2).all(|pair| pair[0].1.0 == pair[1].0.0));
            prop_assert!(rects[0].0.0 == EDGE && rects[2].1.0 == NARROW.width - EDGE);
        }
    }
}
