//! Lays the bar out: how much it shows, where the blocks end, which words fit, and the mark of the value.

use super::{Bar, Block};
use crate::chart::labels::text_width;
use crate::chart::scale::Range;
use crate::chart::shape::{Anchor, Role, Shape, Spot};
use crate::chart::trend::Standing;
use crate::domain::checkup::Bound;

/// One of the two drawings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub(super) width: i32,
    font: i32,
}

pub(super) const WIDE: Size = Size { width: 640, font: 16 };
pub(super) const NARROW: Size = Size { width: 300, font: 14 };
/// Left and right edge.
pub(super) const EDGE: i32 = 8;
/// Height of the value's letters, which are bold: wider than the others by about a third.
const VALUE_FONT: i32 = 18;

impl Size {
    const fn bar_top(self) -> i32 {
        self.font * 2 + 20
    }
    /// From one line to the next.
    const fn line(self) -> i32 {
        self.font + 3
    }
    /// The bar has room for two lines.
    const fn bar_bottom(self) -> i32 {
        self.bar_top() + self.line() * 2 + 6
    }
    pub(super) const fn height(self) -> i32 {
        self.bar_bottom() + self.font + 8
    }
}

/// Values the bar shows: all limits with their neighbourhood, and the value, if it is not absurdly far away.
fn range(bar: &Bar, value: f64) -> Range {
    let bottom = bar.edges.iter().copied().fold(f64::INFINITY, f64::min);
    let top = bar.edges.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let gaps = bar.edges.len().saturating_sub(1).max(1) as f64;
    let step = match (top > bottom, bottom.abs() > 0.0) {
        (true, _) => (top - bottom) / gaps,
        (false, true) => bottom.abs() * 0.25,
        (false, false) => 1.0,
    };
    // The block of the values in range is the widest: where it lies at an end, and where it lies between.
    let between = bar.blocks.first() != Some(&Block::Fine) && bar.blocks.last() != Some(&Block::Fine);
    // Of one limit alone the step is a guess at a quarter of it: common values (an HDL of 60 beside 40) must not stand at the end.
    let single = top <= bottom;
    let room = |end: Option<&Block>| match end {
        Some(Block::Fine) if single => 4.0,
        Some(Block::Fine) => 1.5,
        _ if between => 0.75,
        _ => 1.2 + 0.7 / gaps,
    };
    let low = value.max(bottom - 8.0 * step).min(bottom - room(bar.blocks.first()) * step);
    let high = value.min(top + 8.0 * step).max(top + room(bar.blocks.last()) * step);
    // Room beside a value at the end; amounts do not go below zero.
    let air = (high - low) * 0.03;
    Range { low: if bottom >= 0.0 { (low - air).max(0.0) } else { low - air }, high: high + air }
}

/// Everything of one drawing; the blocks come first, with their class.
pub(super) fn draw(
    bar: &Bar,
    (value, bound): (f64, Option<Bound>),
    text: &str,
    standing: Standing,
    size: Size,
) -> (Vec<(Spot, Spot, &'static str)>, Vec<Shape>) {
    let range = range(bar, value);
    let place = |value: f64| range.spot(value, EDGE, size.width - EDGE);
    let (top, bottom) = (size.bar_top(), size.bar_bottom());
    let (mut rects, mut shapes) = (Vec::new(), Vec::new());
    let (mut left, mut written) = (EDGE, i32::MIN);
    for (index, block) in bar.blocks.iter().enumerate() {
        let end = bar.edges.get(index).copied();
        let right = end.map_or(size.width - EDGE, place);
        rects.push(((left, top), (right, bottom), block.class()));
        let fits = |lines: &&[&str]| lines.iter().all(|line| text_width(line, size.font) <= right - left - 4);
        let lines = block.words().into_iter().find(fits).unwrap_or_default();
        // The middle of the lines is that of the block.
        let first = (top + bottom) / 2 - (lines.len() as i32 - 1) * size.line() / 2 + size.font * 36 / 100;
        for (line, words) in (0..).zip(lines) {
            shapes.push(Shape::Text {
                at: ((left + right) / 2, first + line * size.line()),
                anchor: Anchor::Middle,
                words: (*words).to_owned(),
                role: Role::Label,
            });
        }
        if let Some(words) = bar.numbers.get(index).cloned() {
            let half = text_width(&words, size.font) / 2;
            // Two numbers never over each other: the second moves aside, where there is room.
            let middle = right.max(written.saturating_add(half + 4)).min(size.width - half);
            written = middle + half;
            shapes.push(Shape::Text {
                at: (middle, bottom + size.font + 3),
                anchor: Anchor::Middle,
                words,
                role: Role::Label,
            });
        }
        left = right;
    }
    let x = place(value);
    shapes.push(mark((x, top - 12), bound, standing));
    let half = text_width(text, VALUE_FONT) * 13 / 20;
    let middle = x.clamp(half.min(size.width / 2), (size.width - half).max(size.width / 2));
    shapes.push(Shape::Text {
        at: (middle, size.font + 3),
        anchor: Anchor::Middle,
        words: text.to_owned(),
        role: Role::Value,
    });
    (rects, shapes)
}

/// A bound is no point: an arrow shows on which side of it the true value lies.
fn mark((x, y): Spot, bound: Option<Bound>, standing: Standing) -> Shape {
    let path = |points, role| Shape::Path { points, closed: true, role };
    match (bound, standing) {
        (Some(Bound::AtLeast), _) => path(vec![(x - 7, y - 8), (x + 7, y), (x - 7, y + 8)], Role::Bound),
        (Some(Bound::AtMost), _) => path(vec![(x + 7, y - 8), (x - 7, y), (x + 7, y + 8)], Role::Bound),
        (None, Standing::InRange) => Shape::Disc { at: (x, y), radius: 7, role: Role::InRange },
        (None, Standing::Unjudged) => Shape::Disc { at: (x, y), radius: 7, role: Role::Plain },
        (None, Standing::OutOfRange) => path(vec![(x, y - 9), (x + 9, y), (x, y + 9), (x - 9, y)], Role::OutOfRange),
    }
}
