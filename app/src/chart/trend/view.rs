//! The two drawings of a chart as SVG; the style sheet shows the one that fits the screen.

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
    [(if half { Size::HALF } else { Size::WIDE }, "plot wide"), (Size::NARROW, "plot narrow")]
        .into_iter()
        .map(|(size, class)| {
            let shapes = draw(&chart, size);
            view! {
                <svg class=class viewBox=format!("0 0 {} {}", size.width, size.height) role="img" aria-label=label.clone()>
                    {shapes.into_iter().map(Shape::view).collect_view()}
                </svg>
            }
        })
        .collect_view()
}
