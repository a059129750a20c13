//! The deduction worked out line by line (A to F), as the tax office's statement does it.
//!
//! An estimate to prepare with: what counts is what was really paid, and the tax office decides.

use super::rules::{MedicalRule, YearRules, rules_of};
use crate::domain::money::Yen;

/// One thing paid and what was reimbursed for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paid {
    /// Paid by the household.
    pub paid: Yen,
    /// Insurance and the like received for this very thing (補填); counts at most as much as was paid.
    pub reimbursed: Yen,
}

/// A line of the working.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeductionLine {
    /// `A` … `F`; the result has `控除額`.
    pub letter: &'static str,
    /// In words.
    pub label: String,
    /// Amount; nothing where it is not known (D without income).
    pub amount: Option<Yen>,
    /// How it is worked out.
    pub rule: String,
    /// Where the rule stands.
    pub source: &'static str,
}

/// The medical-expense deduction of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// Year of payment.
    pub year: i32,
    /// Lines A to F and the result, in order.
    pub lines: Vec<DeductionLine>,
    /// The deduction.
    pub amount: Yen,
    /// Income was not given, so that F is assumed to be the fixed floor. The page must say so.
    pub floor_assumed: bool,
    /// The rules it was worked out by.
    pub rules: YearRules,
}

/// Works out the medical-expense deduction. `income` is 総所得金額等 of the person who files. Nothing for a year without rules.
#[must_use]
pub fn medical_deduction(year: i32, paid: &[Paid], income: Option<Yen>) -> Option<Deduction> {
    let rules = *rules_of(year)?;
    let rule = rules.medical;
    let (a, b) = totals(paid);
    let c = a - b;
    let e = income.map(|d| percent_of(d.max(Yen::ZERO), rule.percent));
    let f = e.map_or(rule.floor, |e| e.min(rule.floor));
    let amount = within(&rule, c - f);
    Some(Deduction {
        year,
        lines: lines(&rule, a, b, c, income, e, f, amount),
        amount,
        floor_assumed: income.is_none(),
        rules,
    })
}

impl Deduction {
    /// Line D of the highest income of a range that was chosen: nobody entered it.
    pub(super) fn name_upper_end(&mut self) {
        for line in self.lines.iter_mut().filter(|line| line.letter == "D") {
            line.rule = "選んだ所得の幅の、いちばん多い額".to_owned();
        }
    }
}

/// The deduction at an income, of what is left of the payments (C).
pub(super) fn amount_at(rule: &MedicalRule, c: Yen, income: Yen) -> Yen {
    within(rule, c - percent_of(income.max(Yen::ZERO), rule.percent).min(rule.floor))
}

fn within(rule: &MedicalRule, amount: Yen) -> Yen {
    amount.max(Yen::ZERO).min(rule.cap)
}

/// What was paid, and what of it was reimbursed: each pay-out at most as much as its own treatment.
#[must_use]
pub(super) fn totals(paid: &[Paid]) -> (Yen, Yen) {
    let a = paid.iter().map(|one| one.paid.max(Yen::ZERO)).sum();
    let b = paid.iter().map(|one| one.reimbursed.max(Yen::ZERO).min(one.paid.max(Yen::ZERO))).sum();
    (a, b)
}

#[expect(clippy::too_many_arguments, reason = "one argument per line of the statement")]
fn lines(
    rule: &MedicalRule,
    a: Yen,
    b: Yen,
    c: Yen,
    d: Option<Yen>,
    e: Option<Yen>,
    f: Yen,
    amount: Yen,
) -> Vec<DeductionLine> {
    let line = |letter, label: &str, amount, working: String| DeductionLine {
        letter,
        label: label.to_owned(),
        amount,
        rule: working,
        source: rule.source,
    };
    let percent = rule.percent;
    let floor = rule.floor;
    vec![
        line("A", "支払った医療費", Some(a), "1月から12月に支払った金額の合計".into()),
        line("B", "保険金などで補てんされる金額", Some(b), "その医療費について支払った金額までを差し引きます".into()),
        line("C", "差引（A − B）", Some(c), "A − B".into()),
        line(
            "D",
            "総所得金額等",
            d,
            if d.is_some() { "入力された金額".into() } else { "入力されていません".to_owned() },
        ),
        line("E", &format!("所得の{percent}%（D × {percent}%）"), e, "1円未満は切り捨て".into()),
        line(
            "F",
            &format!("{floor}と、所得の{percent}%の少ないほう"),
            Some(f),
            if d.is_some() {
                format!("E と {floor}の少ないほう")
            } else {
                format!(
                    "所得が分からないため {floor}としました。所得が {}より少ない方は、控除額がこれより多くなります",
                    rule.decisive_income().rounded()
                )
            },
        ),
        line(
            "控除額",
            &format!("医療費控除額（C − F、最高 {}）", rule.cap.rounded()),
            Some(amount),
            format!("C − F。0円より小さくはならず、最高 {}", rule.cap),
        ),
    ]
}

/// Percent of an amount, a part of a yen dropped.
fn percent_of(amount: Yen, percent: i64) -> Yen {
    // Split, so that no income overflows.
    Yen(amount.0 / 100 * percent + amount.0 % 100 * percent / 100)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paid(amounts: &[(i64, i64)]) -> Vec<Paid> {
        amounts.iter().map(|(paid, reimbursed)| Paid { paid: Yen(*paid), reimbursed: Yen(*reimbursed) }).collect()
    }

    fn amount(amounts: &[(i64, i64)], income: Option<i64>) -> i64 {
        medical_deduction(2025, &paid(amounts), income.map(Yen)).expect("a year with rules").amount.0
    }

    #[test]
    fn works_out_the_deduction() {
        for (amounts, income, wanted) in [
            (&[(241_420, 15_000)][..], None, 126_420),
            (&[(241_420, 15_000)], Some(5_000_000), 126_420),
            // Below two million yen of income the five percent are less than 100,000.
            (&[(150_000, 0)], Some(1_500_000), 75_000),
            (&[(150_000, 0)], Some(1_999_999), 50_001),
            (&[(150_000, 0)], Some(2_000_000), 50_000),
            (&[(150_000, 0)], Some(0), 150_000),
            (&[(150_000, 0)], Some(-3), 150_000),
            (&[(99_999, 0)], None, 0),
            (&[], Some(0), 0),
            (&[(5_000_000, 0)], None, 2_000_000),
            // Insurance beyond the treatment it was for does not touch the dentist.
            (&[(500_000, 600_000), (200_000, 0)], None, 100_000),
        ] {
            assert_eq!(amount(amounts, income), wanted, "{amounts:?} {income:?}");
        }
    }

    #[test]
    fn five_percent_drops_a_part_of_a_yen() {
        let deduction =
            medical_deduction(2025, &paid(&[(100_000, 0)]), Some(Yen(1_234_567))).expect("a year with rules");
        let amounts: Vec<_> = deduction.lines.iter().map(|line| (line.letter, line.amount.map(|yen| yen.0))).collect();
        assert_eq!(
            amounts,
            [
                ("A", Some(100_000)),
                ("B", Some(0)),
                ("C", Some(100_000)),
                ("D", Some(1_234_567)),
                ("E", Some(61_728)),
                ("F", Some(61_728)),
                ("控除額", Some(38_272))
            ]
        );
        assert!(!deduction.floor_assumed);
    }

    #[test]
    fn an_unknown_income_is_said() {
        let deduction = medical_deduction(2025, &paid(&[(300_000, 0)]), None).expect("a year with rules");
        assert!(deduction.floor_assumed);
        assert_eq!(deduction.lines[3].amount, None);
        assert!(deduction.lines[5].rule.contains("所得が分からないため"));
        assert!(deduction.lines[5].rule.contains("200万円より少ない方"));
        assert!(deduction.lines[6].label.contains("最高 200万円"));
    }

    #[test]
    fn a_year_without_rules_gives_nothing() {
        assert_eq!(medical_deduction(2020, &[], None), None);
        assert_eq!(medical_deduction(2099, &[], None), None);
    }

    proptest! {
        #[test]
        fn never_negative_never_above_the_cap_never_above_what_was_paid(amounts in proptest::collection::vec((-1_000i64..3_000_000, -1_000i64..3_000_000), 0..12), income in proptest::option::of(-10i64..1_000_000_000_000)) {
            let given = amount(&amounts, income);
            let net: i64 = amounts.iter().map(|(paid, back)| { let paid = (*paid).max(0); paid - (*back).max(0).min(paid) }).sum();
            prop_assert!((0..=2_000_000).contains(&given));
            prop_assert!(given <= net);
            prop_assert!(given >= net.min(2_000_000 + 100_000) - 100_000);
        }

        #[test]
        fn more_paid_never_lowers_and_more_income_never_raises(amounts in proptest::collection::vec((0i64..1_000_000, 0i64..1_000_000), 1..8), income in 0i64..4_000_000, more in 0i64..1_000_000) {
            let base = amount(&amounts, Some(income));
            let mut richer = amounts.clone();
            richer[0].0 += more;
            prop_assert!(amount(&richer, Some(income)) >= base);
            prop_assert!(amount(&amounts, Some(income + more)) <= base);
            prop_assert!(amount(&amounts, None) <= base);
            let mut repaid = amounts;
            repaid[0].1 += more;
            prop_assert!(amount(&repaid, Some(income)) <= base);
        }
    }
}
