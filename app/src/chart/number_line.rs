//! The bar that places one value between its limits, with words inside the blocks.
//!
//! Only limits that an authority or the report itself gives become blocks; without any, there is no bar.

mod draw;

use leptos::prelude::*;

use super::scale::axis_number;
use super::shape::Shape;
use super::trend::Standing;
use crate::domain::checkup::{Bound, End};
use draw::{NARROW, WIDE, draw};

/// What a block of the bar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    /// In range.
    Fine,
    /// Beyond the first published limit, upwards.
    Higher,
    /// Beyond the first published limit, downwards.
    Lower,
    /// Beyond the second.
    See,
    /// Beyond the third.
    Urgent,
    /// Over the report's own range.
    Above,
    /// Under the report's own range.
    Below,
}

impl Block {
    /// The words it may carry, in a line or two: the first that fits. None of them is another block's word.
    const fn words(self) -> [&'static [&'static str]; 3] {
        match self {
            Self::Fine => [&["基準値の範囲"], &["範囲内"], &["範囲", "内"]],
            Self::Higher => [&["少し高め"], &["少し", "高め"], &[]],
            Self::Lower => [&["少し低め"], &["少し", "低め"], &[]],
            Self::See => [&["受診をすすめる値"], &["受診を", "すすめる"], &["受診"]],
            Self::Urgent => [&["すぐに受診する値"], &["すぐに", "受診する値"], &["すぐに", "受診"]],
            Self::Above => [&["範囲より高い"], &["範囲より", "高い"], &["高い"]],
            Self::Below => [&["範囲より低い"], &["範囲より", "低い"], &["低い"]],
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Higher | Self::Lower | Self::Above | Self::Below => "near",
            Self::See | Self::Urgent => "see",
        }
    }
}

/// The blocks of a bar from left to right, and the values between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    edges: Vec<f64>,
    /// What is written at each edge.
    numbers: Vec<String>,
    blocks: Vec<Block>,
}

impl Bar {
    /// Published limits: where the values in range end, from where on a visit to a doctor is advised, from where on at once.
    /// `upward` is whether high values are out of range (blood pressure) or low ones (HDL).
    #[must_use]
    pub fn published(first: f64, second: Option<f64>, third: Option<f64>, upward: bool) -> Self {
        let mut blocks = vec![Block::Fine, if upward { Block::Higher } else { Block::Lower }];
        blocks.extend(second.map(|_| Block::See));
        blocks.extend(third.map(|_| Block::Urgent));
        let mut edges: Vec<f64> = [Some(first), second, third].into_iter().flatten().collect();
        if !upward {
            blocks.reverse();
            edges.reverse();
        }
        let numbers = edges.iter().copied().map(axis_number).collect();
        Self { edges, numbers, blocks }
    }

    /// The report's own range, with the digits as delivered. Nothing without an end.
    #[must_use]
    pub fn report(low: Option<&End>, high: Option<&End>) -> Option<Self> {
        let mut blocks = Vec::new();
        blocks.extend(low.map(|_| Block::Below));
        blocks.push(Block::Fine);
        blocks.extend(high.map(|_| Block::Above));
        let ends = || low.into_iter().chain(high);
        let edges: Vec<f64> = ends().map(|end| end.number).collect();
        let numbers = ends().map(|end| end.text.clone()).collect();
        (!edges.is_empty()).then_some(Self { edges, numbers, blocks })
    }
}

/// The bar, drawn wide and narrow.
#[component]
pub fn NumberLine(
    /// Blocks.
    bar: Bar,
    /// The value.
    value: f64,
    /// The value is only a bound.
    bound: Option<Bound>,
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
            let (rects, shapes) = draw(&bar, (value, bound), &text, standing, size);
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
mod tests;
