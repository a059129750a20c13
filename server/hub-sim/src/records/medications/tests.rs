//! Drugs: what has arrived when, from which source, and what `elder` takes.

use std::collections::BTreeSet;

use super::*;
use crate::probe::{leaves, texts};
use crate::records::month::day;
use crate::wire::encoding::Encoding;

fn read(id: &str, today: NaiveDate) -> Vec<(String, String)> {
    let citizen = Citizen::find(id).expect("a citizen");
    let now = today.and_hms_opt(9, 0, 0).expect("a time");
    leaves(&Encoding::ShiftJis.encode(&answer(&citizen, Some(day(2026, 1, 1)), Some(day(2026, 12, 31)), now)))
}

#[test]
fn receipts_come_a_month_late_and_electronic_dispensings_at_once() {
    for (today, last_receipt) in [(day(2026, 11, 22), "202610"), (day(2026, 11, 9), "202609")] {
        for id in ["changer", "elder", "hanako"] {
            let found = read(id, today);
            let months = texts(&found, "MeTrMonth");
            assert!(months.iter().all(|m| *m <= last_receipt), "{id} {months:?}");
        }
    }
    let found = read("elder", day(2026, 11, 22));
    let receipts: BTreeSet<_> = texts(&found, "DiDate").into_iter().collect();
    let fresh: BTreeSet<_> = texts(&found, "CzDiDate").into_iter().collect();
    assert!(receipts.intersection(&fresh).next().is_some(), "some stand in both");
    assert!(fresh.iter().any(|d| d.starts_with("202611")) && !receipts.iter().any(|d| d.starts_with("202611")));
}

#[test]
fn elder_takes_twelve_drugs_of_four_providers_and_one_ingredient_twice() {
    let found = read("elder", day(2026, 11, 22));
    let drugs: BTreeSet<_> = texts(&found, "DrugC").into_iter().collect();
    let clinics: BTreeSet<_> = texts(&found, "PrlsHNm").into_iter().collect();
    let pairs: BTreeSet<_> = texts(&found, "DrugC")
        .into_iter()
        .zip(texts(&found, "IngreN"))
        .filter(|(_, i)| i.contains("アムロジピン"))
        .collect();
    assert_eq!((drugs.len(), clinics.len(), pairs.len()), (12, 4, 2));
    let combined: Vec<_> = pairs.iter().filter(|(_, ingredient)| ingredient.contains('・')).collect();
    assert_eq!(combined.len(), 1, "one of the two is a combination");
}

#[test]
fn one_prescription_waits_for_changer() {
    assert_eq!(texts(&read("changer", day(2026, 11, 22)), "ShPrDate"), ["20261121"]);
    assert!(texts(&read("hanako", day(2026, 11, 22)), "ShPrDate").is_empty());
}

#[test]
fn every_written_down_code_is_in_the_vocabulary() {
    let source = include_str!("courses.rs");
    let codes: Vec<&str> =
        source.split('"').filter(|t| t.len() == 9 && t.bytes().all(|b| b.is_ascii_digit())).collect();
    assert!(codes.len() > 30);
    for code in codes {
        assert!(crate::records::drugs::by_code(code).is_some(), "{code}");
    }
}

#[test]
fn lifelong_has_thirty_years_and_five_thousand_dispensings_and_any_year_is_asked_for_alone() {
    let lifelong = Citizen::find("lifelong").expect("a citizen");
    let today = day(2026, 11, 22);
    let now = today.and_hms_opt(9, 0, 0).expect("a time");
    let counts = years(&lifelong, kept_since(&lifelong, today), today);
    assert_eq!((counts.len(), counts.keys().next()), (31, Some(&1996)));
    let all: u32 = counts.values().sum();
    assert!((5_000..5_400).contains(&all), "{all}");
    for year in [1996, 2010, 2025] {
        let xml = answer(&lifelong, Some(day(year, 1, 1)), Some(day(year, 12, 31)), now);
        let found = leaves(&Encoding::ShiftJis.encode(&xml));
        let days = texts(&found, "DiDate");
        assert_eq!(u32::try_from(days.len()).ok(), counts.get(&year).copied());
        assert!(days.iter().all(|on| on.starts_with(&year.to_string())));
        assert_eq!(texts(&found, "DiYear").len(), 31, "counted whatever is asked for");
    }
}

#[test]
fn no_two_places_that_are_written_down_share_a_code() {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for profile in &crate::citizen::named::PROFILES {
        let citizen = Citizen::find(profile.id).expect("a citizen");
        for handout in handouts(&citizen, day(2015, 1, 1), day(2026, 11, 22)) {
            for place in [handout.clinic, handout.pharmacy] {
                names.entry(place.code).or_default().insert(place.name);
            }
        }
    }
    assert!(names.len() > 20);
    for (code, names) in names {
        assert_eq!(names.len(), 1, "{code} {names:?}");
    }
}

#[test]
fn places_tell_treatments_stays_and_teeth_of_their_own() {
    let found = read("chronic", day(2026, 11, 22));
    assert!(texts(&found, "InOut").contains(&"1"), "a stay");
    assert!(texts(&found, "SinInfN").len() > 10);
    assert!(
        texts(&read("changer", day(2026, 11, 22)), "MeTrDiHCd").iter().any(|code| code.starts_with("133")),
        "a dentist"
    );
    assert!(texts(&read("elder", day(2026, 11, 22)), "SinInfN").is_empty());
}

#[test]
fn a_course_is_the_same_whatever_period_is_asked_for() {
    let elder = Citizen::find("elder").expect("a citizen");
    let all = handouts(&elder, day(2025, 1, 1), day(2026, 12, 31));
    let days = |handouts: &[Handout]| handouts.iter().map(|h| h.on).collect::<BTreeSet<_>>();
    let july = handouts(&elder, day(2026, 7, 1), day(2026, 7, 31));
    let expected: BTreeSet<_> =
        days(&all).into_iter().filter(|d| (day(2026, 7, 1)..=day(2026, 7, 31)).contains(d)).collect();
    assert_eq!(days(&july), expected);
    assert!(!expected.is_empty());
}
