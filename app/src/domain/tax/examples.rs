//! Worked examples of both schemes, to the yen. The sums were worked out apart from this program, by exact fractions.

use proptest::prelude::*;

use super::choice::Better::{self, Equal, Medical, Neither, SelfMedication, SelfMedicationIfEffort};
use super::choice::{Payments, choose};
use super::deduction::{Paid, medical_deduction};
use super::effort::{Effort, EffortKind};
use super::income::Income;
use super::saving::Situation;
use super::self_medication::Purchase;
use crate::domain::money::Yen;

/// Paid and reimbursed, in yen.
type Bills = &'static [(i64, i64)];

/// A hundred small bills.
const MANY: Bills = &[(1230, 0); 100];

/// What it shows, the bills, the income, and the lines A, B, C, F and the deduction.
const MEDICAL: &[(&str, Bills, Option<i64>, [i64; 5])] = &[
    ("nothing paid, no income told", &[], None, [0, 0, 0, 100_000, 0]),
    ("nothing paid, no income", &[], Some(0), [0, 0, 0, 0, 0]),
    ("one bill of one yen, income 0", &[(1, 0)], Some(0), [1, 0, 1, 0, 1]),
    ("just the floor", &[(100_000, 0)], None, [100_000, 0, 100_000, 100_000, 0]),
    ("a yen below the floor", &[(99_999, 0)], None, [99_999, 0, 99_999, 100_000, 0]),
    ("a yen above the floor", &[(100_001, 0)], None, [100_001, 0, 100_001, 100_000, 1]),
    ("just the floor, income 5 million", &[(100_000, 0)], Some(5_000_000), [100_000, 0, 100_000, 100_000, 0]),
    ("a yen above the floor, income 5 million", &[(100_001, 0)], Some(5_000_000), [100_001, 0, 100_001, 100_000, 1]),
    (
        "income 2,000,000: 5 percent are the floor",
        &[(150_000, 0)],
        Some(2_000_000),
        [150_000, 0, 150_000, 100_000, 50_000],
    ),
    ("income a yen below 2,000,000: 99,999", &[(150_000, 0)], Some(1_999_999), [150_000, 0, 150_000, 99_999, 50_001]),
    ("income 19 yen below 2,000,000: 99,999", &[(150_000, 0)], Some(1_999_981), [150_000, 0, 150_000, 99_999, 50_001]),
    ("income 20 yen below 2,000,000: 99,999", &[(150_000, 0)], Some(1_999_980), [150_000, 0, 150_000, 99_999, 50_001]),
    ("income 21 yen below 2,000,000: 99,998", &[(150_000, 0)], Some(1_999_979), [150_000, 0, 150_000, 99_998, 50_002]),
    ("income a yen above 2,000,000", &[(150_000, 0)], Some(2_000_001), [150_000, 0, 150_000, 100_000, 50_000]),
    ("income 2,000,020: the floor stays", &[(150_000, 0)], Some(2_000_020), [150_000, 0, 150_000, 100_000, 50_000]),
    ("five percent of 19 yen are nothing", &[(10, 0)], Some(19), [10, 0, 10, 0, 10]),
    ("five percent of 20 yen are one", &[(10, 0)], Some(20), [10, 0, 10, 1, 9]),
    ("five percent of 39 yen are one", &[(10, 0)], Some(39), [10, 0, 10, 1, 9]),
    ("five percent of 40 yen are two", &[(10, 0)], Some(40), [10, 0, 10, 2, 8]),
    ("five percent with a part of a yen", &[(100_000, 0)], Some(1_234_567), [100_000, 0, 100_000, 61_728, 38_272]),
    ("five percent of 1,000,001", &[(60_000, 0)], Some(1_000_001), [60_000, 0, 60_000, 50_000, 10_000]),
    ("five percent of 1,000,019", &[(60_000, 0)], Some(1_000_019), [60_000, 0, 60_000, 50_000, 10_000]),
    ("five percent of 1,000,020", &[(60_000, 0)], Some(1_000_020), [60_000, 0, 60_000, 50_001, 9999]),
    ("bills equal to the five percent", &[(75_000, 0)], Some(1_500_000), [75_000, 0, 75_000, 75_000, 0]),
    ("a yen above the five percent", &[(75_001, 0)], Some(1_500_000), [75_001, 0, 75_001, 75_000, 1]),
    ("a yen below the five percent", &[(74_999, 0)], Some(1_500_000), [74_999, 0, 74_999, 75_000, 0]),
    ("income 0 takes everything", &[(150_000, 0)], Some(0), [150_000, 0, 150_000, 0, 150_000]),
    ("a loss counts as income 0", &[(150_000, 0)], Some(-300_000), [150_000, 0, 150_000, 0, 150_000]),
    ("cap reached to the yen", &[(2_100_000, 0)], None, [2_100_000, 0, 2_100_000, 100_000, 2_000_000]),
    ("a yen below the cap", &[(2_099_999, 0)], None, [2_099_999, 0, 2_099_999, 100_000, 1_999_999]),
    ("a yen above the cap", &[(2_100_001, 0)], None, [2_100_001, 0, 2_100_001, 100_000, 2_000_000]),
    ("far above the cap", &[(9_800_000, 0)], Some(8_000_000), [9_800_000, 0, 9_800_000, 100_000, 2_000_000]),
    ("cap with a low income", &[(2_000_000, 0)], Some(0), [2_000_000, 0, 2_000_000, 0, 2_000_000]),
    (
        "cap with income 1,000,000 to the yen",
        &[(2_050_000, 0)],
        Some(1_000_000),
        [2_050_000, 0, 2_050_000, 50_000, 2_000_000],
    ),
    (
        "cap with income 1,000,000, a yen below",
        &[(2_049_999, 0)],
        Some(1_000_000),
        [2_049_999, 0, 2_049_999, 50_000, 1_999_999],
    ),
    (
        "several bills under the cap",
        &[(700_000, 0), (700_000, 0), (699_999, 0)],
        Some(6_000_000),
        [2_099_999, 0, 2_099_999, 100_000, 1_999_999],
    ),
    (
        "a pay-out for its own bill",
        &[(500_000, 200_000)],
        Some(5_000_000),
        [500_000, 200_000, 300_000, 100_000, 200_000],
    ),
    ("a pay-out as large as its bill", &[(500_000, 500_000)], Some(5_000_000), [500_000, 500_000, 0, 100_000, 0]),
    (
        "a pay-out larger than its bill leaves the others alone",
        &[(500_000, 600_000), (200_000, 0)],
        Some(5_000_000),
        [700_000, 500_000, 200_000, 100_000, 100_000],
    ),
    (
        "a pay-out a yen larger than its bill",
        &[(300_000, 300_001), (150_000, 0)],
        Some(5_000_000),
        [450_000, 300_000, 150_000, 100_000, 50_000],
    ),
    (
        "two pay-outs larger than their bills",
        &[(80_000, 100_000), (40_000, 50_000), (160_000, 0)],
        Some(5_000_000),
        [280_000, 120_000, 160_000, 100_000, 60_000],
    ),
    (
        "a pay-out without a bill counts for nothing",
        &[(0, 50_000), (160_000, 0)],
        Some(5_000_000),
        [160_000, 0, 160_000, 100_000, 60_000],
    ),
    (
        "a pay-out that brings the bills to the floor",
        &[(250_000, 150_000)],
        Some(5_000_000),
        [250_000, 150_000, 100_000, 100_000, 0],
    ),
    (
        "a pay-out that brings the bills a yen above the floor",
        &[(250_000, 149_999)],
        Some(5_000_000),
        [250_000, 149_999, 100_001, 100_000, 1],
    ),
    (
        "a pay-out that brings the bills a yen below the floor",
        &[(250_000, 150_001)],
        Some(5_000_000),
        [250_000, 150_001, 99_999, 100_000, 0],
    ),
    ("a pay-out below the cap", &[(3_000_000, 900_001)], None, [3_000_000, 900_001, 2_099_999, 100_000, 1_999_999]),
    (
        "birth: grant larger than the bill",
        &[(480_000, 500_000), (61_230, 0)],
        Some(3_200_000),
        [541_230, 480_000, 61_230, 100_000, 0],
    ),
    (
        "birth: grant smaller than the bill",
        &[(623_000, 500_000), (61_230, 0)],
        Some(3_200_000),
        [684_230, 500_000, 184_230, 100_000, 84_230],
    ),
    (
        "high-cost benefit for one stay, teeth beside it",
        &[(391_230, 304_800), (88_400, 0), (12_650, 0)],
        Some(4_100_000),
        [492_280, 304_800, 187_480, 100_000, 87_480],
    ),
    (
        "late benefit for drugs, low income",
        &[(36_900, 12_300), (54_210, 0)],
        Some(1_480_000),
        [91_110, 12_300, 78_810, 74_000, 4810],
    ),
    (
        "a negative row counts as nothing paid",
        &[(-5000, 0), (120_000, 0)],
        Some(5_000_000),
        [120_000, 0, 120_000, 100_000, 20_000],
    ),
    ("a negative pay-out is none", &[(120_000, -5000)], Some(5_000_000), [120_000, 0, 120_000, 100_000, 20_000]),
    ("many small bills", MANY, None, [123_000, 0, 123_000, 100_000, 23_000]),
    ("many small bills, income 1,230,000", MANY, Some(1_230_000), [123_000, 0, 123_000, 61_500, 61_500]),
    (
        "a family's year",
        &[(84_210, 0), (31_480, 0), (12_300, 0), (6820, 0), (245_000, 180_000)],
        Some(3_870_000),
        [379_810, 180_000, 199_810, 100_000, 99_810],
    ),
    (
        "a pensioner's year",
        &[(57_600, 0), (48_210, 0), (12_000, 0)],
        Some(1_100_000),
        [117_810, 0, 117_810, 55_000, 62_810],
    ),
    ("income of a hundred million", &[(123_456, 0)], Some(100_000_000), [123_456, 0, 123_456, 100_000, 23_456]),
    ("largest income that is taken", &[(123_456, 0)], Some(999_999_999_999), [123_456, 0, 123_456, 100_000, 23_456]),
    ("one bill for all, one yen above floor of 49,999", &[(50_000, 0)], Some(999_999), [50_000, 0, 50_000, 49_999, 1]),
    ("floor of 50,000 at 1,000,000", &[(50_000, 0)], Some(1_000_000), [50_000, 0, 50_000, 50_000, 0]),
    (
        "five percent of 1,999,999 with a pay-out",
        &[(200_000, 100_001)],
        Some(1_999_999),
        [200_000, 100_001, 99_999, 99_999, 0],
    ),
    (
        "a million of each",
        &[(1_000_000, 1_000_000), (1_000_000, 0)],
        Some(2_000_000),
        [2_000_000, 1_000_000, 1_000_000, 100_000, 900_000],
    ),
];

/// One example of both schemes.
type OfBoth = (&'static str, Bills, Bills, i64, bool, [i64; 2], Better);

/// What it shows, other bills, marked drugs, the income, whether there was an effort; the two deductions, and the better one.
const BOTH: &[OfBoth] = &[
    ("no drugs", &[(150_000, 0)], &[], 5_000_000, true, [50_000, 0], Medical),
    ("drugs just at 12,000", &[], &[(12_000, 0)], 5_000_000, true, [0, 0], Neither),
    ("drugs a yen below 12,000", &[], &[(11_999, 0)], 5_000_000, true, [0, 0], Neither),
    ("drugs a yen above 12,000", &[], &[(12_001, 0)], 5_000_000, true, [0, 1], SelfMedication),
    ("drugs just at 100,000", &[], &[(100_000, 0)], 5_000_000, true, [0, 88_000], SelfMedication),
    ("drugs a yen below 100,000", &[], &[(99_999, 0)], 5_000_000, true, [0, 87_999], SelfMedication),
    ("drugs far above the cap", &[], &[(180_000, 0)], 5_000_000, true, [80_000, 88_000], SelfMedication),
    ("drugs above the cap and bills", &[(100_000, 0)], &[(180_000, 0)], 5_000_000, true, [180_000, 88_000], Medical),
    (
        "bills a yen short of the drugs' deduction",
        &[(117_999, 0)],
        &[(30_000, 0)],
        5_000_000,
        true,
        [47_999, 18_000],
        Medical,
    ),
    ("bills that give the same", &[(88_000, 0)], &[(30_000, 0)], 5_000_000, true, [18_000, 18_000], Equal),
    ("bills a yen above the same", &[(88_001, 0)], &[(30_000, 0)], 5_000_000, true, [18_001, 18_000], Medical),
    ("bills a yen below the same", &[(87_999, 0)], &[(30_000, 0)], 5_000_000, true, [17_999, 18_000], SelfMedication),
    ("a pay-out for the drugs", &[(50_000, 0)], &[(40_000, 10_000)], 5_000_000, true, [0, 18_000], SelfMedication),
    (
        "a pay-out larger than the drugs",
        &[(50_000, 0)],
        &[(40_000, 50_000), (15_000, 0)],
        5_000_000,
        true,
        [0, 3000],
        SelfMedication,
    ),
    ("no effort", &[(50_000, 0)], &[(40_000, 0)], 5_000_000, false, [0, 28_000], SelfMedicationIfEffort),
    (
        "no effort, and bills give more anyway",
        &[(250_000, 0)],
        &[(40_000, 0)],
        5_000_000,
        false,
        [190_000, 28_000],
        Medical,
    ),
    ("low income: bills give more", &[(50_000, 0)], &[(20_000, 0)], 800_000, true, [30_000, 8000], Medical),
    ("low income: drugs give more", &[(20_000, 0)], &[(60_000, 0)], 1_900_000, true, [0, 48_000], SelfMedication),
    ("both nothing", &[(50_000, 0)], &[(9000, 0)], 5_000_000, true, [0, 0], Neither),
    ("income 0: everything counts", &[(5000, 0)], &[(20_000, 0)], 0, true, [25_000, 8000], Medical),
    (
        "several drugs to the cap",
        &[],
        &[(33_333, 0), (33_333, 0), (33_334, 0)],
        5_000_000,
        true,
        [0, 88_000],
        SelfMedication,
    ),
    (
        "several drugs a yen above 12,000",
        &[],
        &[(4000, 0), (4000, 0), (4001, 0)],
        5_000_000,
        true,
        [0, 1],
        SelfMedication,
    ),
];

fn paid(bills: &[(i64, i64)]) -> Vec<Paid> {
    bills.iter().map(|(paid, back)| Paid { paid: Yen(*paid), reimbursed: Yen(*back) }).collect()
}

fn lines(bills: &[(i64, i64)], income: Option<i64>) -> [i64; 5] {
    let worked = medical_deduction(2025, &paid(bills), income.map(Yen)).expect("a year with rules");
    ["A", "B", "C", "F", "控除額"].map(|letter| {
        let line = worked.lines.iter().find(|line| line.letter == letter);
        line.and_then(|line| line.amount).expect("an amount").0
    })
}

#[test]
fn the_medical_expense_deduction() {
    assert!(MEDICAL.len() >= 60, "{} examples", MEDICAL.len());
    for (what, bills, income, expected) in MEDICAL {
        assert_eq!(lines(bills, *income), *expected, "{what}");
    }
}

#[test]
fn every_year_of_the_table_gives_the_same_where_its_rules_are_the_same() {
    for year in 2021..=2027 {
        for (what, bills, income, [.., deduction]) in MEDICAL {
            let worked = medical_deduction(year, &paid(bills), income.map(Yen)).expect("a year with rules");
            assert_eq!(worked.amount, Yen(*deduction), "{what} in {year}");
        }
    }
}

#[test]
fn both_schemes_and_which_is_better() {
    for (what, bills, drugs, income, effort, [medical, marked], better) in BOTH {
        let all: Vec<Paid> = paid(bills).into_iter().chain(paid(drugs)).collect();
        let purchases: Vec<Purchase> = paid(drugs).into_iter().map(|amount| Purchase { amount, on: None }).collect();
        let effort = effort.then(|| Effort { kind: EffortKind::Vaccination, on: None, issuer: String::new() });
        let situation = Situation { income: Income::Exact(Yen(*income)), deductions: None };
        let choice = choose(2025, Payments { medical: &all, marked: &purchases }, situation, effort);
        let choice = choice.expect("a year with rules");
        assert_eq!((choice.medical.amount, choice.self_medication.amount), (Yen(*medical), Yen(*marked)), "{what}");
        assert_eq!(choice.better, *better, "{what}");
    }
}

proptest! {
    #[test]
    fn the_order_of_the_bills_and_how_one_is_split_change_nothing(
        bills in proptest::collection::vec((0i64..900_000, 0i64..900_000), 1..12),
        income in proptest::option::of(0i64..4_000_000),
        at in any::<prop::sample::Index>(),
        part in 0i64..=100,
    ) {
        let base = lines(&bills, income);
        let mut turned = bills.clone();
        turned.reverse();
        turned.rotate_left(at.index(bills.len()));
        prop_assert_eq!(lines(&turned, income), base);
        // One bill in two parts, its pay-out laid on the parts as far as each goes.
        let (paid, back) = turned.remove(0);
        let first = paid * part / 100;
        let counted = back.min(paid);
        turned.push((first, counted.min(first)));
        turned.push((paid - first, counted - counted.min(first)));
        prop_assert_eq!(lines(&turned, income), base);
    }

    #[test]
    fn a_year_of_paying_more_never_gives_less(
        bills in proptest::collection::vec((0i64..900_000, 0i64..900_000), 1..12),
        more in 0i64..500_000,
        income in proptest::option::of(0i64..4_000_000),
    ) {
        let deduction = |bills: &[(i64, i64)]| lines(bills, income)[4];
        let mut more_bills = bills.clone();
        more_bills.push((more, 0));
        let mut dearer = bills.clone();
        dearer[0].0 += more;
        prop_assert!(deduction(&bills) >= 0);
        prop_assert!(deduction(&more_bills) >= deduction(&bills));
        prop_assert!(deduction(&dearer) >= deduction(&bills));
    }
}
