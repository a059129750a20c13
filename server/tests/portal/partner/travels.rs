//! What is handed out is what the person was told of: every element of every resource is named by the words on the page of
//! consent, or says nothing about the person.

use std::collections::BTreeSet;

use app::domain::delegation::RecordKind;
use app::domain::partner::{Resource, what_travels};
use serde_json::Value;

use super::records::everything;
use super::{YEARS, look, started, text, tokens};

/// An element of a resource, the kind of records it is handed out with, and the words of the page that tell of it.
const TOLD: [(RecordKind, &str, &str); 41] = [
    (RecordKind::Eligibility, "Coverage.type", "保険の種類"),
    (RecordKind::Eligibility, "Coverage.payor", "保険者の名前"),
    (RecordKind::Eligibility, "Coverage.relationship", "本人か家族か"),
    (RecordKind::Eligibility, "Coverage.period", "いつからいつまでか"),
    (RecordKind::Checkups, "Composition.category", "健診の種類"),
    (RecordKind::Checkups, "Composition.event", "受けた日"),
    (RecordKind::Checkups, "Composition.section", "検査の結果"),
    (RecordKind::Checkups, "Composition.text", "検査の結果"),
    (RecordKind::Checkups, "Composition.title", "健診の種類"),
    (RecordKind::Checkups, "Composition.type", "健診の種類"),
    (RecordKind::Checkups, "DiagnosticReport.code", "健診の種類"),
    (RecordKind::Checkups, "DiagnosticReport.effectiveDateTime", "受けた日"),
    (RecordKind::Checkups, "Encounter.period", "受けた日"),
    (RecordKind::Checkups, "Observation.category", "検査の結果"),
    (RecordKind::Checkups, "Observation.code", "検査の結果"),
    (RecordKind::Checkups, "Observation.dataAbsentReason", "検査の結果"),
    (RecordKind::Checkups, "Observation.effectiveDateTime", "受けた日"),
    (RecordKind::Checkups, "Observation.interpretation", "判定"),
    (RecordKind::Checkups, "Observation.method", "測り方"),
    (RecordKind::Checkups, "Observation.referenceRange", "基準値"),
    (RecordKind::Checkups, "Observation.valueCodeableConcept", "質問への答え"),
    (RecordKind::Checkups, "Observation.valueQuantity", "検査の結果"),
    (RecordKind::Checkups, "Observation.valueString", "医師の所見と名前"),
    (RecordKind::Checkups, "Organization.name", "受けた日と所、保険者の名前"),
    (RecordKind::Checkups, "Organization.type", "受けた日と所、保険者の名前"),
    (RecordKind::Checkups, "Practitioner.name", "医師の所見と名前"),
    (RecordKind::Medications, "MedicationDispense.authorizingPrescription", "処方した病院"),
    (RecordKind::Medications, "MedicationDispense.daysSupply", "日数"),
    (RecordKind::Medications, "MedicationDispense.dosageInstruction", "飲み方"),
    (RecordKind::Medications, "MedicationDispense.medicationCodeableConcept", "お薬の名前"),
    (RecordKind::Medications, "MedicationDispense.note", "使う理由・注意書き"),
    (RecordKind::Medications, "MedicationDispense.quantity", "量"),
    (RecordKind::Medications, "MedicationDispense.whenHandedOver", "受け取った日"),
    (RecordKind::Medications, "Organization.identifier", "薬局の番号"),
    (RecordKind::Medications, "Organization.name", "渡した薬局の名前"),
    (RecordKind::Expenses, "ExplanationOfBenefit.billablePeriod", "かかった月"),
    (RecordKind::Expenses, "ExplanationOfBenefit.insurance", "保険者の名前"),
    (RecordKind::Expenses, "ExplanationOfBenefit.insurer", "保険者の名前"),
    (RecordKind::Expenses, "ExplanationOfBenefit.provider", "かかった病院・薬局の名前"),
    (RecordKind::Expenses, "ExplanationOfBenefit.total", "医療費の額とその内訳"),
    (RecordKind::Expenses, "ExplanationOfBenefit.type", "診療の種類"),
];

/// Who it is about, told of every kind: the page names these apart.
const WHO: [&str; 3] = ["Patient.birthDate", "Patient.gender", "Patient.name"];

/// Elements that say how a resource is made, and nothing of the person; references lead to resources that are looked at too.
const FRAME: &[&str] = &[
    "class",
    "created",
    "date",
    "extension",
    "focal",
    "id",
    "identifier",
    "language",
    "meta",
    "outcome",
    "resourceType",
    "status",
    "use",
];

/// The elements of a resource, and of those within a document.
fn elements(resource: &Value, found: &mut BTreeSet<String>) {
    for entry in resource["entry"].as_array().into_iter().flatten() {
        elements(&entry["resource"], found);
    }
    let of = text(resource, "resourceType");
    for (name, value) in resource.as_object().unwrap() {
        if of != "Bundle" && !is_frame(of, name, value) {
            found.insert(format!("{of}.{name}"));
        }
    }
}

fn is_frame(of: &str, name: &str, value: &Value) -> bool {
    let reference = |one: &Value| [one, &one["actor"]].into_iter().any(|one| one["reference"].is_string());
    let refers = reference(value) || value.as_array().is_some_and(|all| all.iter().all(reference));
    match (of, name) {
        // The number of an institution is more than a frame; that of a document or of a line within it is none.
        ("Organization", "identifier") => false,
        // The profile asks for an address; there is none here.
        ("Patient", "address") => value[0]["text"] == "記録なし",
        _ => refers || FRAME.contains(&name),
    }
}

#[tokio::test]
async fn every_element_is_named_by_the_words_on_the_page() {
    let app = started().await;
    let mut unused: BTreeSet<(&str, &str)> = TOLD.iter().map(|(kind, at, _)| (kind.code(), *at)).collect();
    let mut untold = BTreeSet::new();
    for card in ["changer", "elder", "chronic"] {
        let mut client = app.signed_in(card).await;
        for kind in RecordKind::ALL {
            let given = tokens(&app, &mut client, &[kind.code()], &YEARS).await;
            let access = text(&given, "access_token");
            let mut found = BTreeSet::new();
            for resource in Resource::ALL {
                let search = format!("/fhir/{}", resource.name());
                if look(&app, &search, access).await.0 == 200 {
                    everything(&app, &search, access).await.iter().for_each(|one| elements(one, &mut found));
                }
            }
            assert!(found.iter().any(|at| !WHO.contains(&at.as_str())), "{card} has records of {}", kind.code());
            for at in found.iter().filter(|at| !WHO.contains(&at.as_str())) {
                let row = TOLD.iter().find(|(of, name, _)| *of == kind && name == at);
                let Some((_, element, words)) = row else {
                    untold.insert(format!("{} of {}", at, kind.code()));
                    continue;
                };
                assert!(what_travels(kind).contains(words), "{at}: the page does not say 「{words}」");
                unused.remove(&(kind.code(), *element));
            }
        }
    }
    assert!(untold.is_empty(), "goes out, and the person was not told: {untold:?}");
    assert!(unused.is_empty(), "told of, and never seen to go out: {unused:?}");
}
