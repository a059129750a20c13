//! Months of made-up people, with what is said about each.

mod disease;
mod household;
mod least;
mod parts;
mod relief;
mod unseen;

use super::Missing::{
    Aid, Class, FinerClass, Insurer, InsurerChanged, Kind, Many as ManyMissing, Prescriber, PublicFunds,
};
use super::*;
use crate::domain::eligibility::example;
use crate::domain::eligibility::{CeilingCertificate, Eligibility, SpecificDiseaseCertificate, Validity};
use crate::domain::expense::Expense;
use crate::domain::person::Sex;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn at(digits: &str) -> YearMonth {
    YearMonth::from_digits(digits).expect("a month")
}

fn person(birth: &str) -> Person {
    Person { name: "見本　透".into(), kana: String::new(), birth: day(birth), sex: Sex::Male }
}

fn cover(number: &str, share: u8, from: &str) -> Eligibility {
    Eligibility { person: person("1966-11-08"), share_percent: Some(share), ..example::cover(number, from, None) }
}

fn certified(class: &str) -> Eligibility {
    let ceiling = CeilingCertificate { kind: "01".into(), class: class.into(), from: None, until: None };
    let (number, share) = if class.starts_with('A') { ("141010", 30) } else { ("39131001", 10) };
    Eligibility { ceiling: Some(ceiling), ..cover(number, share, "2019-04-01") }
}

fn row(month: &str, kind: &str, institution: &str, total: i64, counter: i64) -> Expense {
    Expense {
        patient: "見本 透".into(),
        month: at(month),
        kind: kind.into(),
        days: None,
        institution: institution.into(),
        total: Yen(total),
        insurer_share: Yen(total - counter),
        public_share: Yen::ZERO,
        counter_share: Yen(counter),
    }
}

/// The statement of 2026 of somebody with these rows of 2025 and 2026.
fn made(birth: &str, line: Vec<Eligibility>, told: &ToldClasses, rows: Vec<Expense>) -> Statement {
    made_with(birth, line, told, rows, &[])
}

/// The same, with family members whose birth is known.
fn made_with(
    birth: &str,
    line: Vec<Eligibility>,
    told: &ToldClasses,
    rows: Vec<Expense>,
    household: &[Person],
) -> Statement {
    let years: Vec<ExpenseYear> = [2025, 2026]
        .map(|year| ExpenseYear {
            year,
            delivered_until: Some(at("202609")),
            insurer_name: None,
            rows: rows.iter().filter(|row| row.month.year() == year).cloned().collect(),
        })
        .into();
    let eligibility = EligibilityStatus { validity: Validity::Valid, line, hidden: Vec::new() };
    let person = person(birth);
    let today = day("2026-11-22");
    statement(
        &Case {
            person: &person,
            eligibility: &eligibility,
            household,
            told,
            back: &Backs::default(),
            years: &years,
            today,
        },
        2026,
    )
}

fn of(statement: &Statement, month: &str) -> MonthLine {
    statement.months.iter().find(|line| line.month == at(month)).expect("a month").clone()
}

fn open(between: Option<(i64, i64)>, missing: &[Missing]) -> Verdict {
    Verdict::Open { between: between.map(|(low, high)| (Yen(low), Yen(high))), missing: missing.to_vec() }
}

const MIDDLE: &str = "1966-11-08";
const OLD: &str = "1948-02-20";

#[test]
fn what_is_said_about_a_month_of_somebody_under_70() {
    let hospital = row("202609", "医科入院", "甲病院", 1_000_000, 300_000);
    let aided = Expense { public_share: Yen(5_000), ..row("202609", "医科外来", "丙", 50_000, 10_000) };
    let nothing = ToldClasses::default();
    for (what, cover, rows, verdict) in [
        ("nothing paid", certified("A03"), vec![], Verdict::Nothing),
        (
            "below every ceiling, whatever the class",
            cover("141010", 30, "2019-04-01"),
            vec![row("202609", "医科外来", "甲", 80_000, 24_000)],
            Verdict::BelowAll(Yen(24_600)),
        ),
        (
            "much in small items: nothing of it counts",
            cover("141010", 30, "2019-04-01"),
            vec![
                row("202609", "医科外来", "甲", 60_000, 18_000),
                row("202609", "医科外来", "乙", 60_000, 18_000),
                row("202609", "歯科外来", "乙", 60_000, 18_000),
            ],
            Verdict::BelowAll(Yen(24_600)),
        ),
        (
            "small items that a pharmacy may lift",
            cover("141010", 30, "2019-04-01"),
            vec![
                row("202609", "医科外来", "甲", 60_000, 18_000),
                row("202609", "医科外来", "乙", 60_000, 18_000),
                row("202609", "調剤", "薬局", 60_000, 18_000),
            ],
            open(None, &[Class]),
        ),
        ("class unknown", cover("141010", 30, "2019-04-01"), vec![hospital.clone()], open(None, &[Class])),
        ("all known", certified("A03"), vec![hospital.clone()], Verdict::Possible(Yen(207_060))),
        (
            "insured late-stage before 70: the rules of 70",
            certified("B05"),
            vec![row("202609", "医科外来", "甲", 150_000, 15_000)],
            Verdict::Possible(Yen(4_000)),
        ),
        (
            "the ceiling worked at the counter",
            certified("A03"),
            vec![row("202609", "医科入院", "甲", 1_000_000, 92_940)],
            Verdict::Within,
        ),
        (
            "dialysis stays below 21,000 yen and drops out",
            certified("A03"),
            vec![row("202609", "医科外来", "腎", 386_500, 10_000), hospital.clone()],
            Verdict::Possible(Yen(207_060)),
        ),
        (
            "a pharmacy that may belong to either clinic",
            certified("A03"),
            vec![
                hospital.clone(),
                row("202609", "医科外来", "乙", 60_000, 18_000),
                row("202609", "調剤", "薬局", 20_000, 6_000),
            ],
            open(Some((207_060, 230_260)), &[Prescriber]),
        ),
        (
            "a pharmacy that changes nothing",
            certified("A03"),
            vec![
                hospital.clone(),
                row("202609", "医科外来", "乙", 6_000, 1_800),
                row("202609", "調剤", "薬局", 2_000, 600),
            ],
            Verdict::Possible(Yen(207_060)),
        ),
        (
            "public funds",
            certified("A03"),
            vec![hospital.clone(), aided],
            open(Some((207_060, 207_060)), &[PublicFunds]),
        ),
        (
            "an unknown kind",
            certified("A03"),
            vec![hospital.clone(), row("202609", "柔道整復", "丁", 30_000, 9_000)],
            open(Some((207_060, 207_060)), &[Kind]),
        ),
    ] {
        let line = of(&made(MIDDLE, vec![cover], &nothing, rows), "202609");
        assert_eq!(line.verdict, verdict, "{what}");
        assert_eq!(line.claim_until, day("2028-09-30"));
    }
}

#[test]
fn outpatient_care_of_70_and_over_comes_first() {
    let rows = vec![
        row("202609", "医科外来", "甲", 60_000, 6_000),
        row("202609", "医科外来", "乙", 50_000, 5_000),
        row("202609", "調剤", "薬局", 40_000, 4_000),
        row("202607", "医科入院", "病院", 482_100, 24_600),
        row("202607", "医科外来", "甲", 90_000, 8_000),
    ];
    let made = made(OLD, vec![certified("B05")], &ToldClasses::default(), rows);
    let (july, september) = (of(&made, "202607"), of(&made, "202609"));
    assert_eq!((september.mark, &september.verdict), (Some(Yen(11_000)), &Verdict::Possible(Yen(4_000))));
    assert_eq!(september.benefit, Benefit::No, "outpatient care alone does not count for 多数回");
    assert_eq!((july.mark, &july.verdict), (Some(Yen(24_600)), &Verdict::Possible(Yen(8_000))));
    assert_eq!(july.benefit, Benefit::Yes);
    let sums: Vec<_> = made.sums.iter().map(|sum| (sum.year, sum.arrived, sum.borne, sum.outpatient)).collect();
    assert_eq!(sums, [(2026, 2, Yen(11_000), Some(Running { borne: Yen(11_000), ceiling: Yen(96_000) }))]);
    assert_eq!(made.sums[0].yearly, Some(Running { borne: Yen(11_000), ceiling: Yen(290_000) }));
}

#[test]
fn the_fourth_month_is_cheaper_and_not_with_another_insurer() {
    let stays = ["202512", "202602", "202605", "202609"];
    let rows: Vec<Expense> = stays.iter().map(|month| row(month, "医科入院", "甲", 1_000_000, 300_000)).collect();
    let nothing = ToldClasses::default();
    let refunds = |line: Vec<Eligibility>, rows: Vec<Expense>| {
        let made = made(MIDDLE, line, &nothing, rows);
        ["202602", "202605", "202609"].map(|month| of(&made, month).verdict)
    };
    let (old, new, many) = (Yen(212_570), Yen(207_060), Yen(255_600));
    assert_eq!(
        refunds(vec![certified("A03")], rows.clone()),
        [Verdict::Possible(old), Verdict::Possible(old), Verdict::Possible(many)]
    );
    // A change of insurer in July, on the first: the months before do not count.
    let lost = Eligibility { insurer_number: "06130011".into(), lost_on: Some(day("2026-07-01")), ..certified("A03") };
    let joined = Eligibility { valid_from: day("2026-07-01"), ..certified("A03") };
    assert_eq!(
        refunds(vec![joined, lost], rows.clone()),
        [Verdict::Possible(old), Verdict::Possible(old), Verdict::Possible(new)]
    );
    // The bill at the counter says that a ceiling worked, whatever the class: the months before need no class.
    let certificate = CeilingCertificate {
        kind: "01".into(),
        class: "A03".into(),
        from: Some(day("2026-08-01")),
        until: Some(day("2027-07-31")),
    };
    let only_now = Eligibility { ceiling: Some(certificate), ..certified("A03") };
    let capped: Vec<Expense> = stays
        .iter()
        .map(|month| row(month, "医科入院", "甲", 1_000_000, if *month < "202608" { 87_430 } else { 92_940 }))
        .collect();
    let made_capped = made(MIDDLE, vec![only_now.clone()], &nothing, capped);
    assert_eq!(of(&made_capped, "202609").verdict, Verdict::Possible(Yen(48_540)));
    assert_eq!(of(&made_capped, "202605").verdict, open(None, &[Class]));
    assert_eq!(made_capped.asks[0].months, [at("202602"), at("202605")]);
    // Without the class of the months before, both amounts are possible.
    let unsure = made(MIDDLE, vec![only_now], &nothing, rows);
    assert_eq!(of(&unsure, "202609").verdict, open(Some((207_060, 255_600)), &[ManyMissing]));
}

#[test]
fn insurers_of_the_month() {
    let rows =
        vec![row("202609", "医科入院", "甲", 1_000_000, 300_000), row("202605", "医科外来", "乙", 10_000, 3_000)];
    let nothing = ToldClasses::default();
    let lost = |on| Eligibility { insurer_number: "06130011".into(), lost_on: Some(day(on)), ..certified("A03") };
    let joined = |on| Eligibility { valid_from: day(on), ..certified("A03") };
    let aid = Eligibility { card_class: "A1".into(), ..certified("A03") };
    for (what, line, insurers, verdict) in [
        ("a change within the month", vec![joined("2026-09-10"), lost("2026-09-10")], 2, open(None, &[InsurerChanged])),
        ("a change on the first", vec![joined("2026-09-01"), lost("2026-09-01")], 1, Verdict::Possible(Yen(207_060))),
        ("no insurer", vec![lost("2026-08-01")], 0, open(None, &[Insurer])),
        ("medical aid", vec![aid], 1, open(None, &[Aid])),
    ] {
        let made = made(MIDDLE, line, &nothing, rows.clone());
        let line = of(&made, "202609");
        assert_eq!((line.insurers.len(), line.verdict), (insurers, verdict), "{what}");
        assert!(matches!(of(&made, "202605").verdict, Verdict::BelowAll(_) | Verdict::Within), "{what}");
    }
}

#[test]
fn turning_70_and_75_within_the_year() {
    let told = {
        let mut told = ToldClasses::default();
        told.tell(2025, ClassCode::A04, false);
        told.tell(2025, ClassCode::B04, false);
        told.tell(2026, ClassCode::B04, false);
        told
    };
    let rows: Vec<Expense> =
        ["202603", "202604", "202609"].map(|month| row(month, "医科外来", "甲", 100_000, 20_000)).into();
    // 70 on 15 March 2026: the rules of 70 begin in April.
    let made_70 = made("1956-03-15", vec![cover("141010", 20, "2019-04-01")], &told, rows);
    let found = ["202603", "202604", "202609"].map(|month| (of(&made_70, month).age, of(&made_70, month).verdict));
    assert_eq!(
        found,
        [
            (AgeGroup::Under70, Verdict::Within),
            (AgeGroup::From70, Verdict::Possible(Yen(2_000))),
            (AgeGroup::From70, Verdict::Within)
        ]
    );
    // 75 on 15 September 2026: half of every ceiling, with the insurer that the record names for the month.
    let rows = vec![row("202609", "医科外来", "甲", 100_000, 20_000)];
    let made_75 = made("1951-09-15", vec![cover("141010", 20, "2019-04-01")], &told, rows.clone());
    assert_eq!(
        (of(&made_75, "202609").mark, of(&made_75, "202609").verdict),
        (Some(Yen(11_000)), Verdict::Possible(Yen(9_000)))
    );
    // With both insurers on record each counts its part against its own half, in this month alone.
    let before = Eligibility { lost_on: Some(day("2026-09-15")), ..cover("141010", 20, "2019-04-01") };
    let after = Eligibility { valid_from: day("2026-09-15"), ..certified("B09") };
    let both = made("1951-09-15", vec![after, before], &told, rows.clone());
    let halves = ["202608", "202609"].map(|month| (of(&both, month).half, of(&both, month).verdict));
    assert_eq!(halves, [(false, Verdict::Nothing), (true, open(None, &[InsurerChanged]))]);
    // Insured late-stage long before: nothing changes at 75.
    let late = Eligibility { share_percent: Some(20), ..certified("B09") };
    assert_eq!(of(&made("1951-09-15", vec![late], &told, rows), "202609").verdict, Verdict::Within);
}

#[test]
fn family_members_are_never_guessed_into_the_sum() {
    let spouse = Expense { patient: "見本 美和".into(), ..row("202609", "医科入院", "甲", 500_000, 150_000) };
    let child = Expense { patient: "見本 陽".into(), ..row("202609", "医科外来", "乙", 60_000, 18_000) };
    let own = row("202609", "医科外来", "丙", 100_000, 30_000);
    let nothing = ToldClasses::default();
    let made_known = made(MIDDLE, vec![certified("A03")], &nothing, vec![spouse.clone(), child.clone(), own.clone()]);
    let line = of(&made_known, "202609");
    assert_eq!((line.paid, &line.verdict), (Yen(30_000), &Verdict::Within));
    // 150,000 + 30,000 against 85,800 + (600,000 − 286,000) × 1% = 88,940.
    assert_eq!(line.family, Some(Family::Together(Joint { refund: Yen(91_060), assumed: true, left_out: false })));
    let unknown = made(MIDDLE, vec![cover("141010", 30, "2019-04-01")], &nothing, vec![spouse]);
    assert_eq!(of(&unknown, "202609").family, Some(Family::NeedsClass));
    assert_eq!((of(&unknown, "202609").verdict, unknown.asks.len()), (Verdict::Nothing, 1));
    let small = made(MIDDLE, vec![certified("A03")], &nothing, vec![child, own]);
    assert_eq!(of(&small, "202609").family, None);
}

/// Birth dates decide by which rules a family member counts, and whether at all.
#[test]
fn the_household_is_added_up_in_the_order_of_its_ages() {
    let named = |name: &str, birth: &str| Person { name: name.into(), ..person(birth) };
    let grandmother = |kind: &str, total, counter| Expense {
        patient: "見本 昭子".into(),
        ..row("202609", kind, "甲", total, counter)
    };
    let own = row("202609", "医科入院", "丙", 300_000, 90_000);
    let rows = vec![own, grandmother("医科外来", 100_000, 20_000), grandmother("調剤", 20_000, 4_000)];
    let mut told = ToldClasses::default();
    told.tell(2026, ClassCode::A04, false);
    let joint = |refund, assumed, left_out| Some(Family::Together(Joint { refund: Yen(refund), assumed, left_out }));
    let family = |told: &ToldClasses, household: &[Person]| {
        let line = vec![cover("141010", 30, "2019-04-01")];
        let found = made_with(MIDDLE, line, told, rows.clone(), household);
        assert_eq!(of(&found, "202609").verdict, Verdict::Possible(Yen(28_500)), "one's own stays as it is");
        of(&found, "202609").family
    };
    // Of unknown age she counts as under 70: less than 21,000 drops out.
    assert_eq!(family(&told, &[]), None);
    // At 72 all of hers counts, but her class is not known; once it is, her outpatient ceiling of 22,000 goes first, then
    // all that is left (22,000 + 90,000) is held against the household's 61,500.
    let at_72 = [named("見本　昭子", "1954-03-03")];
    assert_eq!(family(&told, &at_72), None);
    told.tell(2026, ClassCode::B04, false);
    let found = family(&told, &at_72);
    assert_eq!(found, joint(2_000 + 50_500, false, false), "{found:?}");
    // From 75 on another insurer has her.
    assert_eq!(family(&told, &[named("見本 昭子", "1951-09-30")]), None);
}

/// A class that was told and does not fit what the counter took is said not to fit; a fitting one and the record's are not.
#[test]
fn a_told_class_that_the_counter_contradicts_is_remarked() {
    let rows = || vec![row("202609", "医科入院", "甲", 1_000_000, 92_940)];
    let unfit = |line: Vec<Eligibility>, told: &ToldClasses| {
        of(&made(MIDDLE, line, told, rows()), "202609").reckoned.expect("worked out").unfit
    };
    let uncertified = || vec![cover("141010", 30, "2019-04-01")];
    for (code, expected) in [(ClassCode::A01, Some(Yen(92_940))), (ClassCode::A03, None)] {
        let mut told = ToldClasses::default();
        told.tell(2026, code, false);
        assert_eq!(unfit(uncertified(), &told), expected, "{code:?}");
    }
    assert_eq!(unfit(vec![certified("A01")], &ToldClasses::default()), None, "the record is not questioned");
}

/// The class is asked for where only the year's ceiling needs it, and not before one can have been reached.
#[test]
fn the_yearly_ceiling_asks_for_its_class() {
    let line = || vec![cover("141010", 30, "2019-04-01")];
    let months = |paid: i64| -> Vec<Expense> {
        let each = |month| (1..=8).map(move |place| row(month, "医科外来", &format!("院{place}"), paid * 10 / 3, paid));
        ["202608", "202609"].into_iter().flat_map(each).collect()
    };
    for (paid, asked) in [(5_000, false), (18_000, false), (19_000, true)] {
        let found = made(MIDDLE, line(), &ToldClasses::default(), months(paid));
        let sum = found.sums.iter().find(|sum| sum.year == 2026).expect("a sum");
        assert_eq!((sum.borne, sum.needs_class()), (Yen(paid * 16), asked), "{:?}", sum.lowest);
        let asks: Vec<_> = found.asks.iter().map(|ask| (ask.year, ask.months.len())).collect();
        assert_eq!(asks, if asked { vec![(2026, 0)] } else { vec![] }, "{paid}");
    }
}

#[test]
fn a_class_that_was_told_is_used_and_can_be_seen() {
    let mut told = ToldClasses::default();
    told.tell(2026, ClassCode::A04, false);
    let rows = vec![row("202609", "医科入院", "甲", 300_000, 90_000), row("202605", "医科入院", "甲", 300_000, 90_000)];
    let made_told = made(MIDDLE, vec![cover("141010", 30, "2019-04-01")], &told, rows.clone());
    assert_eq!(of(&made_told, "202609").verdict, Verdict::Possible(Yen(28_500)));
    assert_eq!(made_told.answered, [Answered { year: 2026, code: ClassCode::A04 }]);
    assert_eq!(made_told.asks.iter().map(|ask| (ask.year, ask.months.len())).collect::<Vec<_>>(), [(2025, 1)]);
    // The record goes before what was told.
    let recorded = made(MIDDLE, vec![certified("A05")], &told, rows);
    assert_eq!(of(&recorded, "202609").verdict, Verdict::Possible(Yen(53_100)));
}

#[test]
fn specific_diseases_of_the_record_are_seen_at_the_counter() {
    let certificate = SpecificDiseaseCertificate {
        category: "1".into(),
        from: Some(day("2019-05-01")),
        until: None,
        self_pay: Some(Yen(10_000)),
    };
    let cover = Eligibility { specific_diseases: vec![certificate], ..certified("A03") };
    let rows =
        vec![row("202609", "医科外来", "腎", 386_500, 10_000), row("202609", "医科入院", "甲", 1_000_000, 92_940)];
    let line = of(&made(MIDDLE, vec![cover], &ToldClasses::default(), rows), "202609");
    let reckoned = line.reckoned.expect("worked out");
    assert_eq!((reckoned.capped, reckoned.disease, line.verdict), (2, 1, Verdict::Within));
}

#[test]
fn from_2027_the_class_alone_is_not_enough() {
    let person = person(MIDDLE);
    let eligibility = EligibilityStatus { validity: Validity::Valid, line: vec![certified("A03")], hidden: Vec::new() };
    let year = |class: &str| {
        let eligibility = EligibilityStatus { line: vec![certified(class)], ..eligibility.clone() };
        let years = [ExpenseYear {
            year: 2027,
            delivered_until: Some(at("202709")),
            insurer_name: None,
            rows: vec![row("202709", "医科入院", "甲", 1_000_000, 300_000)],
        }];
        let case = Case {
            person: &person,
            eligibility: &eligibility,
            household: &[],
            told: &ToldClasses::default(),
            back: &Backs::default(),
            years: &years,
            today: day("2027-11-22"),
        };
        of(&statement(&case, 2027), "202709").verdict
    };
    assert_eq!(year("A03"), open(None, &[FinerClass]));
    // The months of 2026 are not at hand: 多数回 cannot be told.
    assert_eq!(year("A05"), open(Some((263_100, 275_400)), &[ManyMissing]));
}
