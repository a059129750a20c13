//! Roughly how much tax a deduction saves: an estimate, because the person's other deductions are seldom known here.
//!
//! Income tax with the special income tax, and resident tax of the year after. What was never paid cannot come back.

use super::income::Income;
use super::rates::TaxRates;
use crate::domain::money::Yen;

/// From one amount to another; the same twice where it is certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub low: Yen,
    /// The most.
    pub high: Yen,
}

impl Span {
    /// One amount.
    #[must_use]
    pub const fn exact(amount: Yen) -> Self {
        Self { low: amount, high: amount }
    }

    /// The smallest span that holds all amounts; nothing in it where there are none.
    #[must_use]
    pub fn around(amounts: impl IntoIterator<Item = Yen>) -> Self {
        let mut amounts = amounts.into_iter();
        let Some(first) = amounts.next() else { return Self::default() };
        amounts.fold(Self::exact(first), |span, amount| Self { low: span.low.min(amount), high: span.high.max(amount) })
    }

    /// In words: `12,300円`, or `4,000円～12,300円`.
    #[must_use]
    pub fn words(self) -> String {
        if self.low == self.high { self.low.to_string() } else { format!("{}～{}", self.low, self.high) }
    }
}

/// What is known of the one who files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Situation {
    /// 総所得金額等
    pub income: Income,
    /// 所得控除の額の合計額 without this deduction, where told. Else only the basic deduction is counted, so that the estimate
    /// is the most that can come out.
    pub deductions: Option<Yen>,
}

/// What a deduction saves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// Income tax and special income tax.
    pub income_tax: Span,
    /// Resident tax of the year after.
    pub resident_tax: Span,
    /// Both.
    pub total: Span,
    /// Other deductions were not told: the amounts are the most that can be.
    pub at_most: bool,
}

/// What a deduction saves; nothing where the income is not known. `deduction` is asked for at each income that is tried,
/// because it may depend on it.
#[must_use]
pub fn saving(rates: &TaxRates, situation: Situation, deduction: impl Fn(Yen) -> Yen) -> Option<Saving> {
    let (low, high) = situation.income.bounds()?;
    let inside = rates.edges().filter(|edge| low < *edge && *edge < high);
    let incomes: Vec<Yen> = [low, high].into_iter().chain(inside).collect();
    let at: Vec<(Yen, Yen)> =
        incomes.iter().map(|income| at(rates, *income, situation.deductions, deduction(*income))).collect();
    Some(Saving {
        income_tax: Span::around(at.iter().map(|one| one.0)),
        resident_tax: Span::around(at.iter().map(|one| one.1)),
        total: Span::around(at.iter().map(|one| one.0 + one.1)),
        at_most: situation.deductions.is_none(),
    })
}

/// Income tax and resident tax saved at one income.
fn at(rates: &TaxRates, income: Yen, deductions: Option<Yen>, deduction: Yen) -> (Yen, Yen) {
    let income = income.max(Yen::ZERO);
    let before = (income - deductions.unwrap_or_else(|| rates.basic_deduction(income))).max(Yen::ZERO);
    let after = (before - deduction).max(Yen::ZERO);
    let income_tax = rates.income_tax(before) - rates.income_tax(after);
    let resident_before = (income - deductions.unwrap_or(rates.resident_basic)).max(Yen::ZERO);
    let resident = deduction.min(resident_before).0 * rates.resident_percent / 100;
    (income_tax, Yen(resident))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rates::{FROM_2026, OF_2025, TO_2024};
    use super::*;

    fn of(income: i64, deductions: Option<i64>, deduction: i64) -> (i64, i64) {
        let situation = Situation { income: Income::Exact(Yen(income)), deductions: deductions.map(Yen) };
        let saved = saving(&TO_2024, situation, |_| Yen(deduction)).expect("an income");
        assert_eq!(saved.at_most, deductions.is_none());
        (saved.income_tax.high.0, saved.resident_tax.high.0)
    }

    #[test]
    fn saves_by_the_highest_rate_that_is_left() {
        for (income, deductions, deduction, saved) in [
            // 2,000,000 taxable: 10 percent, and 5 below 1,950,000.
            (2_480_000, None, 100_000, (7_657, 10_000)),
            (5_000_000, Some(1_500_000), 126_000, (25_729, 12_600)),
            // More deducted than there is to tax: only that comes back.
            (600_000, None, 500_000, (6_126, 17_000)),
            (480_000, None, 500_000, (0, 5_000)),
            (0, None, 100_000, (0, 0)),
            (10_000_000, Some(1_000_000), 2_000_000, (469_660, 200_000)),
        ] {
            assert_eq!(of(income, deductions, deduction), saved, "{income} {deductions:?} {deduction}");
        }
    }

    #[test]
    fn nothing_is_said_without_an_income_and_a_range_gives_a_span() {
        assert_eq!(saving(&OF_2025, Situation::default(), |_| Yen(1)), None);
        let situation =
            Situation { income: Income::Between(Yen(3_300_000), Yen(5_000_000)), deductions: Some(Yen(1_000_000)) };
        let saved = saving(&OF_2025, situation, |_| Yen(100_000)).expect("an income");
        assert_eq!((saved.income_tax.low, saved.income_tax.high), (Yen(10_210), Yen(20_420)));
        assert_eq!(saved.resident_tax, Span::exact(Yen(10_000)));
        assert_eq!(saved.total.words(), "20,210円～30,420円");
    }

    proptest! {
        #[test]
        fn never_more_than_was_paid_never_less_than_nothing_and_more_for_more(
            income in 0i64..60_000_000, deduction in 0i64..2_000_000, more in 0i64..500_000
        ) {
            for rates in [TO_2024, OF_2025, FROM_2026] {
                let situation = Situation { income: Income::Exact(Yen(income)), deductions: None };
                let saved = |amount: i64| saving(&rates, situation, |_| Yen(amount)).expect("an income").total.low;
                let paid = rates.income_tax(Yen(income)) + Yen(income / 10 + 1);
                prop_assert!(saved(deduction) >= Yen::ZERO && saved(deduction) <= paid);
                prop_assert!(saved(deduction + more) >= saved(deduction));
            }
        }
    }
}
