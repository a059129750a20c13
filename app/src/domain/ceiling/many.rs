//! 多数回該当: from the fourth month within twelve the ceiling is a lower, flat amount.
//!
//! Months in which only the outpatient ceiling of 70 and over worked do not count, and none of another insurer (協会けんぽ);
//! the former is not confirmed. Moves between towns of one prefecture may carry over: the rows do not tell.

use crate::domain::calendar::YearMonth;

/// Whether the household ceiling worked in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benefit {
    /// It did: at the counter, or in what can be claimed.
    Yes,
    /// It did not.
    No,
    /// Nobody can tell from what is known.
    Unknown,
}

/// How many months before a month count, within the twelve that end with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Many {
    /// For certain.
    pub certain: usize,
    /// Those of which it cannot be told.
    pub unknown: usize,
}

/// So many months before make it the fourth.
const BEFORE: usize = 3;

impl Many {
    /// Of a month, from what is known about each of the eleven before it.
    #[must_use]
    pub fn before(month: YearMonth, benefit: impl Fn(YearMonth) -> Benefit) -> Self {
        (1..=11).map(|back| benefit(month.plus(-back))).fold(Self::default(), |many, benefit| match benefit {
            Benefit::Yes => Self { certain: many.certain + 1, ..many },
            Benefit::Unknown => Self { unknown: many.unknown + 1, ..many },
            Benefit::No => many,
        })
    }

    /// Whether the lower amount holds; `None` where that cannot be told.
    #[must_use]
    pub fn holds(self) -> Option<bool> {
        if self.certain >= BEFORE {
            Some(true)
        } else if self.certain + self.unknown < BEFORE {
            Some(false)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fourth_month_within_twelve() {
        use Benefit::{No, Unknown, Yes};
        let month = YearMonth::from_digits("202609").expect("a month");
        // Newest first: 2026-08, 2026-07 … 2025-09 lies out of the window.
        for (back, expected) in [
            (vec![Yes, Yes, Yes], Some(true)),
            (vec![Yes, No, Yes, No, No, Yes], Some(true)),
            (vec![Yes, Yes], Some(false)),
            (vec![Yes, Yes, No, No, No, No, No, No, No, No, Yes], Some(true)),
            (vec![Yes, Yes, No, No, No, No, No, No, No, No, No, Yes], Some(false)),
            (vec![Yes, Yes, Unknown], None),
            (vec![Yes, Yes, Yes, Unknown], Some(true)),
            (vec![Yes, Unknown], Some(false)),
            (vec![], Some(false)),
        ] {
            let many = Many::before(month, |asked| {
                let place = (0..24).find(|back| month.plus(-1 - back) == asked).expect("a month before") as usize;
                back.get(place).copied().unwrap_or(No)
            });
            assert_eq!(many.holds(), expected, "{back:?}");
        }
    }
}
