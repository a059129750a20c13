//! Months of which the insurer is not known: hidden by the person, not on record, or changed within the month. Nothing is
//! denied there that another record could give.

use super::super::Missing::{DiseaseBill, InsurerHidden};
use super::*;
use crate::domain::eligibility::Term;

const NOTHING: &[Expense] = &[];

/// The statement of 2026 of somebody of whose records some are hidden.
fn hiding(birth: &str, line: Vec<Eligibility>, hidden: &[(&str, Option<&str>)], rows: &[Expense]) -> Statement {
    let years: Vec<ExpenseYear> = [2025, 2026]
        .map(|year| ExpenseYear {
            year,
            delivered_until: Some(at("202609")),
            insurer_name: None,
            rows: rows.iter().filter(|row| row.month.year() == year).cloned().collect(),
        })
        .into();
    let hidden = hidden.iter().map(|(from, lost)| Term { from: day(from), lost_on: lost.map(day) }).collect();
    let eligibility = EligibilityStatus { validity: Validity::Hidden, line, hidden };
    let person = person(birth);
    let told = ToldClasses::default();
    let today = day("2026-11-22");
    let case = Case {
        person: &person,
        eligibility: &eligibility,
        household: &[],
        told: &told,
        back: &Backs::default(),
        years: &years,
        today,
    };
    statement(&case, 2026)
}

#[test]
fn what_is_not_seen_is_not_denied() {
    let spouse =
        || Expense { patient: "見本 美和".into(), ..row("202609", "医科入院", "甲", 318_700, 95_610) };
    let small = |paid: i64| row("202609", "医科外来", "乙", paid * 10 / 3, paid);
    let hospital = || row("202609", "医科入院", "甲", 1_000_000, 300_000);
    let dialysis = || row("202609", "医科外来", "腎", 386_500, 10_000);
    let bill = || row("202609", "調剤", "薬局", 22_330, 6_700);
    let all = [("2019-04-01", None)];
    let lost = |on| Eligibility { insurer_number: "06130011".into(), lost_on: Some(day(on)), ..certified("A03") };
    let joined = |on| Eligibility { valid_from: day(on), ..certified("A03") };
    let aid = || Eligibility { card_class: "A1".into(), ..certified("A03") };
    let (below, asks) = (|lowest| Verdict::BelowAll(Yen(lowest)), Some(Family::NeedsInsurer));
    for (what, birth, line, hidden, rows, verdict, family) in [
        ("hidden: below every ceiling", MIDDLE, vec![], &all[..], vec![small(24_000)], below(24_600), None),
        ("hidden: much was paid", MIDDLE, vec![], &all, vec![hospital()], open(None, &[InsurerHidden]), None),
        (
            "hidden: the certificate of a disease may be hidden with it",
            MIDDLE,
            vec![],
            &all,
            vec![dialysis(), bill()],
            open(Some((0, 6_700)), &[InsurerHidden, DiseaseBill]),
            None,
        ),
        (
            "hidden: of a disease, and much was paid",
            MIDDLE,
            vec![],
            &all,
            vec![dialysis(), bill(), hospital()],
            open(None, &[InsurerHidden, DiseaseBill]),
            None,
        ),
        ("hidden: no drugs", MIDDLE, vec![], &all, vec![dialysis()], below(24_600), None),
        ("hidden: the family", MIDDLE, vec![], &all, vec![spouse()], open(None, &[InsurerHidden]), asks),
        (
            "hidden: the family and something small",
            MIDDLE,
            vec![],
            &all,
            vec![spouse(), small(3_000)],
            open(None, &[InsurerHidden]),
            asks,
        ),
        ("no record: the family", MIDDLE, vec![], &[], vec![spouse()], open(None, &[Insurer]), asks),
        (
            "a change: the family",
            MIDDLE,
            vec![joined("2026-09-10"), lost("2026-09-10")],
            &[],
            vec![spouse(), small(3_000)],
            open(None, &[InsurerChanged]),
            asks,
        ),
        (
            "part of the month is hidden",
            MIDDLE,
            vec![joined("2026-09-10")],
            &[("2019-04-01", Some("2026-09-10"))],
            vec![hospital()],
            open(None, &[InsurerHidden]),
            None,
        ),
        (
            "what is hidden covers nothing that another does not",
            MIDDLE,
            vec![certified("A03")],
            &all,
            vec![hospital()],
            Verdict::Possible(Yen(207_060)),
            None,
        ),
        (
            "what is hidden has no days",
            MIDDLE,
            vec![],
            &[("2026-09-10", Some("2026-09-10"))],
            vec![hospital()],
            open(None, &[Insurer]),
            None,
        ),
        // 75 and over: the lowest ceiling is that of outpatient care.
        ("hidden: of 78", OLD, vec![], &all, vec![small(7_900)], below(8_000), None),
        // From 65 on the late-stage scheme may insure: its lowest is not reached, and the other's says nothing.
        ("hidden: of 68", "1958-05-01", vec![], &all, vec![small(20_000)], open(None, &[InsurerHidden]), None),
        ("hidden: of 68, below", "1958-05-01", vec![], &all, vec![small(7_900)], below(8_000), None),
        // Medical aid is no insurance, so there is no household of an insurer.
        ("medical aid", MIDDLE, vec![aid()], &[], vec![spouse(), small(3_000)], below(24_600), None),
        ("nothing", MIDDLE, vec![], &all, NOTHING.to_vec(), Verdict::Nothing, None),
    ] {
        let line = of(&hiding(birth, line, hidden, &rows), "202609");
        assert_eq!((&line.verdict, line.family), (&verdict, family), "{what}");
        assert_eq!(
            (line.at_least().is_some(), line.needs_class()),
            (verdict == Verdict::Possible(Yen(207_060)), false)
        );
        assert_eq!(line.waits(), matches!(verdict, Verdict::Open { .. }), "{what}");
    }
}

/// Months of a hidden record may have been of the same insurer: whether they count for 多数回 is not known.
#[test]
fn hidden_months_may_make_it_the_fourth() {
    let stays = |months: &[&str]| -> Vec<Expense> {
        months.iter().map(|month| row(month, "医科入院", "甲", 1_000_000, 300_000)).collect()
    };
    let recent = || vec![Eligibility { valid_from: day("2026-07-01"), ..certified("A03") }];
    // 300,000 − 92,940, or with 多数回 300,000 − 44,400.
    for (months, hidden, verdict) in [
        (&["202601", "202603", "202605", "202609"][..], true, open(Some((207_060, 255_600)), &[ManyMissing])),
        (&["202601", "202603", "202605", "202609"], false, Verdict::Possible(Yen(207_060))),
        (&["202603", "202605", "202609"], true, Verdict::Possible(Yen(207_060))),
    ] {
        let terms: &[_] = if hidden { &[("2019-04-01", Some("2026-07-01"))] } else { &[] };
        let line = of(&hiding(MIDDLE, recent(), terms, &stays(months)), "202609");
        assert_eq!((line.verdict.clone(), line.at_least()), (verdict, Some(Yen(207_060))), "{months:?} {hidden}");
    }
}

/// No class is asked for that would be of no use: the yearly ceiling of months without an insurer.
#[test]
fn a_class_without_an_insurer_is_not_asked_for() {
    let rows: Vec<Expense> =
        (1..=20).map(|place| row("202609", "医科外来", &format!("院{place}"), 63_330, 19_000)).collect();
    for (line, hidden, asks) in
        [(vec![], vec![("2019-04-01", None)], 0), (vec![cover("141010", 30, "2019-04-01")], vec![], 1)]
    {
        assert_eq!(hiding(MIDDLE, line, &hidden, &rows).asks.len(), asks);
    }
}
