//! The large chart of one measured item through the years.
//!
//! A true time axis; the range as it was for each visit; no line across a change of method or unit; a disc in range, a
//! diamond out of range; values written beside their points. Drawn twice, wide and narrow: a wide one scaled down to a
//! phone would have letters nobody can read.

mod draw;
#[cfg(test)]
mod label_tests;
mod layout;
mod limit_words;
#[cfg(test)]
mod tests;
pub mod view;

use chrono::NaiveDate;

pub use draw::draw;
pub use layout::Size;

use crate::domain::checkup::Bound;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendChart {
    /// The values, oldest first.
    pub points: Vec<Point>,
    /// Ranges in force, oldest first; none where no threshold exists.
    pub stretches: Vec<Stretch>,
    /// Days on which the insurer changed.
    pub changes: Vec<NaiveDate>,
    /// Visits that have no value to draw, oldest first; between the values and beyond them.
    pub missing: Vec<Missing>,
}

/// A visit without a value that could be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Day of the visit.
    pub day: NaiveDate,
    /// Why, in a word: `測定できず`.
    pub words: &'static str,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Day of the visit.
    pub day: NaiveDate,
    /// The number.
    pub value: f64,
    /// The digits as delivered.
    pub text: String,
    /// In range, out of range, or without a verdict.
    pub standing: Standing,
    /// The value is only a bound.
    pub bound: Option<Bound>,
    /// Whether a line leads here from the point before: same method, same unit.
    pub joined: bool,
    /// The value was computed rather than recorded.
    pub computed: bool,
}

/// A verdict, as far as a drawing needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In range.
    InRange,
    /// Out of range.
    OutOfRange,
    /// No threshold, or not judged.
    Unjudged,
}

/// Thresholds in force for a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Lowest value in range, if there is a lower limit.
    pub low: Option<f64>,
    /// Highest value in range, if there is an upper limit.
    pub high: Option<f64>,
    /// The second limit, from which a visit to a doctor is advised.
    pub second: Option<f64>,
    /// The limits are the report's own, not the published ones.
    pub of_report: bool,
}
