//! What single resources say of each other, and what they never say.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::domain::calendar::YearMonth;
use crate::domain::checkup::{Measurement, Value as Found};
use crate::domain::eligibility::Relation;
use crate::domain::medication::{Drug, DrugSource, Institution};
use crate::domain::money::Yen;
use crate::domain::person::Sex;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn person() -> Person {
    Person {
        name: "見本　花子".into(), kana: "ミホン　ハナコ".into(), birth: day("1980-01-02"), sex: Sex::Female
    }
}

fn eligibility() -> Eligibility {
    Eligibility {
        person: person(),
        insurer_number: "06123456".into(),
        insurer_name: "見本健康保険組合".into(),
        card_class: "01".into(),
        symbol: Some("12".into()),
        number: Some("7654321".into()),
        branch: Some("01".into()),
        relation: Relation::Insured,
        valid_from: day("2020-04-01"),
        lost_on: None,
        loss_reason: None,
        share_percent: Some(30),
        elderly: None,
        insurer_phone: None,
        ceiling: None,
        specific_diseases: Vec::new(),
    }
}

fn with_naming<R>(tell: impl FnOnce(&Naming<'_>) -> R) -> R {
    // As the portal does it: digits that lead nowhere.
    let name = |text: &str| {
        use sha2::{Digest, Sha256};
        Sha256::digest(format!("key {text}")).iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let made = day("2026-11-22").and_hms_opt(9, 30, 0).expect("a time");
    tell(&Naming { name: &name, base: "https://portal.example/fhir", made })
}

fn read(served: &Served) -> Value {
    serde_json::from_str(&served.write()).expect("JSON")
}

/// Every reference in a resource.
fn references(json: &Value, into: &mut BTreeSet<String>) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                match value.as_str().filter(|_| name == "reference") {
                    Some(text) => _ = into.insert(text.to_owned()),
                    None => references(value, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

fn all(naming: &Naming<'_>) -> Vec<Served> {
    let value = Found::Quantity { text: "138".into(), number: 138.0, unit: "mm[Hg]".into(), bound: None };
    let results = vec![Measurement::new("9A755000000000001", "", value)];
    let visit = Visit {
        insurer_name: Some("見本健康保険組合".into()),
        facility_name: Some("見本健診センター".into()),
        results,
        ..Visit::new(day("2026-05-14"), "010")
    };
    let visits = [visit.clone(), visit];
    let place = Institution { code: "1341234567".into(), name: "見本薬局".into() };
    let drugs = vec![Drug::named("見本錠"), Drug::named("見本錠")];
    let row = Dispensing { drugs, ..Dispensing::on(DrugSource::Receipt, day("2026-11-01"), place) };
    let expense = Expense {
        patient: "ミホン ハナコ".into(),
        month: YearMonth::new(2026, 2).expect("a month"),
        kind: "医科外来".into(),
        days: Some(1),
        institution: "見本医院".into(),
        total: Yen(10_000),
        insurer_share: Yen(7_000),
        public_share: Yen(0),
        counter_share: Yen(3_000),
    };
    let mut all: Vec<Served> = patient(&person(), naming).into_iter().collect();
    all.extend(checkups(&person(), visits.iter(), &|_| true, naming));
    all.extend(coverages([eligibility()].iter(), false, naming));
    all.extend(drugs_of(&[row], naming));
    all.extend(expenses([expense.clone(), expense].iter(), Some("見本健康保険組合"), naming));
    all
}

fn drugs_of(rows: &[Dispensing], naming: &Naming<'_>) -> Vec<Served> {
    drugs(rows, |_| true, naming)
}

#[test]
fn every_reference_leads_to_a_resource_and_no_name_tells_anything() {
    with_naming(|naming| {
        let all = all(naming);
        let names: BTreeSet<String> = all.iter().map(|one| format!("{}/{}", one.resource.name(), one.id)).collect();
        assert_eq!(names.len(), all.len(), "no two of one name");
        let told: BTreeSet<Resource> = all.iter().map(|one| one.resource).collect();
        assert_eq!(told, Resource::ALL.into_iter().collect());
        for one in &all {
            let json = read(one);
            assert_eq!((&json["id"], one.id.len()), (&Value::from(one.id.clone()), 32), "{}", one.write());
            let mut found = BTreeSet::new();
            references(&json, &mut found);
            for reference in found {
                assert!(names.contains(&reference), "{reference} of {}", one.write());
            }
            assert!(!one.write().contains("urn:uuid:"), "{}", one.write());
        }
        let again: Vec<String> = self::all(naming).iter().map(|one| one.id.clone()).collect();
        assert_eq!(again, all.iter().map(|one| one.id.clone()).collect::<Vec<_>>(), "and stays the same");
    });
}

#[test]
fn the_insured_number_stands_only_where_that_is_said() {
    with_naming(|naming| {
        let one = eligibility();
        let number = super::super::text::full_width(one.number.as_deref().expect("a number"));
        for (numbers, shown) in [(false, false), (true, true)] {
            let served = coverages([one.clone()].iter(), numbers, naming);
            assert_eq!(served[0].write().contains(&number), shown, "{}", served[0].write());
        }
        for one in all(naming) {
            assert!(!one.write().contains(&number), "{}", one.write());
        }
    });
}

#[test]
fn what_searches_ask_for_is_told_beside() {
    with_naming(|naming| {
        let all = all(naming);
        let of = |resource| all.iter().find(move |one| one.resource == resource).expect("one");
        let observation = of(Resource::Observation);
        assert_eq!(observation.codes[0].system, "urn:oid:1.2.392.200119.6.1005");
        assert!(!observation.categories.is_empty());
        assert_eq!(of(Resource::DiagnosticReport).codes[0].code, "53576-5");
        assert_eq!(of(Resource::MedicationDispense).day, Some(day("2026-11-01")));
        let benefit = read(of(Resource::ExplanationOfBenefit));
        assert_eq!(benefit["billablePeriod"], serde_json::json!({ "start": "2026-02-01", "end": "2026-02-28" }));
        assert_eq!(benefit["total"][3]["amount"], serde_json::json!({ "value": 3000, "currency": "JPY" }));
        assert_eq!(benefit["insurance"][0]["focal"], true);
    });
}

#[test]
fn a_coverage_ends_with_its_last_covered_day() {
    for (lost, end) in [(None, None), (Some("2026-06-22"), Some("2026-06-21"))] {
        let one = Eligibility { lost_on: lost.map(day), ..eligibility() };
        let served = with_naming(|naming| coverages([one.clone()].iter(), false, naming));
        let coverage = read(&served[0]);
        assert_eq!(coverage["period"]["end"].as_str(), end, "both ends of a period are in it");
        // How the record stands, which nobody has taken back; when it covers, the period says.
        assert_eq!(coverage["status"], "active");
    }
}
