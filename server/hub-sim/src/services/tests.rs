//! The services through the gate: labels, marks, attacks, registration, faults.

use std::time::Instant;

use axum::http::StatusCode;
use serde_json::Value;

use crate::citizen::voice::ATTACKS;
use crate::citizen::{Citizen, population};
use crate::probe::{Probe, leaves, texts};

const XML: [&str; 4] = ["/v1/eligibility", "/v1/checkups", "/v1/medications", "/v1/expenses"];
const JSON: [&str; 6] =
    ["/v1/registration", "/v1/notices", "/v1/access", "/v1/consents", "/v1/exchange", "/v1/payments"];
const TODAY: (&str, &str) = ("HUB_SIM_TODAY", "2026-11-22");

/// Elements whose texts are units or names of code lists, the same for all people.
const SHARED: [&str; 4] = ["Unit", "CzUnit", "ShUnit", "TreatmentCategory"];

fn strings(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(values) => values.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn every_text_of_a_computed_citizen_carries_its_mark_and_no_other() {
    let probe = Probe::new(&[TODAY]);
    let mut marked = 0;
    for number in (1..400).step_by(13).chain([population::LAST]) {
        let id = format!("n-{number:09}");
        let mark = population::mark(number);
        let mut all = Vec::new();
        for path in XML {
            let answer = probe.get(&id, path, &[]).await.expect("an answer");
            let found = leaves(&answer.body);
            all.extend(found.into_iter().filter(|(tag, _)| !SHARED.contains(&tag.as_str())).map(|(_, text)| text));
        }
        for path in JSON {
            let answer = probe.get(&id, path, &[]).await.expect("an answer").json();
            all.extend(strings(&answer).into_iter().map(str::to_owned));
        }
        for text in all.iter().filter(|text| !text.is_ascii()) {
            assert!(text.contains(&mark), "{id}: {text}");
            marked += 1;
        }
    }
    assert!(marked > 1000);
}

#[tokio::test]
async fn every_attack_arrives_as_it_was_written() {
    let probe = Probe::new(&[TODAY]);
    let mut all = String::new();
    for path in XML {
        for (tag, text) in leaves(&probe.get("hostile", path, &[]).await.expect("an answer").body) {
            let plain = text.is_ascii()
                || SHARED.contains(&tag.as_str())
                || tag.starts_with("InsuredC")
                || tag.starts_with("InsuredI");
            assert!(plain || ATTACKS.iter().any(|a| text.contains(a)), "{tag}: {text}");
            all.push_str(&text);
        }
    }
    for attack in ATTACKS {
        assert!(all.contains(attack), "{attack}");
    }
}

#[tokio::test]
async fn one_source_of_crossed_names_another_birth_date() {
    let probe = Probe::new(&[TODAY]);
    for (path, tag) in
        [("eligibility", "Birthdate"), ("checkups", "Birthday"), ("medications", "Birth"), ("expenses", "Birthday")]
    {
        let answer = probe.get("crossed", &format!("/v1/{path}"), &[]).await.expect("an answer");
        let same = texts(&leaves(&answer.body), tag).iter().all(|birth| *birth == "19800808");
        assert_eq!(same, path != "checkups", "{path}");
    }
}

#[tokio::test]
async fn answers_are_the_same_each_time_but_for_their_moment() {
    let probe = Probe::new(&[TODAY]);
    for id in ["changer", "hostile", "n-000000777"] {
        for path in XML {
            let read = async || {
                let found = leaves(&probe.get(id, path, &[]).await.expect("an answer").body);
                found
                    .into_iter()
                    .filter(|(tag, _)| !tag.ends_with("Time") || tag == "EffectiveTime")
                    .collect::<Vec<_>>()
            };
            assert_eq!(read().await, read().await, "{id} {path}");
        }
    }
}

#[tokio::test]
async fn pressing_twice_registers_once() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_STEP_MS", "20")]);
    let validity = async || {
        let answer = probe.get("hanako", "/v1/eligibility", &[]).await.expect("an answer");
        texts(&leaves(&answer.body), "QualificationValidity").join(",")
    };
    assert_eq!(
        probe.get("hanako", "/v1/registration", &[]).await.expect("an answer").json()["state"],
        "not_registered"
    );
    assert_eq!(validity().await, "6");
    for _ in 0..2 {
        let answer = probe.send(probe.request("POST", "hanako", "/v1/registration", &[])).await.expect("an answer");
        assert_eq!(answer.json()["steps"].as_array().map(Vec::len), Some(4));
    }
    tokio::time::sleep(std::time::Duration::from_millis(120)).await;
    assert_eq!(probe.get("hanako", "/v1/registration", &[]).await.expect("an answer").json()["state"], "registered");
    assert_eq!(validity().await, "1");
    let counts = probe.get("hanako", "/sim/registrations", &[]).await.expect("an answer").json();
    assert_eq!(counts, serde_json::json!({ "hanako": 1 }));
    probe.send(probe.request("POST", "hanako", "/sim/reset", &[])).await.expect("an answer");
    assert_eq!(
        probe.get("hanako", "/v1/registration", &[]).await.expect("an answer").json()["state"],
        "not_registered"
    );
}

#[tokio::test]
async fn each_fault_does_what_it_says() {
    let probe = Probe::new(&[TODAY]);
    let get = async |fault: &str, id: &str| {
        probe.get("changer", "/v1/notices", &[("x-sim-fault", fault), ("x-request-id", id)]).await
    };
    let whole = get("", "a").await.expect("an answer");
    let (changer, hanako) = (Citizen::find("changer").expect("one"), Citizen::find("hanako").expect("one"));
    assert_eq!(whole.header("x-subject"), changer.subject());

    assert!(get("down", "b").await.is_none());
    assert!(get("down=notices", "b").await.is_none());
    assert!(get("down=checkups", "b").await.is_some());
    assert_eq!(get("status=503", "b").await.expect("an answer").status, StatusCode::SERVICE_UNAVAILABLE);
    let began = Instant::now();
    assert!(get("slow=80", "b").await.is_some());
    assert!(began.elapsed().as_millis() >= 80);

    let late = get("late", "c").await.expect("an answer");
    assert_ne!(late.header("x-request-id"), "c");

    for (id, labelled) in [("b", &hanako), ("a", &changer)] {
        let swapped = get("swap", id).await.expect("an answer");
        assert_eq!(swapped.json()["subject"], hanako.subject(), "the body is another person's");
        assert_eq!(swapped.header("x-subject"), labelled.subject(), "the label, by the request id");
        assert_eq!(swapped.header("x-request-id"), id);
    }

    for fault in ["truncate", "reset"] {
        let cut = get(fault, "d").await.expect("an answer");
        let promised: usize = cut.header("content-length").parse().expect("a length");
        assert_eq!((promised, cut.body.len()), (whole.body.len(), whole.body.len() / 2), "{fault}");
    }
    let garbage = get("garbage", "d").await.expect("an answer");
    assert_eq!(garbage.status, StatusCode::OK);
    assert!(serde_json::from_slice::<Value>(&garbage.body).is_err());
    assert_eq!(get("fire", "d").await.expect("an answer").status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn strangers_get_nothing_and_bad_periods_are_refused() {
    let probe = Probe::new(&[TODAY]);
    for path in XML.into_iter().chain(JSON) {
        let request =
            axum::http::Request::get(path).header("authorization", "Bearer x").body(axum::body::Body::empty());
        let answer = probe.send(request.expect("a request")).await.expect("an answer");
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in ["/v1/expenses?from=20260101", "/v1/checkups?from=202601", "/v1/medications?to=x"] {
        assert_eq!(probe.get("changer", path, &[]).await.expect("an answer").status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[tokio::test]
async fn global_faults_change_at_run_time_and_requests_are_counted() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_FAULTS", "status=500:access")]);
    let status = async || probe.get("changer", "/v1/access", &[]).await.expect("an answer").status;
    assert_eq!(status().await, StatusCode::INTERNAL_SERVER_ERROR);
    let put = |body: &'static str| {
        let request = axum::http::Request::put("/sim/faults").body(axum::body::Body::from(body));
        probe.send(request.expect("a request"))
    };
    assert_eq!(put("nonsense").await.expect("an answer").status, StatusCode::BAD_REQUEST);
    assert_eq!(put("").await.expect("an answer").status, StatusCode::NO_CONTENT);
    assert_eq!(status().await, StatusCode::OK);
    assert_eq!(probe.get("changer", "/sim/stats", &[]).await.expect("an answer").json()["access"], 2);
}
