//! The deduction worked out line by line (A to F), as the tax office's statement does it.
//!
//! An estimate to prepare with: what counts is what was really paid, and the tax office decides.

use super::rules::{MedicalRule, SelfMedicationRule, YearRules, rules_of};
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
    let a: Yen = paid.iter().map(|p| p.paid.max(Yen::ZERO)).sum();
    let b: Yen = paid.iter().map(|p| p.reimbursed.max(Yen::ZERO).min(p.paid.max(Yen::ZERO))).sum();
    let c = a - b;
    let e = income.map(|d| percent_of(d.max(Yen::ZERO), rule.percent));
    let f = e.map_or(rule.floor, |e| e.min(rule.floor));
    let amount = (c - f).max(Yen::ZERO).min(rule.cap);
    Some(Deduction { year, lines: lines(&rule, a, b, c, income, e, f, amount), amount, floor_assumed: income.is_none(), rules })
}

#[expect(clippy::too_many_arguments, reason = "one argument per line of the statement")]
fn lines(rule: &MedicalRule, a: Yen, b: Yen, c: Yen, d: Option<Yen>, e: Option<Yen>, f: Yen, amount: Yen) -> Vec<DeductionLine> {
    let line = |letter, label: &str, amount, working: String| DeductionLine { letter, label: label.to_owned(), amount, rule: working, source: rule.source };
    let percent = rule.percent;
    let floor = rule.floor;
    vec![
        line("A", "支払った医療費", Some(a), "1月から12月に支払った金額の合計".into()),
        line("B", "保険金などで補てんされる金額", Some(b), "その医療費について支払った金額までを差し引きます".into()),
        line("C", "差引（A − B）", Some(c), "A − B".into()),
        line("D", "総所得金額等", d, if d.is_some() { "入力された金額".into() } else { "入力されていません".to_owned() }),
        line("E", &format!("所得の{percent}%（D × {percent}%）"), e, "1円未満は切り捨て".into()),
        line(
            "F",
            &format!("{floor}と、所得の{percent}%の少ないほう"),
            Some(f),
            if d.is_some() { format!("E と {floor}の少ないほう") } else { format!("所得が分からないため {floor}としました。所得が200万円より少ない方は、控除額がこれより多くなります") },
        ),
        line("控除額", "医療費控除額（C − F、最高200万円）", Some(amount), format!("C − F。0円より小さくはならず、最高 {}", rule.cap)),
    ]
}

/// Percent of an amount, a part of a yen dropped.
fn percent_of(amount: Yen, percent: i64) -> Yen {
    // Split, so that no income overflows.
    Yen(amount.0 / 100 * percent + amount.0 % 100 * percent / 100)
}

/// The self-medication deduction for purchases of a year; nothing for a year without rules.
#[must_use]
pub fn self_medication_deduction(year: i32, purchases: &[Paid]) -> Option<(Yen, SelfMedicationRule)> {
    let rule = rules_of(year)?.self_medication;
    let net: Yen = purchases.iter().map(|p| p.paid.max(Yen::ZERO) - p.reimbursed.max(Yen::ZERO).min(p.paid.max(Yen::ZERO))).sum();
    Some(((net - rule.floor).max(Yen::ZERO).min(rule.cap), rule))
}
