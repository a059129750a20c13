//! The few shapes our drawings are made of, and how they are written as SVG.
//!
//! A shape has a role instead of a colour: the style sheet decides how a role looks on screen, in print and in forced
//! colours. Text goes through the view, which escapes it.

use leptos::prelude::*;

/// What a shape means. The class of the SVG element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Ground of the values in range.
    Band,
    /// Limit of a range.
    Limit,
    /// Bottom line of the plot.
    Axis,
    /// The line from visit to visit.
    Trend,
    /// A value in range: a filled disc.
    InRange,
    /// A value out of range: a hollow diamond.
    OutOfRange,
    /// A value without a verdict: a hollow disc.
    Plain,
    /// A value that is only a bound: an arrow head towards where the true value lies.
    Bound,
    /// The frame around a computed value.
    Computed,
    /// A date on which something other than the value changed.
    Change,
    /// Words beside an axis or a limit.
    Label,
    /// The value beside its point.
    Value,
    /// A thin line behind everything, at a month or year.
    Grid,
    /// Days for which something was handed out.
    Supply,
    /// The same, only in prospect.
    Waiting,
    /// Days between two supplies.
    Gap,
    /// Around what lies over each other.
    Doubled,
    /// A day without a length.
    Undated,
    /// The line of today.
    Today,
    /// A visit without a value that could be drawn: a cross at the axis.
    Missing,
}

/// All roles, in the order of their numbers.
const ROLES: [Role; 20] = [
    Role::Band,
    Role::Limit,
    Role::Axis,
    Role::Trend,
    Role::InRange,
    Role::OutOfRange,
    Role::Plain,
    Role::Bound,
    Role::Computed,
    Role::Change,
    Role::Label,
    Role::Value,
    Role::Grid,
    Role::Supply,
    Role::Waiting,
    Role::Gap,
    Role::Doubled,
    Role::Undated,
    Role::Today,
    Role::Missing,
];

impl Role {
    /// Number of the role; colours of the plotting library carry it to the canvas.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The role of a number; an unknown number is a label.
    #[must_use]
    pub fn from_number(number: u8) -> Self {
        ROLES.get(usize::from(number)).copied().unwrap_or(Self::Label)
    }

    /// Class of the element.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Band => "band",
            Self::Limit => "limit",
            Self::Axis => "axis",
            Self::Trend => "trend",
            Self::InRange => "in pt",
            Self::OutOfRange => "ofr pt",
            Self::Plain => "pl pt",
            Self::Bound => "bnd pt",
            Self::Computed => "calc",
            Self::Change => "change",
            Self::Label => "lb",
            Self::Value => "val",
            Self::Grid => "grid-line",
            Self::Supply => "bar",
            Self::Waiting => "bar wait",
            Self::Gap => "limit",
            Self::Doubled => "dbl",
            Self::Undated => "und",
            Self::Today => "today",
            Self::Missing => "miss pt",
        }
    }
}

/// Where a text stands to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A point of the drawing, in units of its view box.
pub type Spot = (i32, i32);

/// One element of a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle from its upper left to its lower right corner.
    Rect {
        /// Upper left.
        from: Spot,
        /// Lower right.
        to: Spot,
        /// Meaning.
        role: Role,
    },
    /// Straight lines through points, closed or open.
    Path {
        /// The points.
        points: Vec<Spot>,
        /// Back to the first point.
        closed: bool,
        /// Meaning.
        role: Role,
    },
    /// A disc.
    Disc {
        /// Middle.
        at: Spot,
        /// Radius.
        radius: u32,
        /// Meaning.
        role: Role,
    },
    /// Words; `at` is on the base line.
    Text {
        /// Point of the anchor.
        at: Spot,
        /// Side of the point.
        anchor: Anchor,
        /// The words.
        words: String,
        /// Meaning.
        role: Role,
    },
}

/// Relative path commands, which are shorter than absolute ones.
#[must_use]
pub fn path_data(points: &[Spot], closed: bool) -> String {
    use std::fmt::Write as _;
    let mut data = String::with_capacity(points.len() * 7 + 8);
    let mut last: Option<Spot> = None;
    for &(x, y) in points {
        // Writing to a String cannot fail.
        let _ = match last {
            None => write!(data, "M{x} {y}"),
            Some((lx, _)) if lx == x => write!(data, "V{y}"),
            Some((_, ly)) if ly == y => write!(data, "H{x}"),
            Some((lx, ly)) => write!(data, "l{} {}", x - lx, y - ly),
        };
        last = Some((x, y));
    }
    if closed {
        data.push('z');
    }
    data
}

impl Shape {
    /// The element.
    #[must_use]
    pub fn view(self) -> AnyView {
        match self {
            Self::Rect { from, to, role } => view! {
                <rect class=role.class() x=from.0 y=from.1 width=(to.0 - from.0).max(0) height=(to.1 - from.1).max(0)></rect>
            }
            .into_any(),
            Self::Path { points, closed, role } => view! { <path class=role.class() d=path_data(&points, closed)></path> }.into_any(),
            Self::Disc { at, radius, role } => view! { <circle class=role.class() cx=at.0 cy=at.1 r=radius></circle> }.into_any(),
            Self::Text { at, anchor, words, role } => {
                let side = match anchor {
                    Anchor::Start => None,
                    Anchor::Middle => Some("middle"),
                    Anchor::End => Some("end"),
                };
                view! { <text class=role.class() x=at.0 y=at.1 text-anchor=side>{words}</text> }.into_any()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_survives_its_number() {
        for role in ROLES {
            assert_eq!(Role::from_number(role.number()), role);
        }
    }

    #[test]
    fn path_data_is_short_and_exact() {
        let check = |points: &[Spot], closed, expected: &str| assert_eq!(path_data(points, closed), expected);
        check(&[], false, "");
        check(&[(1, 2), (4, 2), (4, 9), (5, 8)], false, "M1 2H4V9l1 -1");
        check(&[(6, 1), (11, 6), (6, 11), (1, 6)], true, "M6 1l5 5l-5 5l-5 -5z");
    }
}
