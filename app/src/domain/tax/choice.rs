//! The two schemes held against each other for one filer: they exclude each other (租税特別措置法41条の17), so one is chosen.

use super::deduction::{Deduction, Paid, amount_at, medical_deduction, totals};
use super::effort::Effort;
use super::income::Income;
use super::saving::{Saving, Situation, Span, saving};
use super::self_medication::{Purchase, SelfMedication, self_medication};
use crate::domain::money::Yen;

/// What was paid in the year, for both schemes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Payments<'a> {
    /// Everything that counts for the medical-expense deduction, marked drugs too.
    pub medical: &'a [Paid],
    /// The drugs with the mark.
    pub marked: &'a [Purchase],
}

/// Which scheme gives the larger deduction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// 医療費控除
    Medical,
    /// セルフメディケーション税制
    SelfMedication,
    /// Self-medication would, but no effort is known.
    SelfMedicationIfEffort,
    /// Both give the same; the medical-expense deduction asks for no effort.
    Equal,
    /// Neither gives anything.
    Neither,
    /// It hangs on the income within the chosen range.
    Depends,
}

/// Both schemes of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The medical-expense deduction, by the income where it is exact, else by the highest of the range: the least it can be.
    pub medical: Deduction,
    /// From the least to the most it can be within the range of incomes.
    pub medical_span: Span,
    /// Self-medication.
    pub self_medication: SelfMedication,
    /// The effort that is known.
    pub effort: Option<Effort>,
    /// Which is larger.
    pub better: Better,
    /// Tax saved by the medical-expense deduction.
    pub medical_saving: Option<Saving>,
    /// Tax saved by self-medication.
    pub self_medication_saving: Option<Saving>,
}

impl Choice {
    /// What the better scheme saves, as far as it can be used.
    #[must_use]
    pub fn best_saving(&self) -> Option<Saving> {
        match self.better {
            Better::SelfMedication => self.self_medication_saving,
            _ => self.medical_saving,
        }
    }

    /// The deduction of the better scheme, as far as it can be used.
    #[must_use]
    pub fn best_amount(&self) -> Span {
        match self.better {
            Better::SelfMedication => Span::exact(self.self_medication.amount),
            _ => self.medical_span,
        }
    }

    /// Income is told, and with it neither scheme saves any tax: then none is the better one.
    #[must_use]
    pub fn saves_no_tax(&self) -> bool {
        let none = |saving: Option<Saving>| saving.is_some_and(|saving| saving.total.high == Yen::ZERO);
        none(self.medical_saving) && none(self.self_medication_saving)
    }
}

/// Works both out. Nothing for a year without rules.
#[must_use]
pub fn choose(year: i32, payments: Payments<'_>, situation: Situation, effort: Option<Effort>) -> Option<Choice> {
    let of = |income: Option<Yen>| medical_deduction(year, payments.medical, income);
    let (medical, medical_span) = match situation.income.bounds() {
        None => {
            let medical = of(None)?;
            let amount = medical.amount;
            (medical, Span::exact(amount))
        }
        Some((low, high)) => {
            let (most, mut least) = (of(Some(low))?, of(Some(high))?);
            if low < high {
                least.name_upper_end();
            }
            let span = Span { low: least.amount, high: most.amount };
            (least, span)
        }
    };
    let other = self_medication(year, payments.marked)?;
    let rates = medical.rules.rates;
    let (paid, reimbursed) = totals(payments.medical);
    let medical_saving =
        saving(&rates, situation, |income| amount_at(&medical.rules.medical, paid - reimbursed, income));
    let self_medication_saving = saving(&rates, situation, |_| other.amount);
    let better = better(medical_span, other.amount, effort.is_some());
    Some(Choice {
        medical,
        medical_span,
        self_medication: other,
        effort,
        better,
        medical_saving,
        self_medication_saving,
    })
}

fn better(medical: Span, other: Yen, effort: bool) -> Better {
    if medical.high == Yen::ZERO && other == Yen::ZERO {
        Better::Neither
    } else if medical == Span::exact(other) {
        Better::Equal
    } else if medical.low >= other {
        Better::Medical
    } else if !effort {
        Better::SelfMedicationIfEffort
    } else if medical.high <= other {
        Better::SelfMedication
    } else {
        Better::Depends
    }
}

/// An income that is not told counts as one at which the fixed floor holds; told as a range, the highest counts.
#[must_use]
pub fn assumed_income(income: Income) -> Option<Yen> {
    income.bounds().map(|(_, high)| high)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::effort::EffortKind;
    use super::*;

    fn paid(amounts: &[i64]) -> Vec<Paid> {
        amounts.iter().map(|amount| Paid { paid: Yen(*amount), reimbursed: Yen::ZERO }).collect()
    }

    fn effort() -> Option<Effort> {
        Some(Effort { kind: EffortKind::Specific, on: None, issuer: String::new() })
    }

    fn of(medical: &[i64], marked: &[i64], income: Income, effort: Option<Effort>) -> Choice {
        let purchases: Vec<Purchase> = paid(marked).into_iter().map(|amount| Purchase { amount, on: None }).collect();
        let medical = paid(medical);
        let payments = Payments { medical: &medical, marked: &purchases };
        choose(2025, payments, Situation { income, deductions: None }, effort).expect("a year with rules")
    }

    #[test]
    fn the_larger_deduction_is_the_better_one_where_it_may_be_used() {
        let five = Income::Exact(Yen(5_000_000));
        for (medical, marked, income, effort, wanted) in [
            (&[60_000, 40_000][..], &[40_000][..], five, effort(), Better::SelfMedication),
            (&[60_000, 40_000], &[40_000], five, None, Better::SelfMedicationIfEffort),
            (&[300_000, 40_000], &[40_000], five, effort(), Better::Medical),
            (&[88_000, 40_000], &[40_000], five, effort(), Better::Equal),
            (&[50_000], &[12_000], five, effort(), Better::Neither),
            (&[], &[], Income::Unknown, None, Better::Neither),
            // 5 percent of a low income: 75,000 to 100,000 are taken off 100,000 yen.
            (&[100_000], &[22_000], Income::Between(Yen(1_500_000), Yen(1_999_999)), effort(), Better::Depends),
            (&[100_000], &[22_000], Income::Unknown, effort(), Better::SelfMedication),
        ] {
            assert_eq!(of(medical, marked, income, effort).better, wanted, "{medical:?} {marked:?} {income:?}");
        }
    }

    #[test]
    fn both_are_worked_out_with_what_they_save() {
        let choice = of(&[250_000, 30_000], &[30_000], Income::Exact(Yen(4_000_000)), effort());
        assert_eq!((choice.medical.amount, choice.self_medication.amount), (Yen(180_000), Yen(18_000)));
        let (medical, other) = (choice.medical_saving.expect("an income"), choice.self_medication_saving.expect("one"));
        // 3,320,000 yen are taxable by the basic deduction alone: 20,000 of them by 20 percent.
        assert_eq!(medical.income_tax, Span::exact(Yen(20_420)));
        assert_eq!(medical.resident_tax, Span::exact(Yen(18_000)));
        assert!(other.total.high < medical.total.low && medical.at_most);
        assert_eq!(choice.best_saving(), Some(medical));
        assert_eq!(choice.best_amount(), Span::exact(Yen(180_000)));
    }

    #[test]
    fn the_estimate_is_that_of_the_better_scheme() {
        let choice = of(&[50_000], &[50_000], Income::Exact(Yen(3_000_000)), effort());
        assert_eq!((choice.better, choice.best_amount()), (Better::SelfMedication, Span::exact(Yen(38_000))));
        assert_eq!(choice.medical_saving.map(|saving| saving.total.high), Some(Yen::ZERO));
        assert_eq!(choice.best_saving().map(|saving| saving.total.high > Yen::ZERO), Some(true));
        assert!(!choice.saves_no_tax());
    }

    #[test]
    fn what_nobody_entered_is_not_called_entered() {
        let range = Income::Between(Yen(1_500_000), Yen(1_999_999));
        for (income, says) in [(range, "いちばん多い額"), (Income::Exact(Yen(1_999_999)), "入力された金額")]
        {
            let line = of(&[100_000], &[], income, None).medical.lines.swap_remove(3);
            assert_eq!((line.letter, line.amount, line.rule.contains(says)), ("D", Some(Yen(1_999_999)), true));
        }
    }

    #[test]
    fn where_no_tax_is_paid_none_is_saved() {
        for (income, none) in [
            (Income::Exact(Yen::ZERO), true),
            (Income::Exact(Yen(430_000)), true),
            (Income::Exact(Yen(3_000_000)), false),
            (Income::Between(Yen::ZERO, Yen(999_999)), false),
            (Income::Unknown, false),
        ] {
            assert_eq!(of(&[50_000, 250_000], &[50_000], income, effort()).saves_no_tax(), none, "{income:?}");
        }
    }

    #[test]
    fn without_an_income_there_is_a_deduction_and_no_saving() {
        let choice = of(&[250_000], &[], Income::Unknown, None);
        assert!(choice.medical.floor_assumed);
        assert_eq!((choice.best_amount(), choice.best_saving()), (Span::exact(Yen(150_000)), None));
        assert_eq!(assumed_income(Income::Between(Yen(1), Yen(2))), Some(Yen(2)));
    }

    proptest! {
        #[test]
        fn the_better_one_is_never_smaller(
            medical in proptest::collection::vec(0i64..200_000, 0..6),
            marked in proptest::collection::vec(0i64..30_000, 0..6),
            income in 0i64..10_000_000,
        ) {
            let all: Vec<i64> = medical.iter().chain(&marked).copied().collect();
            let choice = of(&all, &marked, Income::Exact(Yen(income)), effort());
            let best = choice.best_amount();
            prop_assert!(best.low >= choice.self_medication.amount.min(choice.medical.amount));
            prop_assert_eq!(best.low, choice.self_medication.amount.max(choice.medical.amount));
        }
    }
}
