//! Every combination of sources in every order of arrival; that nothing is lost; what is and what is not one dispensing.

use proptest::prelude::*;

use super::*;
use crate::domain::medication::{Doctor, Drug, Institution};
use DrugSource::{Dispensing as Dispensed, Notebook, OverTheCounter, Prescription, Receipt};

const PHARMACY: &str = "1340000001";
const CLINIC: &str = "1310000001";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, day).expect("a day")
}

fn place(code: &str) -> Institution {
    Institution { code: code.into(), name: format!("見本{code}") }
}

/// One visit as a source tells it: a prescription names nobody who dispensed.
fn told(source: DrugSource) -> Dispensing {
    let mut row = Dispensing::on(source, day(10), place(PHARMACY));
    row.prescriber = Some(place(CLINIC));
    row.prescribed_on = Some(day(9));
    row.drugs = vec![drug("アムロジピン")];
    match source {
        Prescription => {
            row.dispensed_on = None;
            row.dispenser = Institution::default();
        }
        OverTheCounter => {
            row.prescriber = None;
            row.prescribed_on = None;
        }
        _ => {}
    }
    row
}

fn drug(ingredient: &str) -> Drug {
    Drug { ingredient: Some(ingredient.into()), ..Drug::named(format!("{ingredient}錠")) }
}

/// What stands, and what beneath it.
fn shown(rows: &[Dispensing]) -> Vec<(DrugSource, Vec<DrugSource>)> {
    let mut lines: Vec<_> = merge(rows)
        .iter()
        .map(|line| (line.row.source, line.superseded.iter().map(|one| one.source).collect()))
        .collect();
    lines.sort();
    lines
}

fn permutations<T: Clone>(all: &[T]) -> Vec<Vec<T>> {
    if all.is_empty() {
        return vec![Vec::new()];
    }
    (0..all.len())
        .flat_map(|at| {
            let mut rest = all.to_vec();
            let first = rest.remove(at);
            permutations(&rest).into_iter().map(move |mut tail| {
                tail.insert(0, first.clone());
                tail
            })
        })
        .collect()
}

#[test]
fn every_combination_of_sources_in_every_order_of_arrival() {
    // By what stands: the most settled of those there are; what was bought stands beside it.
    let settled = [Receipt, Dispensed, Notebook, Prescription];
    let mut tried = 0;
    for mask in 0u32..32 {
        let present: Vec<DrugSource> = DrugSource::ALL
            .into_iter()
            .enumerate()
            .filter(|(at, _)| mask >> at & 1 == 1)
            .map(|(_, source)| source)
            .collect();
        let ranked: Vec<DrugSource> = settled.into_iter().filter(|source| present.contains(source)).collect();
        let mut wanted: Vec<(DrugSource, Vec<DrugSource>)> = Vec::new();
        if let Some((first, rest)) = ranked.split_first() {
            wanted.push((*first, rest.to_vec()));
        }
        if present.contains(&OverTheCounter) {
            wanted.push((OverTheCounter, Vec::new()));
        }
        wanted.sort();
        for order in permutations(&present) {
            let rows: Vec<Dispensing> = order.iter().map(|source| told(*source)).collect();
            assert_eq!(shown(&rows), wanted, "{order:?}");
            tried += 1;
        }
    }
    assert_eq!(tried, 326, "1 + 5 + 20 + 60 + 120 + 120 orders");
}

#[test]
fn what_is_one_dispensing_and_what_is_not() {
    let with = |source: DrugSource, change: &dyn Fn(&mut Dispensing)| {
        let mut row = told(source);
        change(&mut row);
        row
    };
    let same = |_: &mut Dispensing| {};
    let check = |what: &str, one: Dispensing, other: Dispensing, lines: usize| {
        assert_eq!(merge(&[one.clone(), other.clone()]).len(), lines, "{what}");
        assert_eq!(merge(&[other, one]).len(), lines, "{what}, the other way round");
    };
    check("another day", told(Receipt), with(Dispensed, &|row| row.dispensed_on = Some(day(11))), 2);
    check("another pharmacy", told(Receipt), with(Dispensed, &|row| row.dispenser = place("1340000002")), 2);
    check(
        "the same by its code alone",
        told(Receipt),
        with(Dispensed, &|row| row.dispenser.name = "別の書き方".into()),
        1,
    );
    check(
        "the same by its name where one has no code",
        told(Receipt),
        with(Notebook, &|row| row.dispenser.code = String::new()),
        1,
    );
    check(
        "nobody named",
        with(Receipt, &|row| row.dispenser = Institution::default()),
        with(Dispensed, &|row| row.dispenser = Institution::default()),
        2,
    );
    check("no day", with(Receipt, &|row| row.dispensed_on = None), told(Dispensed), 2);
    check("another prescriber", told(Receipt), with(Dispensed, &|row| row.prescriber = Some(place("1310000002"))), 2);
    check("a prescriber that one leaves out", told(Receipt), with(Dispensed, &|row| row.prescriber = None), 1);
    check("two receipts that differ", told(Receipt), with(Receipt, &|row| row.drugs.push(drug("バルサルタン"))), 2);
    check("the same told twice", told(Receipt), with(Receipt, &same), 1);
    check("bought twice", told(OverTheCounter), with(OverTheCounter, &|row| row.drugs[0].name = "別の薬".into()), 2);
    // Notebooks.
    let bare = |name: &str, code: &str| Drug { code: code.into(), ..Drug::named(name) };
    let written = |drug: Drug| with(Notebook, &|row| row.drugs = vec![drug.clone()]);
    let told_so = |drug: Drug| with(Receipt, &|row| row.drugs = vec![drug.clone()]);
    let settled = Drug { code: "620007870".into(), ..drug("アムロジピン") };
    for (what, other, lines) in [
        ("the same by its digits", bare("別の書き方", "620007870"), 1),
        ("the same by its name", bare("ｱﾑﾛｼﾞﾋﾟﾝ錠", ""), 1),
        ("the same before strength and maker", bare("アムロジピン錠５ｍｇ「見本」", "622222222"), 1),
        ("another drug", bare("自費の薬", "610000001"), 2),
        ("another drug without a code", bare("バイアグラ錠５０ｍｇ", ""), 2),
    ] {
        check(what, told_so(settled.clone()), written(other), lines);
    }
    check(
        "a drug more than the receipt has",
        told(Receipt),
        with(Notebook, &|row| row.drugs.push(bare("自費の薬", ""))),
        2,
    );
    check("a drug less", with(Receipt, &|row| row.drugs.push(drug("バルサルタン"))), told(Notebook), 1);
    check(
        "another prescriber without a code",
        told(Receipt),
        with(Notebook, &|row| row.prescriber = Some(Institution::named("よその病院"))),
        2,
    );
    check(
        "the prescriber in a longer writing",
        told(Receipt),
        with(Notebook, &|row| row.prescriber = Some(Institution::named(format!("医療法人 見本{CLINIC}")))),
        1,
    );
    // One dispensing written out by two apps.
    let (days, noted) = (
        |row: &mut Dispensing, days| row.drugs[0].times = Some(days),
        |row: &mut Dispensing| row.notes.push("担当".into()),
    );
    check("by another app with a note", told(Notebook), with(Notebook, &noted), 1);
    check(
        "by an app that left a drug out",
        told(Notebook),
        with(Notebook, &|row| row.drugs.push(bare("自費の薬", ""))),
        1,
    );
    check("other days", with(Notebook, &|row| days(row, 7)), with(Notebook, &|row| days(row, 14)), 2);
    check("two notebooks of two drugs", told(Notebook), written(bare("自費の薬", "")), 2);
    let by = |name: &str| with(Notebook, &|row| row.doctor = Some(Doctor { name: name.into(), department: None }));
    check("by two doctors", by("見本一郎"), by("見本二郎"), 2);
    check("by one doctor", by("見本一郎"), by("見本　一郎"), 1);
    // Prescriptions.
    check("handed over elsewhere", with(Dispensed, &|row| row.dispenser = place("1340000009")), told(Prescription), 1);
    check(
        "in the house itself",
        with(Receipt, &|row| (row.dispenser, row.prescriber) = (place(CLINIC), None)),
        told(Prescription),
        1,
    );
    check(
        "another brand of the ingredient",
        with(Receipt, &|row| row.drugs[0].name = "ノルバスク錠".into()),
        told(Prescription),
        1,
    );
    check("only a part of it", told(Receipt), with(Prescription, &|row| row.drugs.push(drug("バルサルタン"))), 2);
    check("prescribed on another day", told(Receipt), with(Prescription, &|row| row.prescribed_on = Some(day(8))), 2);
    check(
        "prescribed elsewhere",
        told(Receipt),
        with(Prescription, &|row| row.prescriber = Some(place("1310000002"))),
        2,
    );
    check("without a day", told(Receipt), with(Prescription, &|row| row.prescribed_on = None), 2);
    // A prescription that does name a pharmacy, and its day.
    check(
        "a pharmacy named",
        told(Receipt),
        with(Prescription, &|row| (row.dispenser, row.prescribed_on) = (place(PHARMACY), Some(day(10)))),
        1,
    );
}

#[test]
fn newest_first_and_by_place_within_a_day() {
    let at = |on: u32, name: &str| Dispensing::on(Receipt, day(on), Institution::named(name));
    let rows = [at(3, "い"), at(9, "ろ"), at(9, "い")];
    let order: Vec<_> =
        merge(&rows).iter().map(|line| (line.row.sort_day(), line.row.dispenser.name.as_str())).collect();
    assert_eq!(order, [(day(9), "い"), (day(9), "ろ"), (day(3), "い")]);
}

fn any_row() -> impl Strategy<Value = Dispensing> {
    let source = prop::sample::select(DrugSource::ALL.to_vec());
    let days = || prop::option::weighted(0.85, 1u32..4);
    let places = || prop::sample::select(vec!["", "1340000001", "1340000002"]);
    let clinics = prop::option::of(prop::sample::select(vec!["1310000001", "1310000002"]));
    let drugs = prop::collection::vec((prop::sample::select(vec!["ア", "イ"]), 0u8..4), 0..3);
    (source, days(), days(), places(), prop::bool::ANY, clinics, drugs).prop_map(
        |(source, on, prescribed, code, named, clinic, drugs)| {
            let mut row = Dispensing::on(
                source,
                day(1),
                Institution { code: code.into(), name: if named { "見本薬局".into() } else { String::new() } },
            );
            row.dispensed_on = on.map(day);
            row.prescribed_on = prescribed.map(day);
            row.prescriber = clinic.map(place);
            row.drugs = drugs.into_iter().map(any_writing).collect();
            row
        },
    )
}

/// A drug as sources write it: with its ingredient, by its digits alone, by its name alone, with days.
fn any_writing((name, how): (&str, u8)) -> Drug {
    match how {
        0 => drug(name),
        1 => Drug { code: format!("6{:08}", name.len() + usize::from(name == "ア")), ..Drug::named("錠") },
        2 => Drug::named(format!("{name}錠")),
        _ => Drug { code: format!("6{:08}", name.len() + usize::from(name == "ア")), times: Some(7), ..drug(name) },
    }
}

/// Whether each drug of one notebook stands in the other.
fn tells_again(row: &Dispensing, one: &Dispensing) -> bool {
    let told = |drug: &Drug| {
        row.drugs.iter().any(|known| same_product(drug, known) || DrugKey::of(drug) == DrugKey::of(known))
    };
    (row.source, one.source) == (Notebook, Notebook) && one.drugs.iter().all(told)
}

fn owned(rows: &[Dispensing]) -> Vec<(Dispensing, Vec<Dispensing>)> {
    merge(rows).into_iter().map(|line| (line.row.clone(), line.superseded.into_iter().cloned().collect())).collect()
}

proptest! {
    #[test]
    fn the_order_of_arrival_changes_nothing_and_nothing_is_lost(
        (rows, shuffled) in prop::collection::vec(any_row(), 0..14).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let merged = owned(&rows);
        prop_assert_eq!(&owned(&shuffled), &merged);
        let mut out: Vec<Dispensing> = merged.iter().flat_map(|(row, beneath)| std::iter::once(row).chain(beneath)).cloned().collect();
        out.sort();
        let mut given = rows.clone();
        given.sort();
        prop_assert_eq!(out, given, "each row comes out once");
        for (row, beneath) in &merged {
            for one in beneath {
                let settled = row.source.rank() < one.source.rank();
                prop_assert!(settled || row == one || tells_again(row, one), "only what is more settled, or tells the same, takes a place");
                let told = |drug: &Drug| row.drugs.iter().any(|known| {
                    same_product(drug, known) || DrugKey::of(drug) == DrugKey::of(known) || product(&drug.name) == product(&known.name)
                });
                prop_assert!(one.source != Notebook || one.drugs.iter().all(told), "what a person brought stands until each drug is told");
            }
        }
    }

    #[test]
    fn what_stands_stays_when_it_is_merged_again(rows in prop::collection::vec(any_row(), 0..12)) {
        let once: Vec<Dispensing> = merge(&rows).into_iter().map(|line| line.row.clone()).collect();
        let twice: Vec<Dispensing> = merge(&once).into_iter().map(|line| line.row.clone()).collect();
        prop_assert_eq!(twice, once);
    }
}
