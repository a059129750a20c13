//! Months with treatment of a specific disease (特定疾病): what a pharmacy dispensed for it falls under its ceiling too (施行令41条9項),
//! and such a month does not count for 多数回.

use super::super::Missing::DiseaseBill;
use super::*;

/// Certified for dialysis, with the ceiling on record or without.
fn treated(self_pay: Option<i64>, cover: Eligibility) -> Eligibility {
    let certificate = SpecificDiseaseCertificate {
        category: "1".into(),
        from: Some(day("2019-05-01")),
        until: None,
        self_pay: self_pay.map(Yen),
    };
    Eligibility { specific_diseases: vec![certificate], ..cover }
}

fn unclassed() -> Eligibility {
    cover("141010", 30, "2019-04-01")
}

fn dialysis(paid: i64) -> Expense {
    row("202609", "医科外来", "腎", 386_500, paid)
}

fn bill() -> Expense {
    row("202609", "調剤", "薬局", 22_330, 6_700)
}

fn hospital() -> Expense {
    row("202609", "医科入院", "甲", 1_000_000, 300_000)
}

#[test]
fn a_pharmacy_may_have_dispensed_for_the_disease() {
    let elder = || treated(Some(10_000), certified("B05"));
    let clinic = || row("202609", "医科外来", "乙", 60_000, 18_000);
    let inside = || row("202609", "医科入院", "腎", 386_500, 10_000);
    let aged_bill = || row("202609", "調剤", "薬局", 40_000, 4_000);
    for (what, cover, rows, verdict, at_least) in [
        (
            "whatever the class, and nothing else counts",
            treated(Some(10_000), unclassed()),
            vec![dialysis(10_000), bill()],
            open(Some((0, 6_700)), &[DiseaseBill]),
            None,
        ),
        (
            "with the class",
            treated(Some(10_000), certified("A03")),
            vec![dialysis(10_000), bill()],
            open(Some((0, 6_700)), &[DiseaseBill]),
            None,
        ),
        (
            "beside what comes back for sure",
            treated(Some(10_000), certified("A03")),
            vec![dialysis(10_000), bill(), hospital()],
            open(Some((207_060, 213_760)), &[DiseaseBill]),
            Some(207_060),
        ),
        (
            "another clinic may have prescribed it, and then more comes back",
            treated(Some(10_000), certified("A03")),
            vec![dialysis(10_000), bill(), hospital(), clinic()],
            open(Some((207_060, 230_937)), &[Prescriber]),
            Some(207_060),
        ),
        (
            "the class is missing as well",
            treated(Some(10_000), unclassed()),
            vec![dialysis(10_000), bill(), hospital()],
            open(None, &[Class, DiseaseBill]),
            None,
        ),
        (
            "no pharmacy, no question",
            treated(Some(10_000), certified("A03")),
            vec![dialysis(10_000), hospital()],
            Verdict::Possible(Yen(207_060)),
            Some(207_060),
        ),
        (
            "treated in hospital: no prescription comes from there",
            treated(Some(10_000), unclassed()),
            vec![inside(), bill()],
            Verdict::BelowAll(Yen(24_600)),
            None,
        ),
        ("no certificate", unclassed(), vec![dialysis(10_000), bill()], Verdict::BelowAll(Yen(24_600)), None),
        // 14,000 against 11,000; or 4,000 whole, and the 10,000 stay below.
        (
            "70 and over",
            elder(),
            vec![row("202609", "医科外来", "腎", 386_500, 10_000), aged_bill()],
            open(Some((3_000, 4_000)), &[DiseaseBill]),
            Some(3_000),
        ),
        (
            "no amount on record: 20,000 by the class",
            treated(None, certified("A01")),
            vec![dialysis(20_000), bill()],
            open(Some((0, 6_700)), &[DiseaseBill]),
            None,
        ),
        (
            "no amount on record: 10,000 by the class",
            treated(None, certified("A03")),
            vec![dialysis(10_000), bill()],
            open(Some((0, 6_700)), &[DiseaseBill]),
            None,
        ),
        (
            "neither amount nor class on record",
            treated(None, unclassed()),
            vec![dialysis(20_000), bill()],
            open(Some((0, 6_700)), &[DiseaseBill]),
            None,
        ),
    ] {
        let found = made(if certified_old(&cover) { OLD } else { MIDDLE }, vec![cover], &ToldClasses::default(), rows);
        let line = of(&found, "202609");
        assert_eq!(line.verdict, verdict, "{what}");
        assert_eq!(line.claimable(day("2026-11-22")), at_least.map(Yen), "{what}");
        assert_eq!(line.claimable(day("2028-10-01")), None, "{what}: too late");
    }
}

fn certified_old(cover: &Eligibility) -> bool {
    cover.insurer_number.starts_with("39")
}

/// Where the insurer changed it is not seen which care was for the disease, so nothing is denied.
#[test]
fn a_change_of_insurer_denies_no_bill() {
    let lost = |self_pay| Eligibility {
        insurer_number: "06130011".into(),
        lost_on: Some(day("2026-09-10")),
        ..treated(self_pay, unclassed())
    };
    let joined = || Eligibility { valid_from: day("2026-09-10"), ..unclassed() };
    for (rows, verdict) in [
        (vec![dialysis(10_000), bill()], open(None, &[InsurerChanged, DiseaseBill])),
        (vec![dialysis(10_000)], Verdict::BelowAll(Yen(24_600))),
    ] {
        let found = made(MIDDLE, vec![joined(), lost(Some(10_000))], &ToldClasses::default(), rows);
        assert_eq!(of(&found, "202609").verdict, verdict);
    }
}

/// Eleven months of dialysis are no months of 高額療養費, with or without an amount on the certificate and a class before.
#[test]
fn months_at_the_ceiling_of_the_disease_do_not_count_for_the_fourth() {
    let recent = || Eligibility {
        ceiling: certified("A03").ceiling.map(|one| CeilingCertificate { from: Some(day("2026-08-01")), ..one }),
        ..certified("A03")
    };
    let months = ["202510", "202512", "202602", "202604", "202606", "202608"];
    let mut rows = vec![hospital()];
    for month in months {
        rows.push(row(month, "医科外来", "腎", 386_500, 10_000));
        rows.push(row(month, "調剤", "薬局", 22_330, 6_700));
    }
    for (what, cover) in [
        ("an amount", treated(Some(10_000), certified("A03"))),
        ("no amount", treated(None, certified("A03"))),
        ("an amount, and no class before August", treated(Some(10_000), recent())),
        ("neither", treated(None, recent())),
    ] {
        let found = made(MIDDLE, vec![cover], &ToldClasses::default(), rows.clone());
        assert_eq!(of(&found, "202609").verdict, Verdict::Possible(Yen(207_060)), "{what}");
        let before = of(&found, "202606");
        assert_eq!((before.verdict, before.benefit), (open(Some((0, 6_700)), &[DiseaseBill]), Benefit::No), "{what}");
    }
}

/// In the month of turning 75 the ceiling of the disease is half.
#[test]
fn half_of_the_ceiling_is_known_at_the_counter() {
    let mut told = ToldClasses::default();
    told.tell(2026, ClassCode::B04, false);
    for self_pay in [None, Some(10_000)] {
        let cover = treated(self_pay, cover("141010", 20, "2019-04-01"));
        let rows = vec![dialysis(5_000), row("202609", "調剤", "薬局", 20_000, 4_000)];
        let line = of(&made("1951-09-15", vec![cover], &told, rows), "202609");
        assert_eq!((line.half, line.reckoned.map(|one| one.disease)), (true, Some(1)), "{self_pay:?}");
        assert_eq!(line.verdict, open(Some((0, 4_000)), &[DiseaseBill]), "{self_pay:?}");
    }
}
