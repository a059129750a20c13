//! Roughly how much tax a deduction saves: an estimate, because the person's other deductions are seldom known here.
//!
//! Income tax with the special income tax, and resident tax of the year after. What was never paid cannot come back.

mod steps;

use super::income::{Income, read_income};
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

impl Situation {
    /// From the fields of a form or an address, as typed. What cannot be read counts as not told: the page says so beside its field.
    #[must_use]
    pub fn read(income: &str, range: &str, deductions: &str) -> Self {
        Self {
            income: Income::read(income, range).unwrap_or_default(),
            deductions: read_income(deductions).ok().flatten(),
        }
    }
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
/// because it may depend on it; with more
/// income it never grows.
#[must_use]
pub fn saving(rates: &TaxRates, situation: Situation, deduction: impl Fn(Yen) -> Yen) -> Option<Saving> {
    let (low, high) = situation.income.bounds()?;
    let mut found: Option<[Span; 3]> = None;
    steps::each(rates, (low, high), situation.deductions, &deduction, |income| {
        let (income_tax, resident) = at(rates, income, situation.deductions, deduction(income));
        let here = [income_tax, resident, income_tax + resident];
        let spans = found.get_or_insert_with(|| here.map(Span::exact));
        for (span, amount) in spans.iter_mut().zip(here) {
            *span = Span { low: span.low.min(amount), high: span.high.max(amount) };
        }
    });
    let [income_tax, resident_tax, total] = found?;
    Some(Saving { income_tax, resident_tax, total, at_most: situation.deductions.is_none() })
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

    /// Every single income of a range.
    fn one_by_one(
        rates: &TaxRates,
        low: i64,
        high: i64,
        deductions: Option<Yen>,
        deduction: impl Fn(Yen) -> Yen,
    ) -> [Span; 3] {
        let all: Vec<_> =
            (low..=high).map(|income| at(rates, Yen(income), deductions, deduction(Yen(income)))).collect();
        let span = |of: fn(&(Yen, Yen)) -> Yen| Span::around(all.iter().map(of));
        [span(|one| one.0), span(|one| one.1), span(|one| one.0 + one.1)]
    }

    /// As the medical-expense deduction goes by income.
    fn medical(c: i64) -> impl Fn(Yen) -> Yen {
        move |income| Yen((c - (income.0 / 20).min(100_000)).clamp(0, 2_000_000))
    }

    fn spans(
        rates: &TaxRates,
        low: i64,
        high: i64,
        deductions: Option<Yen>,
        deduction: impl Fn(Yen) -> Yen,
    ) -> [Span; 3] {
        let situation = Situation { income: Income::Between(Yen(low), Yen(high)), deductions };
        let saved = saving(rates, situation, deduction).expect("an income");
        [saved.income_tax, saved.resident_tax, saved.total]
    }

    #[test]
    fn the_most_within_a_range_is_found_where_it_lies() {
        for (rates, low, high, deductions) in [
            (OF_2025, 1_000_000, 1_499_999, None),
            (OF_2025, 0, 999_999, None),
            (TO_2024, 0, 999_999, Some(Yen(380_000))),
            (TO_2024, 1_500_000, 1_999_999, None),
            (OF_2025, 3_300_000, 4_999_999, None),
            (FROM_2026, 4_800_000, 5_000_000, None),
            (OF_2025, 23_400_000, 25_100_000, None),
            (OF_2025, 39_900_000, 42_300_000, None),
        ] {
            for c in [50_000, 180_000, 242_000, 2_500_000] {
                let found = spans(&rates, low, high, deductions, medical(c));
                assert_eq!(
                    found,
                    one_by_one(&rates, low, high, deductions, medical(c)),
                    "{low} {high} {deductions:?} {c}"
                );
            }
        }
    }

    #[test]
    fn what_begins_to_be_left_within_a_range_is_looked_at_for_a_whole_round() {
        for rates in [TO_2024, OF_2025, FROM_2026] {
            let (low, high, deduction) = (2_304_056, 2_481_258, 1_673_001);
            let found = spans(&rates, low, high, None, medical(deduction));
            assert_eq!(found, one_by_one(&rates, low, high, None, medical(deduction)));
        }
    }

    #[test]
    fn a_range_without_an_end_ends_where_nothing_changes_any_more() {
        let open = spans(&OF_2025, 10_000_000, 100_000_000, None, medical(300_000));
        let most = spans(&OF_2025, 90_000_000, 90_200_000, None, medical(300_000));
        assert_eq!(open[2].high, most[2].high);
        assert!(open[2].high > spans(&OF_2025, 10_000_000, 40_000_000, None, medical(300_000))[2].high);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn no_income_of_a_range_saves_less_or_more_than_is_said(
            low in prop_oneof![0i64..2_200_000, 1_900_000i64..9_000_000, 16_000_000i64..45_000_000],
            width in 0i64..260_000,
            c in prop_oneof![0i64..400_000, 0i64..2_400_000],
            deductions in proptest::option::of(0i64..3_000_000),
        ) {
            for rates in [TO_2024, OF_2025, FROM_2026] {
                let given = deductions.map(Yen);
                prop_assert_eq!(spans(&rates, low, low + width, given, medical(c)), one_by_one(&rates, low, low + width, given, medical(c)));
            }
        }
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
