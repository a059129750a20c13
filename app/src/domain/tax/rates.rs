//! Rates of income tax and resident tax by year of income: only for saying roughly what a deduction saves.
//!
//! Rows of [`super::rules::YEARS`] name one of these; nothing here looks at a year.

use super::rules::Status;
use crate::domain::money::Yen;

/// What is needed to work a tax out roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxRates {
    /// Bands of taxable income, lowest first (速算表).
    pub bands: &'static [Band],
    /// Basic deduction (基礎控除) by 合計所得金額, lowest income first.
    pub basic: &'static [Basic],
    /// Special income tax (復興特別所得税) for each thousand yen of income tax.
    pub surtax_permille: i64,
    /// Resident tax (住民税の所得割) in percent: the standard rate, from which a municipality may differ.
    pub resident_percent: i64,
    /// Basic deduction of the resident tax.
    pub resident_basic: Yen,
    /// How sure.
    pub status: Status,
    /// Source in words.
    pub source: &'static str,
    /// Where to read it.
    pub url: &'static str,
}

/// A band of taxable income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Lowest taxable income of the band.
    pub from: Yen,
    /// Rate in percent.
    pub percent: i64,
    /// What is taken off, so that each band taxes only what lies in it.
    pub minus: Yen,
}

/// A step of the basic deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basic {
    /// Highest income that gets it.
    pub until: Yen,
    /// The deduction.
    pub amount: Yen,
}

const fn band(from: i64, percent: i64, minus: i64) -> Band {
    Band { from: Yen(from), percent, minus: Yen(minus) }
}

const fn basic(until: i64, amount: i64) -> Basic {
    Basic { until: Yen(until), amount: Yen(amount) }
}

/// 所得税法89条; 国税庁 タックスアンサー No.2260. The same in every year of the table.
const BANDS: &[Band] = &[
    band(0, 5, 0),
    band(1_950_000, 10, 97_500),
    band(3_300_000, 20, 427_500),
    band(6_950_000, 23, 636_000),
    band(9_000_000, 33, 1_536_000),
    band(18_000_000, 40, 2_796_000),
    band(40_000_000, 45, 4_796_000),
];

/// No.1199, 令和6年分 and before.
const BASIC_TO_2024: &[Basic] = &[basic(24_000_000, 480_000), basic(24_500_000, 320_000), basic(25_000_000, 160_000)];

/// No.1199 (law as of 1 April 2025), 令和7年分.
const BASIC_2025: &[Basic] = &[
    basic(1_320_000, 950_000),
    basic(3_360_000, 880_000),
    basic(4_890_000, 680_000),
    basic(6_550_000, 630_000),
    basic(23_500_000, 580_000),
    basic(24_000_000, 480_000),
    basic(24_500_000, 320_000),
    basic(25_000_000, 160_000),
];

/// 令和8年度税制改正大綱 (26 December 2025) for 令和8年分 and 令和9年分; that it became law was not confirmed.
const BASIC_2026: &[Basic] = &[
    basic(4_890_000, 1_040_000),
    basic(6_550_000, 670_000),
    basic(23_500_000, 620_000),
    basic(24_000_000, 480_000),
    basic(24_500_000, 320_000),
    basic(25_000_000, 160_000),
];

/// Years to 2024.
pub const TO_2024: TaxRates = TaxRates {
    bands: BANDS,
    basic: BASIC_TO_2024,
    surtax_permille: 21,
    resident_percent: 10,
    resident_basic: Yen(430_000),
    status: Status::Enacted,
    source: "所得税法86条・89条、復興財源確保法13条、地方税法35条・314条の3",
    url: "https://www.nta.go.jp/taxes/shiraberu/taxanswer/shotoku/2260.htm",
};

/// 2025.
pub const OF_2025: TaxRates = TaxRates {
    basic: BASIC_2025,
    source: "所得税法86条・89条、租税特別措置法41条の16の2、復興財源確保法13条、地方税法35条・314条の3",
    ..TO_2024
};

/// 2026 and 2027 as announced. From 2027 a part of the special income tax goes by another name; together it stays the same.
pub const FROM_2026: TaxRates = TaxRates {
    basic: BASIC_2026,
    status: Status::Outline,
    source: "令和8年度税制改正大綱（2025年12月26日）",
    ..TO_2024
};

impl TaxRates {
    /// The band that a taxable income lies in.
    #[must_use]
    pub fn band(&self, taxable: Yen) -> &'static Band {
        self.bands.iter().rev().find(|band| band.from <= taxable).unwrap_or(&self.bands[0])
    }

    /// Income tax with the special income tax on a taxable income, whose part below a thousand yen is dropped
    /// (国税通則法118条).
    #[must_use]
    pub fn income_tax(&self, taxable: Yen) -> Yen {
        let taxable = Yen(taxable.0.max(0) / 1_000 * 1_000);
        let band = self.band(taxable);
        let tax = taxable.0 / 100 * band.percent - band.minus.0;
        Yen(tax + tax * self.surtax_permille / 1_000)
    }

    /// Basic deduction at an income.
    #[must_use]
    pub fn basic_deduction(&self, income: Yen) -> Yen {
        self.basic.iter().find(|step| income <= step.until).map_or(Yen::ZERO, |step| step.amount)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn taxes_by_the_table_of_rates() {
        for (taxable, tax) in [
            (-5, 0),
            (0, 0),
            (999, 0),
            (1_000, 51),
            (1_000_999, 51_050),
            // 97,450 and 2.1 percent of it.
            (1_949_000, 99_496),
            (1_950_000, 99_547),
            (3_300_000, 237_382),
            (5_000_000, 584_522),
            (6_950_000, 982_712),
            (9_000_000, 1_464_114),
            (18_000_000, 4_496_484),
            (40_000_000, 13_481_284),
        ] {
            assert_eq!(TO_2024.income_tax(Yen(taxable)), Yen(tax), "{taxable}");
        }
    }

    #[test]
    fn the_basic_deduction_is_that_of_the_year() {
        for (rates, income, amount) in [
            (TO_2024, 0, 480_000),
            (TO_2024, 24_000_000, 480_000),
            (TO_2024, 24_000_001, 320_000),
            (TO_2024, 25_000_001, 0),
            (OF_2025, 1_320_000, 950_000),
            (OF_2025, 1_320_001, 880_000),
            (OF_2025, 4_890_000, 680_000),
            (OF_2025, 6_550_001, 580_000),
            (FROM_2026, 4_890_000, 1_040_000),
            (FROM_2026, 4_890_001, 670_000),
            (FROM_2026, 23_500_001, 480_000),
        ] {
            assert_eq!(rates.basic_deduction(Yen(income)), Yen(amount), "{income}");
        }
    }

    #[test]
    fn bands_join_without_a_step() {
        for pair in BANDS.windows(2) {
            let [lower, upper] = pair else { continue };
            let tax = |band: &Band| upper.from.0 / 100 * band.percent - band.minus.0;
            assert_eq!(tax(lower), tax(upper), "{upper:?}");
        }
    }

    proptest! {
        #[test]
        fn more_income_never_means_less_tax(taxable in 0i64..100_000_000, more in 0i64..10_000_000) {
            prop_assert!(TO_2024.income_tax(Yen(taxable + more)) >= TO_2024.income_tax(Yen(taxable)));
            prop_assert!(TO_2024.income_tax(Yen(taxable)) <= Yen(taxable / 2));
        }
    }
}
