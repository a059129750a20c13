//! Lanes over time: a bar from a day to a day, the days between without one, and where two lie over each other.
//!
//! Drawn twice, for wide screens and for phones; the table beside it says the same.

mod draw;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::shape::Shape;
use draw::{NARROW, WIDE, draw};

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes {
    /// First day shown.
    pub from: NaiveDate,
    /// Last day shown.
    pub to: NaiveDate,
    /// The day of the line "today"; none where it lies outside.
    pub today: NaiveDate,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// What it is of; never cut.
    pub label: String,
    /// Bars, in as many rows as lie over each other.
    pub rows: Vec<Vec<Bar>>,
    /// Stretches between bars that are marked as without one.
    pub gaps: Vec<Stretch>,
    /// Stretches in which bars of two rows lie over each other, marked.
    pub doubled: Vec<Stretch>,
    /// Days without a length.
    pub marks: Vec<NaiveDate>,
}

/// From a day to the day before another.
pub type Stretch = (NaiveDate, NaiveDate);

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its days.
    pub days: Stretch,
    /// Whether it only stands in prospect.
    pub waiting: bool,
}

/// Both drawings.
#[component]
pub fn LaneDrawing(
    /// What is drawn.
    lanes: Lanes,
    /// Says in words what the drawings show, and where the table is.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    [(WIDE, "wide"), (NARROW, "narrow")]
        .into_iter()
        .map(|(size, class)| {
            let (height, shapes) = draw(&lanes, size);
            view! {
                <svg class=class viewBox=format!("0 0 {} {height}", size.width) role="img" aria-label=label.clone()>
                    {shapes.into_iter().map(Shape::view).collect_view()}
                </svg>
            }
        })
        .collect_view()
}

#[cfg(test)]
mod tests;
