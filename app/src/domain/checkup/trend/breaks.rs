//! What is different from the point before: method, unit, the program's period, the insurer.

use std::borrow::Cow;

use super::point::Point;
use crate::domain::checkup::threshold::Period;

/// What changed from the point before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Break {
    /// The method.
    Method {
        /// Method before.
        from: Cow<'static, str>,
    },
    /// The delivered unit.
    Unit {
        /// Unit before, as delivered.
        from: String,
        /// Whether the numbers may still be compared.
        comparable: bool,
    },
    /// The program's period, and with it possibly the limits.
    Period {
        /// Period that begins.
        to: Period,
    },
    /// The insurer.
    Insurer,
}

impl Break {
    /// In words, for a mark on the chart.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Method { .. } => "測り方が変わりました".to_owned(),
            Self::Unit { comparable: true, .. } => "単位の書き方が変わりました".to_owned(),
            Self::Unit { comparable: false, .. } => "単位が変わりました（前の値と比べられません）".to_owned(),
            Self::Period { to } => format!("健診の決まりが変わりました（{}）", to.label()),
            Self::Insurer => "保険者が変わりました".to_owned(),
        }
    }
}

/// What changed between two points, but for the unit.
pub(super) fn breaks(before: &Point, after: &Point) -> Vec<Break> {
    let mut found = Vec::new();
    if !same_method(before, after) && before.has_value() && after.has_value() {
        found.push(Break::Method { from: before.method.clone() });
    }
    let to = Period::of(after.date);
    if Period::of(before.date) != to {
        found.push(Break::Period { to });
    }
    if let (Some(old), Some(new)) = (&before.insurer, &after.insurer)
        && old != new
    {
        found.push(Break::Insurer);
    }
    found
}

/// Whether two points were measured in the same way: by their codes, and by what the sources name where both name it.
#[must_use]
pub fn same_method(one: &Point, other: &Point) -> bool {
    let named = match (&one.named, &other.named) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    named && one.variant == other.variant
}
