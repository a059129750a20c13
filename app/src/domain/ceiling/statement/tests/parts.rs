//! Years with two classes, and years whose class only a sum of outpatient care needs.

use super::*;

/// Turned 75 on 20 February 2026: until then with the insurer before, then with the late-stage scheme.
fn turned_75(told: &ToldClasses) -> Statement {
    let before = Eligibility { lost_on: Some(day("2026-02-20")), ..cover("141010", 20, "2019-04-01") };
    let after = cover("39131001", 20, "2026-02-20");
    let rows = ["202601", "202605"].map(|month| row(month, "医科外来", "甲", 100_000, 20_000)).into();
    made("1951-02-20", vec![after, before], told, rows)
}

#[test]
fn the_year_of_turning_75_is_asked_about_in_its_parts() {
    let asked = |told: &ToldClasses| {
        let asks = turned_75(told).asks;
        asks.into_iter().map(|ask| (ask.year, ask.late_stage, ask.months)).collect::<Vec<_>>()
    };
    let verdicts = |told: &ToldClasses| ["202601", "202605"].map(|month| of(&turned_75(told), month).verdict);
    let (january, may) = ((2025, false, vec![at("202601")]), (2025, true, vec![at("202605")]));
    let mut told = ToldClasses::default();
    assert_eq!(asked(&told), [january, may.clone()]);
    told.tell(2025, ClassCode::B04, false);
    // 一般 holds with the insurer before alone: the other part stays open.
    assert_eq!(asked(&told), [may]);
    assert_eq!(verdicts(&told), [Verdict::Possible(Yen(2_000)), open(None, &[Class])]);
    told.tell(2025, ClassCode::B05, true);
    assert_eq!(asked(&told), []);
    assert_eq!(verdicts(&told), [Verdict::Possible(Yen(2_000)), Verdict::Possible(Yen(12_000))]);
    let answered: Vec<ClassCode> = turned_75(&told).answered.iter().map(|one| one.code).collect();
    assert_eq!(answered, [ClassCode::B04, ClassCode::B05]);
}

/// 2026-08 to 2027-07: 96,000 yen of outpatient care (低所得Ⅱ) are reached long before 180,000 of all care (低所得Ⅰ).
#[test]
fn outpatient_care_alone_may_reach_a_yearly_ceiling() {
    for (paid, asked) in [(47_000, false), (48_000, true)] {
        let rows = ["202608", "202609"].map(|month| row(month, "医科外来", "甲", paid * 10, paid)).into();
        let found = made(OLD, vec![cover("39131001", 10, "2019-04-01")], &ToldClasses::default(), rows);
        let sum = found.sums.iter().find(|sum| sum.year == 2026).expect("a sum");
        assert_eq!((sum.lowest, sum.lowest_outpatient), (Some(Yen(180_000)), Some(Yen(96_000))));
        assert_eq!((sum.outpatient_borne, sum.needs_class()), (Yen(paid * 2), asked), "{paid}");
    }
    // Until 2026-07 there was one for outpatient care alone, of 144,000 yen (一般).
    let sums = |paid| {
        let rows = ["202511", "202602"].map(|month| row(month, "医科外来", "甲", paid * 10, paid)).into();
        let found = made(OLD, vec![cover("39131001", 10, "2019-04-01")], &ToldClasses::default(), rows);
        found.sums.iter().map(|sum| (sum.year, sum.lowest, sum.needs_class())).collect::<Vec<_>>()
    };
    assert_eq!(sums(71_000), [(2026, Some(Yen(180_000)), false)]);
    assert_eq!(sums(72_000), [(2025, None, true), (2026, Some(Yen(180_000)), false)]);
}
