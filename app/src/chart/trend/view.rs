//! The two drawings of a chart as SVG; the style sheet shows the one that fits the screen.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::layout::Size;
use super::{TrendChart, draw};
use crate::chart::shape::Shape;

/// Both drawings. On a desk as wide as the card, or, for one of two beside each other, half of it.
#[component]
pub fn TrendDrawing(
    /// What is drawn.
    chart: TrendChart,
    /// Says in words what the drawings show, and where the table is.
    #[prop(into)]
    label: String,
    /// One of two beside each other.
    half: bool,
) -> impl IntoView {
    sizes(half)
        .into_iter()
        .zip(["plot wide", "plot narrow"])
        .map(|(size, class)| {
            let shapes = draw(&chart, size);
            let label = format!("{label}{}", newest_alone(&chart, size).unwrap_or_default());
            view! {
                <svg class=class viewBox=format!("0 0 {} {}", size.width, size.height) role="img" aria-label=label>
                    {shapes.into_iter().map(Shape::view).collect_view()}
                </svg>
            }
        })
        .collect_view()
}

/// Where a drawing has no room for all points, that it shows the newest alone: the words around it speak of all.
#[must_use]
pub fn left_out(chart: &TrendChart, half: bool) -> impl IntoView + use<> {
    sizes(half)
        .into_iter()
        .zip(["small soft wide-only", "small soft narrow"])
        .filter_map(|(size, class)| newest_alone(chart, size).map(|words| view! { <p class=class>{words}</p> }))
        .collect_view()
}

/// The day of the first value that a phone draws, where it leaves older ones out.
#[must_use]
pub fn phone_begins(chart: &TrendChart) -> Option<NaiveDate> {
    let first = chart.points.len().checked_sub(Size::NARROW.most).filter(|left_out| *left_out > 0)?;
    chart.points.get(first).map(|point| point.day)
}

/// For a desk, and for a phone.
const fn sizes(half: bool) -> [Size; 2] {
    [if half { Size::HALF } else { Size::WIDE }, Size::NARROW]
}

fn newest_alone(chart: &TrendChart, size: Size) -> Option<String> {
    (chart.points.len() > size.most)
        .then(|| format!("この図は、新しいほうの{}回分を描いています。すべての値は下の表にあります。", size.most))
}
