//! A ceiling worked through for a month of a round cost, to be read in words beside a certificate.

use super::class::Class;
use super::tables::Row;
use crate::domain::money::Yen;

/// What the certificate saves in a month of one cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Whole cost.
    pub cost: Yen,
    /// The share without a ceiling, rounded to ten yen as at the counter.
    pub without: Yen,
    /// What is paid with it.
    pub with: Yen,
}

impl Example {
    /// A month in hospital. The cost is one million yen; two or three where the share of that is still below the ceiling.
    #[must_use]
    pub fn in_hospital(row: &Row, share_percent: u8) -> Option<Self> {
        [1_000_000, 2_000_000, 3_000_000]
            .into_iter()
            .map(|cost| Self::of(cost, share_percent, row.monthly.at(Yen(cost))))
            .find(|one| one.saved() > Yen::ZERO)
    }

    /// A month outside, of 70 and over, where there is an outpatient ceiling.
    #[must_use]
    pub fn outside(row: &Row, share_percent: u8) -> Option<Self> {
        let ceiling = row.outpatient?;
        [150_000, 300_000]
            .into_iter()
            .map(|cost| Self::of(cost, share_percent, ceiling))
            .find(|one| one.saved() > Yen::ZERO)
    }

    fn of(cost: i64, share_percent: u8, ceiling: Yen) -> Self {
        let without = Yen((cost * i64::from(share_percent) / 100 + 5) / 10 * 10);
        Self { cost: Yen(cost), without, with: without.min(ceiling) }
    }

    /// The difference.
    #[must_use]
    pub fn saved(self) -> Yen {
        self.without - self.with
    }
}

/// The share that goes without saying for a class, where the record tells none.
#[must_use]
pub const fn usual_share(class: Class) -> Option<u8> {
    match class {
        Class::A | Class::I | Class::U | Class::E | Class::O => Some(30),
        Class::Active3 | Class::Active2 | Class::Active1 => Some(30),
        Class::General | Class::Low2 | Class::Low1 => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::YearMonth;
    use crate::domain::ceiling::tables::table_of;

    #[test]
    fn a_month_of_a_round_cost() {
        let table = table_of(YearMonth::new(2026, 8).expect("a month")).expect("a table");
        for (class, share, cost, without, with) in [
            (Class::U, 30, 1_000_000, 300_000, 92_940),
            (Class::I, 30, 1_000_000, 300_000, 183_130),
            (Class::A, 30, 1_000_000, 300_000, 271_290),
            (Class::E, 30, 1_000_000, 300_000, 61_500),
            (Class::General, 20, 1_000_000, 200_000, 61_500),
            (Class::Low2, 10, 1_000_000, 100_000, 25_700),
        ] {
            let row = table.row(class).expect("a row");
            assert_eq!(
                Example::in_hospital(row, share),
                Some(Example { cost: Yen(cost), without: Yen(without), with: Yen(with) }),
                "{class:?}"
            );
        }
        let outside = |class, share| Example::outside(table.row(class).expect("a row"), share).map(Example::saved);
        assert_eq!(outside(Class::General, 20), Some(Yen(8_000)));
        assert_eq!(outside(Class::General, 10), Some(Yen(8_000)), "of 300,000 yen");
        assert_eq!(outside(Class::U, 30), None);
    }
}
