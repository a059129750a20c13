//! 配慮措置, 2022-10 to 2025-09: the outpatient ceiling of 75 and over with two tenths could be lower than the lowest of the table.

use super::*;

/// The line of a month of 2025, of somebody of 1948 who paid so much outside hospital at a share.
fn line(month: &str, line: Vec<Eligibility>, told: &ToldClasses, share: i64, paid: i64) -> MonthLine {
    let rows = vec![row(month, "医科外来", "甲", paid * 100 / share, paid)];
    let years = [ExpenseYear { year: 2025, delivered_until: Some(at("202609")), insurer_name: None, rows }];
    let eligibility = EligibilityStatus { validity: Validity::Valid, line, hidden: Vec::new() };
    let person = person(OLD);
    let today = day("2026-11-22");
    let case = Case {
        person: &person,
        eligibility: &eligibility,
        household: &[],
        told,
        back: &Backs::default(),
        years: &years,
        today,
    };
    of(&statement(&case, 2025), month)
}

#[test]
fn the_class_is_asked_for_where_the_relief_may_give_something_back() {
    let mut told = ToldClasses::default();
    told.tell(2024, ClassCode::B09, false);
    told.tell(2025, ClassCode::B09, false);
    let late = || vec![cover("39131001", 20, "2020-04-01")];
    let nothing = ToldClasses::default();
    // Paid, and what comes back above 6,000 yen and a tenth of the cost above 30,000.
    for (month, paid, refund) in [
        ("202507", 6_962, 481),
        ("202504", 7_126, 563),
        ("202508", 6_282, 141),
        ("202509", 6_194, 97),
        ("202504", 6_574, 287),
        ("202507", 7_136, 568),
    ] {
        let unknown = line(month, late(), &nothing, 20, paid);
        assert_eq!((&unknown.verdict, unknown.needs_class()), (&open(None, &[Class]), true), "{month} {paid}");
        let known = line(month, late(), &told, 20, paid);
        assert_eq!(known.verdict, Verdict::Possible(Yen(refund)), "{month} {paid}");
        assert_eq!(known.claimable(day("2026-11-22")), Some(Yen(refund)), "{month} {paid}");
    }
}

#[test]
fn it_is_asked_of_nobody_else() {
    let below = |lowest| Verdict::BelowAll(Yen(lowest));
    for (what, month, number, record, share, paid, verdict) in [
        ("below 6,000", "202507", "39131001", Some(20), 20, 5_990, below(6_000)),
        ("the relief was over", "202510", "39131001", Some(20), 20, 6_962, below(8_000)),
        ("one tenth", "202507", "39131001", Some(10), 10, 6_962, below(8_000)),
        ("three tenths", "202507", "39131001", Some(30), 30, 6_962, below(8_000)),
        ("no share on record", "202507", "39131001", None, 20, 6_962, open(None, &[Class])),
        ("not the late-stage scheme", "202507", "141010", Some(20), 20, 6_962, below(8_000)),
    ] {
        let cover = Eligibility { share_percent: record, ..cover(number, 20, "2020-04-01") };
        let found = line(month, vec![cover], &ToldClasses::default(), share, paid);
        assert_eq!(found.verdict, verdict, "{what}");
    }
    // Without any insurer on record it is left open, too.
    let found = line("202507", Vec::new(), &ToldClasses::default(), 20, 6_962);
    assert_eq!(found.verdict, open(None, &[Insurer]));
}
