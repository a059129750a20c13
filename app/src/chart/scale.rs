//! From values to places: a padded range with round ends, and a straight mapping.

/// A range of values that a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest value shown.
    pub low: f64,
    /// Largest value shown; always above `low`.
    pub high: f64,
}

impl Range {
    /// The range that holds all values with some air around them, ending on round numbers. Nothing without values.
    ///
    /// Values that are no amounts (not finite, or beyond a thousand million) are ignored.
    #[must_use]
    pub fn around(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let (low, high) =
            values.into_iter().filter(|value| value.abs() <= 1e9).fold(None, |ends: Option<(f64, f64)>, value| {
                Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
            })?;
        // A tenth of the value at least: a change of one in sixty must not look like a cliff.
        let spread = (high - low).max(high.abs() * 0.1).max(1e-6);
        let step = round_step(spread);
        let bottom = ((low - spread * 0.12) / step).floor() * step;
        let top = ((high + spread * 0.12) / step).ceil() * step;
        // Measured amounts are never below zero; the axis need not be either.
        let bottom = if low >= 0.0 { bottom.max(0.0) } else { bottom };
        Some(Self { low: bottom, high: top.max(bottom + step) })
    }

    /// Round values inside the range, lowest first: about five.
    #[must_use]
    pub fn ticks(self) -> Vec<f64> {
        let step = round_step(self.high - self.low);
        let first = (self.low / step).ceil() as i64;
        (first..first + 12)
            .map(|count| count as f64 * step)
            .take_while(|tick| *tick <= self.high + step * 1e-6)
            .collect()
    }

    /// Where a value lies, 0 at the low end, 1 at the high end; values outside are held at the ends.
    #[must_use]
    pub fn share(self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The unit of a drawing `from`..`to` where a value lies. `from` may be larger (vertical axes grow upwards).
    #[must_use]
    pub fn spot(self, value: f64, from: i32, to: i32) -> i32 {
        from + (self.share(value) * f64::from(to - from)).round() as i32
    }
}

/// A step of 1, 2 or 5 times a power of ten that divides a spread into about four parts.
#[must_use]
pub fn round_step(spread: f64) -> f64 {
    let raw = spread / 4.0;
    let power = 10f64.powf(raw.log10().floor());
    let lead = raw / power;
    power
        * if lead < 1.5 {
            1.0
        } else if lead < 3.5 {
            2.0
        } else if lead < 7.5 {
            5.0
        } else {
            10.0
        }
}

/// A number on an axis: whole where it is whole, otherwise with the one or two digits it needs.
#[must_use]
pub fn axis_number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_end_on_round_numbers() {
        let check = |values: &[f64], low: f64, high: f64| {
            let range = Range::around(values.iter().copied()).expect("a range");
            assert!((range.low - low).abs() < 1e-9 && (range.high - high).abs() < 1e-9, "{values:?} gave {range:?}");
        };
        check(&[118.0, 138.0, 130.0, 140.0], 115.0, 145.0);
        check(&[5.0, 5.9, 5.6, 6.5], 4.5, 7.0);
        check(&[0.0, 1.0], 0.0, 1.2);
        assert_eq!(Range::around([]), None);
        assert_eq!(Range::around([f64::NAN]), None);
    }

    #[test]
    fn ticks_are_round_and_few() {
        let check = |low, high, expected: &[f64]| assert_eq!(Range { low, high }.ticks(), expected);
        check(115.0, 145.0, &[120.0, 130.0, 140.0]);
        check(0.0, 200.0, &[0.0, 50.0, 100.0, 150.0, 200.0]);
    }

    #[test]
    fn axis_numbers_carry_no_idle_digits() {
        for (value, text) in [(120.0, "120"), (5.5, "5.5"), (0.85, "0.85"), (100.000_000_1, "100")] {
            assert_eq!(axis_number(value), text);
        }
    }

    proptest! {
        #[test]
        fn every_value_lies_inside_and_in_order(values in prop::collection::vec(0.0..5000.0f64, 1..20)) {
            let range = Range::around(values.iter().copied()).expect("values");
            for value in &values {
                prop_assert!(range.low <= *value && *value <= range.high);
                let spot = range.spot(*value, 300, 20);
                prop_assert!((20..=300).contains(&spot));
            }
            for pair in values.windows(2) {
                let (a, b) = (range.spot(pair[0], 300, 20), range.spot(pair[1], 300, 20));
                prop_assert!((pair[0] < pair[1] && a >= b) || (pair[0] >= pair[1] && a <= b));
            }
        }
    }
}
