//! What stands in the file, and that whatever was delivered makes a whole one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::Value as Read;

use super::*;
use crate::domain::medication::{CodeSystem, Drug, DrugForm, DrugSource, Institution};
use crate::domain::notebook::{Author, RemarkKind};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn person() -> Person {
    Person {
        name: "見本　花子".into(), kana: "ミホン　ハナコ".into(), birth: day("1980-01-02"), sex: Sex::Female
    }
}

fn read(rows: &[Dispensing], otc: &[Otc]) -> Read {
    let made = day("2026-11-22").and_hms_opt(9, 30, 0).expect("a time");
    let person = person();
    let bytes = drug_bundle(&DrugFacts { person: &person, rows, otc, remarks: &[], today: day("2026-11-22"), made });
    serde_json::from_slice(&bytes).expect("JSON")
}

fn resources<'b>(bundle: &'b Read, kind: &str) -> Vec<&'b Read> {
    let entries = bundle["entry"].as_array().expect("entries");
    entries.iter().map(|entry| &entry["resource"]).filter(|one| one["resourceType"] == kind).collect()
}

fn row(on: &str, drugs: Vec<Drug>) -> Dispensing {
    let place = Institution { code: "1341234567".into(), name: "見本薬局".into() };
    Dispensing { drugs, ..Dispensing::on(DrugSource::Receipt, day(on), place) }
}

#[test]
fn a_drug_is_written_as_the_record_tells_it() {
    let mut drug = Drug {
        amount: "1.5".into(),
        unit: "錠".into(),
        times: Some(28),
        form: DrugForm::Oral,
        usage: Some("朝食後".into()),
        instruction: Some("粉砕".into()),
        reason: Some("血圧".into()),
        ..Drug::named("見本錠５ｍｇ")
    };
    drug.add_code(CodeSystem::Receipt, "620000001");
    drug.add_code(CodeSystem::Yj, "1234567F1011");
    drug.add_code(CodeSystem::Hot, "103835401");
    let external = Drug { form: DrugForm::External, ..Drug::named("見本軟膏") };
    let mut month = row("2026-09-01", vec![Drug::named("月だけ")]);
    month.dispensed_on = None;
    let prescribed = Dispensing { source: DrugSource::Prescription, ..row("2026-11-20", vec![Drug::named("まだ")]) };
    let rows = [row("2026-11-01", vec![drug.clone(), drug, external]), month, prescribed];
    let bundle = read(&rows, &[]);
    assert_eq!(
        (&bundle["type"], &bundle["timestamp"]),
        (&"collection".into(), &"2026-11-22T09:30:00.000+09:00".into())
    );
    let all = resources(&bundle, "MedicationDispense");
    assert_eq!(all.len(), 4);
    let one = all[0];
    assert_eq!(one["meta"]["profile"][0], "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationDispense");
    assert_eq!(one["quantity"], serde_json::json!({ "value": 42.0, "unit": "錠" }));
    assert_eq!((&one["daysSupply"]["value"], &one["whenHandedOver"]), (&28.into(), &"2026-11-01".into()));
    assert_eq!(one["medicationCodeableConcept"]["text"], "見本錠５ｍｇ");
    let codings: Vec<_> = one["medicationCodeableConcept"]["coding"]
        .as_array()
        .expect("codings")
        .iter()
        .map(|one| {
            format!("{} {}", one["system"].as_str().unwrap_or_default(), one["code"].as_str().unwrap_or_default())
        })
        .collect();
    assert_eq!(
        codings,
        [
            "urn:x-kenko-techo:receipt-drug-code 620000001",
            "urn:oid:1.2.392.100495.20.1.73 1234567F1011",
            "urn:oid:1.2.392.200119.4.403.1 103835401"
        ]
    );
    assert_eq!(one["dosageInstruction"][0]["text"], "朝食後");
    assert_eq!(one["dosageInstruction"][0]["additionalInstruction"][0]["text"], "粉砕");
    let notes: Vec<_> = one["note"].as_array().expect("notes").iter().map(|note| note["text"].clone()).collect();
    assert_eq!(notes, ["記録の出どころ：レセプト（2026年11月分）", "使う理由：血圧"]);
    let numbers = |one: &Read| [0, 1].map(|at| one["identifier"][at]["value"].as_str().unwrap_or_default().to_owned());
    assert_eq!(
        all.iter().map(|one| numbers(one)).collect::<Vec<_>>(),
        [["1", "1"], ["1", "2"], ["2", "1"], ["1", "1"]]
    );
    assert_eq!(all[2]["quantity"]["extension"][0]["valueCode"], "unknown");
    assert_eq!(all[3]["whenHandedOver"], "2026-09");
    let places = resources(&bundle, "Organization");
    assert_eq!((places.len(), &places[0]["identifier"][0]["value"]), (1, &"1341234567".into()));
}

#[test]
fn what_was_bought_is_told_by_the_person() {
    let otc = |until: Option<&str>| Otc {
        name: "見本目薬".into(),
        from: Some(day("2026-11-01")),
        until: until.map(day),
        author: Author::Patient,
        number: None,
        jan: Some("4900000000016".into()),
        ingredients: Vec::new(),
    };
    let bundle = read(&[], &[otc(Some("2026-11-10")), otc(None)]);
    let all = resources(&bundle, "MedicationStatement");
    assert_eq!(all.iter().map(|one| one["status"].clone()).collect::<Vec<_>>(), ["completed", "unknown"]);
    assert_eq!(all[0]["effectivePeriod"], serde_json::json!({ "start": "2026-11-01", "end": "2026-11-10" }));
    assert_eq!(all[0]["medicationCodeableConcept"]["coding"][0]["code"], "4900000000016");
}

/// Every kind of remark by every author: allergies and side effects are told in their own words, the rest is not.
#[test]
fn what_to_be_careful_of_is_told_as_it_was_written() {
    let kinds = [RemarkKind::Allergy, RemarkKind::SideEffect, RemarkKind::PastDisease, RemarkKind::Other];
    for author in [Author::Professional, Author::Patient, Author::Other, Author::Unknown] {
        let remark = |kind, text: &str| Remark { kind, text: text.into(), author };
        let mut remarks: Vec<Remark> = kinds.into_iter().map(|kind| remark(kind, "卵\u{7}<script>")).collect();
        remarks.push(remark(RemarkKind::Allergy, " \u{0} "));
        let (person, made) = (person(), day("2026-11-22").and_hms_opt(9, 30, 0).expect("a time"));
        let facts =
            DrugFacts { person: &person, rows: &[], otc: &[], remarks: &remarks, today: day("2026-11-22"), made };
        let bundle: Read = serde_json::from_slice(&drug_bundle(&facts)).expect("JSON");
        let all = resources(&bundle, "AllergyIntolerance");
        assert_eq!(all.len(), 2, "{author:?}");
        let patient = &bundle["entry"][0]["fullUrl"];
        for (one, kind, category) in [(all[0], "allergy", None), (all[1], "intolerance", Some("medication"))] {
            assert_eq!((&one["type"], &one["code"]), (&kind.into(), &serde_json::json!({ "text": "卵<script>" })));
            assert_eq!(one["category"].get(0).and_then(Read::as_str), category, "{kind}");
            let coded = |name: &str| one[name]["coding"][0]["code"].clone();
            assert_eq!((coded("clinicalStatus"), coded("verificationStatus")), ("active".into(), "unconfirmed".into()));
            assert_eq!(&one["patient"]["reference"], patient);
            assert_eq!(one["asserter"].is_object(), author == Author::Patient, "{author:?}");
            assert!(one["note"][0]["text"].as_str().is_some_and(|text| text.contains("お薬手帳")), "{author:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_was_delivered_makes_a_whole_file(
        drugs in prop::collection::vec((any::<String>(), ".{0,12}", ".{0,4}", any::<Option<u32>>(), ".{0,12}"), 0..6),
        place in any::<String>(),
    ) {
        let drugs: Vec<Drug> = drugs.into_iter().map(|(name, amount, code, times, usage)| {
            let mut drug = Drug { amount, times, form: DrugForm::Oral, usage: Some(usage), ..Drug::named(name) };
            drug.add_code(CodeSystem::Yj, &code);
            drug
        }).collect();
        let count = drugs.len();
        let mut one = row("2026-11-01", drugs);
        one.dispenser = Institution::named(place);
        let bundle = read(&[one], &[]);
        prop_assert_eq!(resources(&bundle, "MedicationDispense").len(), count);
        let entries = bundle["entry"].as_array().expect("entries");
        let names: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fullUrl"].as_str()).collect();
        prop_assert_eq!(names.len(), entries.len());
        for dispense in resources(&bundle, "MedicationDispense") {
            prop_assert!(dispense["medicationCodeableConcept"]["text"].as_str().is_some_and(|text| !text.trim().is_empty()));
            let subject = dispense["subject"]["reference"].as_str().unwrap_or_default();
            prop_assert!(names.contains(subject));
        }
    }
}
