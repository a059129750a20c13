//! What is read: only this person's, only the kinds and years agreed to, nothing hidden, nothing disowned, in pages that stay.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{KINDS, YEARS, entry, look, look_with, register, started, text, tokens};
use crate::drug_files::hide_one;

const TYPES: [(&str, &str); 8] = [
    ("Coverage", "eligibility"),
    ("Observation", "checkups"),
    ("DiagnosticReport", "checkups"),
    ("Composition", "checkups"),
    ("Bundle", "checkups"),
    ("Encounter", "checkups"),
    ("MedicationDispense", "medications"),
    ("ExplanationOfBenefit", "expenses"),
];

async fn total(app: &crate::app::TestApp, path: &str, access: &str) -> i64 {
    let (status, bundle) = look(app, path, access).await;
    assert_eq!(status, 200, "{path}: {bundle}");
    bundle["total"].as_i64().unwrap()
}

/// All resources of a search, page by page.
pub(super) async fn everything(app: &crate::app::TestApp, first: &str, access: &str) -> Vec<Value> {
    let (mut path, mut all) = (first.to_owned(), Vec::new());
    loop {
        let (status, bundle) = look(app, &path, access).await;
        assert_eq!(status, 200, "{path}: {bundle}");
        all.extend(bundle["entry"].as_array().into_iter().flatten().map(|entry| entry["resource"].clone()));
        let links = bundle["link"].as_array().unwrap();
        match links.iter().find(|link| link["relation"] == "next") {
            Some(next) => path = text(next, "url").strip_prefix(&app.base).unwrap().to_owned(),
            None => return all,
        }
    }
}

#[tokio::test]
async fn only_agreed_kinds_are_open() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    for kind in KINDS {
        let given = tokens(&app, &mut client, &[kind], &YEARS).await;
        let access = text(&given, "access_token");
        for (resource, of) in TYPES {
            let (status, answer) = look(&app, &format!("/fhir/{resource}?_count=1"), access).await;
            assert_eq!(status, if of == kind { 200 } else { 403 }, "{resource} with {kind}");
            let kind_of = if of == kind { "Bundle" } else { "OperationOutcome" };
            assert_eq!(answer["resourceType"], kind_of, "{resource} with {kind}");
            if of == kind {
                assert!(answer["total"].as_i64().unwrap() > 0, "{resource}: changer has some");
            }
        }
        let (status, patient) = look(&app, &format!("/fhir/Patient/{}", text(&given, "patient")), access).await;
        assert_eq!((status, &patient["birthDate"].is_string()), (200, &true));
    }
}

#[tokio::test]
async fn only_agreed_years_are_open() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let all = everything(&app, "/fhir/DiagnosticReport", text(&given, "access_token")).await;
    let years: BTreeSet<String> = all.iter().map(|one| text(one, "effectiveDateTime")[..4].to_owned()).collect();
    assert!(years.len() > 6, "{years:?}");
    for (picked, holds) in [
        (&["2026"][..], Box::new(|year: i32| year >= 2026) as Box<dyn Fn(i32) -> bool>),
        (&["2025", "2023"], Box::new(|year| year == 2025 || year == 2023)),
        (&["older"], Box::new(|year| year <= 2021)),
    ] {
        let given = tokens(&app, &mut client, &KINDS, picked).await;
        let access = text(&given, "access_token");
        for (resource, day) in [
            ("DiagnosticReport", "effectiveDateTime"),
            ("Observation", "effectiveDateTime"),
            ("MedicationDispense", "whenHandedOver"),
        ] {
            for one in everything(&app, &format!("/fhir/{resource}"), access).await {
                let year: i32 = text(&one, day)[..4].parse().unwrap();
                assert!(holds(year), "{resource} of {year} with {picked:?}");
            }
        }
        for one in everything(&app, "/fhir/ExplanationOfBenefit", access).await {
            let year: i32 = text(&one["billablePeriod"], "start")[..4].parse().unwrap();
            assert!(holds(year), "expenses of {year} with {picked:?}");
        }
        let there = everything(&app, "/fhir/DiagnosticReport", access).await.len();
        let wanted = years.iter().filter(|year| holds(year.parse().unwrap())).count();
        assert!(there >= wanted && there > 0, "{picked:?}: {there} of {wanted}");
    }
}

#[tokio::test]
async fn searches_find_what_is_asked_for_in_pages_that_stay() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let (access, patient) = (text(&given, "access_token"), text(&given, "patient"));
    let whole = total(&app, "/fhir/Observation", access).await;
    for size in [7, 50, 100] {
        let all = everything(&app, &format!("/fhir/Observation?_count={size}"), access).await;
        let names: BTreeSet<&str> = all.iter().map(|one| text(one, "id")).collect();
        assert_eq!((all.len() as i64, names.len() as i64), (whole, whole), "{size} a page");
        let days: Vec<&str> = all.iter().map(|one| text(one, "effectiveDateTime")).collect();
        assert!(days.is_sorted_by(|a, b| a >= b), "newest first");
    }
    for (search, some) in [
        (format!("/fhir/Observation?patient={patient}"), true),
        (format!("/fhir/Observation?subject=Patient/{patient}&date=2026-05-14"), true),
        (format!("/fhir/Observation?patient={}/fhir/Patient/{patient}", app.base), true),
        (format!("/fhir/Observation?patient=https://elsewhere.example/fhir/Patient/{patient}"), false),
        ("/fhir/Observation?patient=somebody-else".into(), false),
        ("/fhir/Observation?date=ge2030".into(), false),
        ("/fhir/Observation?date=ge2025&date=lt2026".into(), true),
        ("/fhir/Observation?code=urn:oid:1.2.392.200119.6.1005|9N001000000000001".into(), true),
        ("/fhir/Observation?code=9N001000000000001,9N006000000000001".into(), true),
        ("/fhir/Observation?code=http://loinc.org|9N001000000000001".into(), false),
        ("/fhir/Observation?category=laboratory".into(), true),
        ("/fhir/MedicationDispense?whenhandedover=2026".into(), true),
        ("/fhir/ExplanationOfBenefit?service-date=2025".into(), true),
        ("/fhir/Patient".into(), true),
    ] {
        assert_eq!(total(&app, &search, access).await > 0, some, "{search}");
    }
    for (path, status) in [
        ("/fhir/Observation?date=x", 400),
        ("/fhir/Observation?status=final", 400),
        ("/fhir/Observation?_count=x", 400),
        ("/fhir/Observation?_format=xml", 400),
        ("/fhir/Observation?_after=nothing", 410),
        ("/fhir/Observation/nothing", 404),
        ("/fhir/Practitioners", 404),
        ("/fhir/AllergyIntolerance", 404),
        ("/fhir/Patient/$everything", 404),
        ("/fhir/", 404),
        ("/fhir/Patient/x/_history", 404),
    ] {
        let answer = look_with(&app, path, &[("authorization", &format!("Bearer {access}"))]).await;
        assert_eq!(answer.status, status, "{path}");
        let outcome: Value = serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{path}: {}", answer.body));
        assert_eq!(outcome["resourceType"], "OperationOutcome", "{path}");
        assert!(outcome["issue"][0]["diagnostics"].as_str().unwrap().contains("問い合わせ番号"), "{path}");
    }
    let bearer = format!("Bearer {access}");
    for (path, accept, status) in [
        ("/fhir/Observation?_count=1", "application/fhir+xml", 406),
        ("/fhir/Observation?_count=1", "application/fhir+xml, application/fhir+json;q=0.5", 200),
        ("/fhir/Observation?_count=1&_format=json", "application/fhir+xml", 200),
        ("/fhir/metadata", "application/fhir+xml", 406),
        ("/fhir/metadata", "*/*", 200),
    ] {
        let answer = look_with(&app, path, &[("authorization", &bearer), ("accept", accept)]).await;
        assert_eq!(answer.status, status, "{path} {accept}: {}", answer.body);
    }
    let answer = super::post(&app, &[]).await;
    assert_eq!(answer.0, 400);
    // Each reference leads somewhere.
    let report = everything(&app, "/fhir/DiagnosticReport?_count=1&date=2026", access).await.remove(0);
    let mut referred: Vec<&str> = vec![text(&report["subject"], "reference"), text(&report["encounter"], "reference")];
    referred.extend(report["performer"].as_array().unwrap().iter().map(|one| text(one, "reference")));
    referred.extend(report["result"].as_array().unwrap().iter().take(3).map(|one| text(one, "reference")));
    for reference in referred {
        assert_eq!(look(&app, &format!("/fhir/{reference}"), access).await.0, 200, "{reference}");
    }
}

#[tokio::test]
async fn what_the_person_hides_is_not_there() {
    let app = started().await;
    let mut client = app.signed_in("elder").await;
    let given = tokens(&app, &mut client, &["medications"], &YEARS).await;
    let access = text(&given, "access_token");
    let names = |all: &[Value]| -> BTreeSet<String> {
        all.iter().map(|one| text(&one["medicationCodeableConcept"], "text").to_owned()).collect()
    };
    let before = names(&everything(&app, "/fhir/MedicationDispense", access).await);
    hide_one(&mut client).await;
    let after = names(&everything(&app, "/fhir/MedicationDispense", access).await);
    assert!(after.len() < before.len() && after.is_subset(&before), "{before:?} {after:?}");
}

#[tokio::test]
async fn the_insured_number_is_for_health_insurance_alone() {
    let app = started().await;
    let mut insurer = entry("insurer-app");
    insurer["purpose"] = "health-insurance".into();
    insurer["insured_number"] = true.into();
    assert!(register(&app, &insurer).status.success());
    let mut client = app.signed_in("hanako").await;
    for (id, shown) in [("sample-app", false), ("insurer-app", true)] {
        let ask = super::Ask::of(&app, id, super::EVERYTHING);
        let code = super::code(&mut client, &ask, &KINDS, &YEARS).await;
        let (_, given) = super::redeem(&app, &code, id).await;
        let access = text(&given, "access_token");
        let coverage = look(&app, "/fhir/Coverage", access).await.1.to_string();
        assert_eq!(coverage.contains("１２３４５６７"), shown, "{id}: {coverage}");
        for resource in ["Patient", "Observation", "Bundle", "DiagnosticReport", "ExplanationOfBenefit"] {
            let told = look(&app, &format!("/fhir/{resource}"), access).await.1.to_string();
            assert!(!told.contains("１２３４５６７") && !told.contains("1234567"), "{id} {resource}");
        }
    }
}

#[tokio::test]
async fn two_providers_are_told_two_names_and_no_name_leads_back() {
    let app = started().await;
    register(&app, &entry("other-app"));
    let mut client = app.signed_in("changer").await;
    let mut names = Vec::new();
    for id in ["sample-app", "other-app"] {
        let ask = super::Ask::of(&app, id, super::EVERYTHING);
        let code = super::code(&mut client, &ask, &KINDS, &YEARS).await;
        let (_, given) = super::redeem(&app, &code, id).await;
        let all = everything(&app, "/fhir/Observation", text(&given, "access_token")).await;
        let ids: BTreeSet<String> = all.iter().map(|one| text(one, "id").to_owned()).collect();
        names.push((text(&given, "patient").to_owned(), ids));
    }
    assert_ne!(names[0].0, names[1].0);
    assert!(names[0].1.is_disjoint(&names[1].1));
}

#[tokio::test]
async fn a_hub_that_fails_or_answers_with_somebody_else_gives_nothing() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let access = text(&given, "access_token");
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for (fault, statuses) in
        [("down=checkups", &[502u16][..]), ("swap", &[502]), ("garbage", &[502]), ("status=503", &[502])]
    {
        http.put(format!("{}/sim/faults", app.hub)).body(fault).send().await.unwrap();
        let (status, outcome) = look(&app, "/fhir/Observation", access).await;
        assert!(statuses.contains(&status), "{fault}: {status} {outcome}");
        assert_eq!(outcome["resourceType"], "OperationOutcome", "{fault}");
        assert_eq!(outcome["issue"].as_array().unwrap().len(), 1, "{fault}");
    }
    http.put(format!("{}/sim/faults", app.hub)).body("").send().await.unwrap();
    // A renewed certificate changes nothing for what the person has agreed to.
    http.post(format!("{}/sim/cards/changer/renew", app.hub)).send().await.unwrap();
    assert_eq!(look(&app, "/fhir/Coverage", access).await.0, 200);
    // A lost card ends what was given with it.
    http.post(format!("{}/sim/cards/changer/report-loss", app.hub)).send().await.unwrap();
    assert_eq!(look(&app, "/fhir/Coverage", access).await.0, 401);
}

#[tokio::test]
async fn a_provider_that_asks_too_often_waits_and_nobody_else_does() {
    let app = started().await;
    let (mut client, mut other) = (app.signed_in("changer").await, app.signed_in("elder").await);
    let own = tokens(&app, &mut client, &["checkups"], &["2026"]).await;
    let others = tokens(&app, &mut other, &["checkups"], &["2026"]).await;
    let mut refused = None;
    for asked in 0..2_000 {
        let bearer = format!("Bearer {}", text(&own, "access_token"));
        let answer = look_with(&app, "/fhir/AllergyIntolerance", &[("authorization", &bearer)]).await;
        if answer.status == 429 {
            refused = Some((asked, answer));
            break;
        }
    }
    let (asked, answer) = refused.expect("a limit");
    assert!(asked >= 300 && answer.headers.contains_key("retry-after"), "after {asked}");
    assert!(answer.body.contains("OperationOutcome") && answer.body.contains("throttled"));
    assert_eq!(look(&app, "/fhir/Patient", text(&others, "access_token")).await.0, 200);
}
