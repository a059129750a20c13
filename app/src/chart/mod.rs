//! Drawings, made on the server as plain SVG elements with classes: no script, no inline style.
//!
//! `trend` is the large chart (laid out by plotters), `number_line` the bar with words, `sparkline` the small line of
//! a table row, `lanes` bars over time. Every drawing has a text beside it that says the same.

pub mod canvas;
pub mod labels;
pub mod lanes;
pub mod number_line;
pub mod of_trend;
pub mod scale;
pub mod shape;
pub mod sparkline;
pub mod trend;
