//! Yen as whole numbers. There is no fraction of a yen in any record or rule here.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use serde::{Deserialize, Serialize};

/// An amount in yen; may be negative (a correction).
///
/// Sums stop at the ends of the range instead of wrapping round, in every build: the ends are a million times further
/// out than all amounts that one file may hold, so no real sum meets them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Yen(pub i64);

impl Yen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The digits with thousands separators, without a unit: `1,234`.
    #[must_use]
    pub fn grouped(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if self.0 < 0 {
            out.push('−');
        }
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }
}

impl Yen {
    /// As people say a round sum: `10万円`; any other in full.
    #[must_use]
    pub fn rounded(self) -> String {
        if self.0 != 0 && self.0 % 10_000 == 0 {
            format!("{}万円", Self(self.0 / 10_000).grouped())
        } else {
            self.to_string()
        }
    }
}

/// `1,234円`.
impl fmt::Display for Yen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}円", self.grouped())
    }
}

impl Add for Yen {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Yen {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Yen {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Yen {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Yen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Yen;

    #[test]
    fn says_round_sums_in_ten_thousands() {
        for (amount, said) in [(100_000, "10万円"), (2_000_000, "200万円"), (12_000, "12,000円"), (0, "0円")] {
            assert_eq!(Yen(amount).rounded(), said);
        }
    }

    #[test]
    fn groups_thousands() {
        for (amount, shown) in
            [(0, "0円"), (603, "603円"), (5_950, "5,950円"), (1_234_567, "1,234,567円"), (-1_000, "−1,000円")]
        {
            assert_eq!(Yen(amount).to_string(), shown);
        }
    }

    proptest! {
        #[test]
        fn reckons_exactly_within_the_range_and_stops_at_its_ends(a in any::<i64>(), b in any::<i64>(), more in proptest::collection::vec(-1_000_000_000_000i64..1_000_000_000_000, 0..50)) {
            let held = |exact: i128| Yen(i64::try_from(exact.clamp(i64::MIN.into(), i64::MAX.into())).expect("clamped"));
            prop_assert_eq!(Yen(a) + Yen(b), held(i128::from(a) + i128::from(b)));
            prop_assert_eq!(Yen(a) - Yen(b), held(i128::from(a) - i128::from(b)));
            prop_assert_eq!(-Yen(a), held(-i128::from(a)));
            let exact: i128 = more.iter().copied().map(i128::from).sum();
            prop_assert_eq!(more.into_iter().map(Yen).sum::<Yen>(), held(exact));
        }
    }
}
