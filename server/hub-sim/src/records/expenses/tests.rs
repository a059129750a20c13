//! Expenses: sums agree, months arrive when they should, the household comes along.

use std::collections::BTreeSet;

use super::*;
use crate::citizen::named::PROFILES;
use crate::citizen::population;
use crate::probe::{leaves, texts};
use crate::wire::encoding::Encoding;

fn today() -> NaiveDate {
    day(2026, 11, 22)
}

#[test]
fn every_row_adds_up() {
    let named = PROFILES.iter().filter_map(|p| Citizen::find(p.id));
    let mut seen = 0;
    for citizen in named.chain((1..3000).step_by(11).map(population::compute)) {
        for row in rows(&citizen, day(2024, 1, 1), day(2026, 9, 1), today()) {
            assert_eq!(row.total, row.insurer + row.public + row.counter, "{} {row:?}", citizen.id);
            assert!(row.total > 0 && row.insurer >= 0 && row.public >= 0 && row.counter >= 0 && row.days > 0);
            assert!((day(2024, 1, 1)..=day(2026, 9, 1)).contains(&row.month));
            seen += 1;
        }
    }
    assert!(seen > 1000);
}

#[test]
fn a_month_arrives_on_the_tenth_of_the_second_month_after_it() {
    let elder = Citizen::find("elder").expect("a citizen");
    for (today, until) in [(day(2026, 11, 22), "202609"), (day(2026, 11, 9), "202608"), (day(2027, 2, 10), "202612")] {
        let now = today.and_hms_opt(9, 0, 0).expect("a time");
        let xml = answer(&elder, Some(day(2026, 1, 1)), Some(day(2026, 12, 1)), now);
        let found = leaves(&Encoding::Utf8.encode(&xml));
        assert_eq!(texts(&found, "DeliveredUntil"), [until]);
        assert_eq!(texts(&found, "TreatmentMonth").into_iter().max(), Some(until));
    }
}

#[test]
fn each_month_is_shared_by_the_insurance_of_that_month() {
    let elder = Citizen::find("elder").expect("a citizen");
    for (month, percent) in [(day(2022, 11, 1), 20), (day(2023, 1, 1), 20)] {
        let rows = rows(&elder, month, month, today());
        assert!(!rows.is_empty(), "{month}");
        assert!(rows.iter().all(|row| row.counter == row.total * percent / 100), "at 74: {rows:?}");
    }
    let after = rows(&elder, day(2023, 3, 1), day(2023, 5, 1), today());
    assert!(after.iter().all(|row| row.counter <= row.total / 10 + 10), "from 75 on: {after:?}");
}

#[test]
fn the_household_of_parent_is_named_and_subsidised() {
    let parent = Citizen::find("parent").expect("a citizen");
    let rows = rows(&parent, day(2026, 1, 1), day(2026, 9, 1), today());
    let patients: BTreeSet<_> = rows.iter().map(|r| r.patient.clone()).collect();
    assert_eq!(patients.len(), 4);
    assert!(rows.iter().any(|r| r.public > 0 && r.counter == 0), "a subsidy");
    assert!(rows.iter().any(|r| r.patient == ledger::Patient::Family("見本　凜") && r.public == 0), "outside the town");
}

#[test]
fn empty_has_no_rows_and_changer_enough_for_a_deduction() {
    let total = |id: &str| -> i64 {
        let citizen = Citizen::find(id).expect("a citizen");
        rows(&citizen, day(2025, 1, 1), day(2025, 12, 1), today()).iter().map(|r| r.counter).sum()
    };
    assert_eq!(total("empty"), 0);
    for id in ["changer", "elder", "parent"] {
        assert!(total(id) > 100_000, "{id}: {}", total(id));
    }
}

#[test]
fn chronic_pays_ten_thousand_for_dialysis_and_the_ceiling_in_hospital() {
    let chronic = Citizen::find("chronic").expect("a citizen");
    let rows = rows(&chronic, day(2026, 1, 1), day(2026, 9, 1), today());
    let of = |institution: &str| -> Vec<i64> {
        rows.iter().filter(|r| r.institution == institution).map(|r| r.counter).collect()
    };
    assert_eq!(of("見本腎クリニック"), [10_000; 9]);
    assert_eq!(of("見本総合病院"), [83_678, 83_678, 83_678, 89_188], "80,100 and 85,800 yen and one percent");
    assert!(rows.iter().all(|r| r.public == 0), "the insurer pays what is above a ceiling");
}

#[test]
fn elder_passes_the_outpatient_ceiling_in_months_in_which_no_clinic_does() {
    let elder = Citizen::find("elder").expect("a citizen");
    let rows = rows(&elder, day(2026, 1, 1), day(2026, 9, 1), today());
    let over = |month: u32, ceiling: i64| {
        let outside: Vec<i64> = rows
            .iter()
            .filter(|r| r.month == day(2026, month, 1) && !r.category.contains("入院"))
            .map(|r| r.counter)
            .collect();
        assert!(outside.iter().all(|paid| *paid <= ceiling), "{month}: {outside:?}");
        outside.iter().sum::<i64>() > ceiling
    };
    assert!([1, 3, 5].into_iter().all(|month| over(month, 8_000)));
    assert!([8, 9].into_iter().all(|month| over(month, 11_000)));
}
