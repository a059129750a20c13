//! The reference range that a report brings along with a value: on which side of it a number lies.

use super::{Bound, Range};

/// Where a number lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Under the lower end.
    Below,
    /// Between the ends, the ends included.
    Within,
    /// Over the upper end.
    Above,
}

impl Range {
    /// Whether it can be held against anything: at least one end, real numbers, the lower not above the upper. A damaged one
    /// is treated as if none had come.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        let ends = [&self.low, &self.high];
        let real = ends.into_iter().flatten().all(|end| end.number.is_finite());
        let ordered = match (&self.low, &self.high) {
            (Some(low), Some(high)) => low.number <= high.number,
            (None, None) => false,
            _ => true,
        };
        real && ordered
    }

    /// On which side a number lies; nothing where a bound leaves it open. Both ends belong to the range.
    #[must_use]
    pub fn place(&self, number: f64, bound: Option<Bound>) -> Option<Place> {
        let low = self.low.as_ref().map(|end| end.number);
        let high = self.high.as_ref().map(|end| end.number);
        let below = low.is_some_and(|low| number < low);
        let above = high.is_some_and(|high| number > high);
        match bound {
            None if below => Some(Place::Below),
            None if above => Some(Place::Above),
            None => Some(Place::Within),
            Some(Bound::AtMost) if below => Some(Place::Below),
            // Anything smaller is still within, because there is no lower end.
            Some(Bound::AtMost) => (low.is_none() && !above).then_some(Place::Within),
            Some(Bound::AtLeast) if above => Some(Place::Above),
            Some(Bound::AtLeast) => (high.is_none() && !below).then_some(Place::Within),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::sample::range;
    use super::*;

    #[test]
    fn both_ends_belong_to_the_range_and_a_bound_decides_only_what_it_can() {
        use Bound::{AtLeast, AtMost};
        use Place::{Above, Below, Within};
        let (both, floor, ceiling) = (range("3.6", "7.0"), range("40", ""), range("", "7.0"));
        for (held, number, bound, wanted) in [
            (&both, 3.5, None, Some(Below)),
            (&both, 3.6, None, Some(Within)),
            (&both, 7.0, None, Some(Within)),
            (&both, 7.1, None, Some(Above)),
            (&both, 3.0, Some(AtMost), Some(Below)),
            (&both, 5.0, Some(AtMost), None),
            (&both, 9.0, Some(AtMost), None),
            (&both, 9.0, Some(AtLeast), Some(Above)),
            (&both, 7.0, Some(AtLeast), None),
            (&floor, 39.9, None, Some(Below)),
            (&floor, 500.0, Some(AtLeast), Some(Within)),
            (&floor, 30.0, Some(AtLeast), None),
            (&floor, 50.0, Some(AtMost), None),
            (&ceiling, 0.1, Some(AtMost), Some(Within)),
            (&ceiling, 8.0, Some(AtMost), None),
            (&ceiling, 7.1, None, Some(Above)),
        ] {
            assert_eq!(held.place(number, bound), wanted, "{held:?} {number} {bound:?}");
        }
    }

    #[test]
    fn a_damaged_range_is_none() {
        assert!(!range("7", "3").is_usable() && !range("", "").is_usable() && !range("NaN", "3").is_usable());
        assert!(range("3", "3").is_usable() && range("", "3").is_usable());
    }

    proptest! {
        /// What a bound decides, every value it allows decides too.
        #[test]
        fn a_bound_never_claims_more_than_all_its_values(low in prop::option::of(0u32..50), width in 0u32..50, open: bool, at in 0u32..120, more in 0u32..200, upward: bool) {
            let text = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
            let high = (!open).then(|| low.unwrap_or(0) + width);
            let held = range(&text(low), &text(high));
            prop_assume!(held.is_usable());
            let (bound, other) = if upward { (Bound::AtLeast, at + more) } else { (Bound::AtMost, at.saturating_sub(more)) };
            if let Some(place) = held.place(f64::from(at), Some(bound)) {
                prop_assert_eq!(held.place(f64::from(other), None), Some(place));
            }
        }
    }
}
