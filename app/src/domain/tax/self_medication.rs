//! The self-medication scheme (セルフメディケーション税制) worked out line by line, as its statement does it.
//!
//! Counts only drugs with the mark on pack or receipt; needs an effort of the filer's; excludes the medical-expense
//! deduction (租税特別措置法41条の17).

use chrono::NaiveDate;

use super::deduction::{DeductionLine, Paid, totals};
use super::rules::{SelfMedicationRule, YearRules, rules_of};
use crate::domain::money::Yen;

/// A drug that was bought, with the mark of the scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Paid, and what was reimbursed for it.
    pub amount: Paid,
    /// Day of purchase; nothing where nobody said, which counts as within the year.
    pub on: Option<NaiveDate>,
}

/// The deduction of a year by this scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelfMedication {
    /// Lines A to D, in order.
    pub lines: Vec<DeductionLine>,
    /// What it comes to, if the filer made an effort.
    pub amount: Yen,
    /// Purchases beyond the last day of the rule, which are not in the sum.
    pub too_late: usize,
    /// The rules it was worked out by.
    pub rules: YearRules,
}

/// Works it out. Nothing for a year without rules.
#[must_use]
pub fn self_medication(year: i32, purchases: &[Purchase]) -> Option<SelfMedication> {
    let rules = *rules_of(year)?;
    let rule = rules.self_medication;
    let counted = |purchase: &&Purchase| purchase.on.is_none_or(|on| rule.covers(on));
    let amounts: Vec<Paid> = purchases.iter().filter(counted).map(|purchase| purchase.amount).collect();
    let (paid, reimbursed) = totals(&amounts);
    let left = paid - reimbursed;
    let amount = (left - rule.floor).max(Yen::ZERO).min(rule.cap);
    Some(SelfMedication {
        lines: lines(&rule, paid, reimbursed, left, amount),
        amount,
        too_late: purchases.len() - amounts.len(),
        rules,
    })
}

fn lines(rule: &SelfMedicationRule, paid: Yen, reimbursed: Yen, left: Yen, amount: Yen) -> Vec<DeductionLine> {
    let line = |letter, label: String, amount, working: String| DeductionLine {
        letter,
        label,
        amount: Some(amount),
        rule: working,
        source: rule.source,
    };
    vec![
        line("A", "しるしのある市販薬に支払った金額".into(), paid, "1月から12月に買った、対象の医薬品の合計".into()),
        line("B", "補てんされる金額".into(), reimbursed, "その医薬品に支払った金額までを差し引きます".into()),
        line("C", "差引（A − B）".into(), left, "A − B".into()),
        line(
            "控除額",
            format!("セルフメディケーション税制の控除額（C − {}、最高 {}）", rule.floor, rule.cap),
            amount,
            format!("C − {}。0円より小さくはならず、最高 {}", rule.floor, rule.cap),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn bought(amounts: &[(i64, i64)]) -> Vec<Purchase> {
        let purchase = |(paid, reimbursed): &(i64, i64)| Purchase {
            amount: Paid { paid: Yen(*paid), reimbursed: Yen(*reimbursed) },
            on: None,
        };
        amounts.iter().map(purchase).collect()
    }

    #[test]
    fn what_was_bought_too_late_is_not_in_the_sum_and_counted() {
        let on = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        let mut purchases = bought(&[(20_000, 0), (5_000, 0)]);
        purchases[1].on = on(2027);
        let worked = self_medication(2026, &purchases).expect("a year with rules");
        assert_eq!((worked.amount, worked.too_late), (Yen(8_000), 1));
        let worked = self_medication(2027, &purchases).expect("a year with rules");
        assert_eq!((worked.amount, worked.too_late), (Yen(13_000), 0));
        assert_eq!(self_medication(2016, &purchases), None);
    }

    #[test]
    fn each_line_says_its_rule_and_source() {
        let worked = self_medication(2025, &bought(&[(30_000, 1_000)])).expect("a year with rules");
        let amounts: Vec<_> = worked.lines.iter().map(|line| (line.letter, line.amount.map(|yen| yen.0))).collect();
        assert_eq!(amounts, [("A", Some(30_000)), ("B", Some(1_000)), ("C", Some(29_000)), ("控除額", Some(17_000))]);
        assert!(worked.lines.iter().all(|line| line.source == "租税特別措置法41条の17" && !line.rule.is_empty()));
    }

    proptest! {
        #[test]
        fn within_its_bounds_and_monotone(amounts in proptest::collection::vec((-500i64..60_000, -500i64..60_000), 1..8), more in 0i64..30_000) {
            let of = |amounts: &[(i64, i64)]| self_medication(2025, &bought(amounts)).expect("a year with rules").amount;
            let base = of(&amounts);
            prop_assert!(base >= Yen::ZERO && base <= Yen(88_000));
            let mut dearer = amounts.clone();
            dearer[0].0 = dearer[0].0.max(0) + more;
            prop_assert!(of(&dearer) >= base);
            let turned: Vec<_> = amounts.iter().rev().copied().collect();
            prop_assert_eq!(of(&turned), base);
        }
    }
}
