//! Reports and consents through the gate: once is once, somebody else's is nobody's, and what is taken back is over.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::probe::{Answer, Probe};

const TODAY: (&str, &str) = ("HUB_SIM_TODAY", "2026-11-22");

async fn list(probe: &Probe, citizen: &str, path: &str, name: &str) -> Vec<Value> {
    let answer = probe.get(citizen, path, &[]).await.expect("an answer").json();
    answer[name].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

async fn looks(probe: &Probe, citizen: &str) -> Vec<Value> {
    list(probe, citizen, "/v1/access", "looks").await
}

async fn consents(probe: &Probe, citizen: &str) -> Vec<Value> {
    list(probe, citizen, "/v1/consents", "consents").await
}

async fn post(probe: &Probe, citizen: &str, path: &str, key: &str, body: &Value) -> Answer {
    let (parts, _) = probe.request("POST", citizen, path, &[("idempotency-key", key)]).into_parts();
    probe.send(Request::from_parts(parts, Body::from(body.to_string()))).await.expect("an answer")
}

async fn report(probe: &Probe, citizen: &str, key: &str, look: &Value) -> Answer {
    let body = json!({ "look": look, "reason": "not_visited", "words": "旅行中でした" });
    post(probe, citizen, "/v1/access/reports", key, &body).await
}

fn later(probe: &Probe, days: i64) {
    probe.hub.clock.set(Some(probe.hub.clock.now() + chrono::Duration::days(days)));
}

#[tokio::test]
async fn a_look_is_reported_once_whatever_is_sent() {
    let probe = Probe::new(&[TODAY]);
    let all = looks(&probe, "clinic").await;
    let (look, other) = (&all[0]["id"], &all[1]["id"]);
    let first = report(&probe, "clinic", "a", look).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let number = first.json()["report"]["number"].clone();
    assert_eq!(first.json()["look"], *look);
    for key in ["a", "b"] {
        assert_eq!(report(&probe, "clinic", key, look).await.json()["report"]["number"], number, "{key}");
    }
    assert_eq!(report(&probe, "clinic", "a", other).await.status, StatusCode::CONFLICT, "a key means one look");
    let now = looks(&probe, "clinic").await;
    assert_eq!(now.iter().filter(|one| !one["report"].is_null()).count(), 1);
    assert_eq!(now[0]["report"]["number"], number);
    assert_ne!(report(&probe, "clinic", "c", other).await.json()["report"]["number"], number);
}

#[tokio::test]
async fn a_report_is_asked_about_and_answered() {
    let probe = Probe::new(&[TODAY]);
    let look = looks(&probe, "clinic").await[0]["id"].clone();
    report(&probe, "clinic", "a", &look).await;
    for (days, asked, answered) in [(0, false, false), (3, true, false), (10, true, true)] {
        later(&probe, days);
        let told = looks(&probe, "clinic").await.into_iter().find(|one| one["id"] == look).expect("the look");
        let report = &told["report"];
        assert_eq!((!report["asked_on"].is_null(), !report["answer"].is_null()), (asked, answered), "{report}");
    }
}

#[tokio::test]
async fn nothing_is_taken_that_is_no_report_of_ones_own_look() {
    let probe = Probe::new(&[TODAY]);
    let own = looks(&probe, "clinic").await[0]["id"].clone();
    let foreign = looks(&probe, "changer").await[0]["id"].clone();
    for look in [&foreign, &json!("look-made-up")] {
        let answer = report(&probe, "clinic", "a", look).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::NOT_FOUND, "no such look"), "{look}");
    }
    for body in [
        json!({ "look": own }),
        json!({ "look": own, "reason": "because" }),
        json!({ "look": own, "reason": "other", "words": "長".repeat(1001) }),
        json!([]),
    ] {
        let answer = post(&probe, "clinic", "/v1/access/reports", "b", &body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
    }
    assert!(looks(&probe, "changer").await.iter().all(|one| one["report"].is_null()));
    assert_eq!(report(&probe, "blocked", "c", &own).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_consent_is_taken_back_once_and_nothing_is_fetched_through_it_any_more() {
    let probe = Probe::new(&[TODAY]);
    let is_good = |one: &&Value| one["kind"] == "phr_app" && one["withdrawn_at"].is_null();
    let app = consents(&probe, "changer").await.iter().find(is_good).expect("a good one")["id"].clone();
    let path = format!("/v1/consents/{}/withdrawal", app.as_str().expect("an id"));
    let fetched = async || looks(&probe, "changer").await.iter().filter(|look| look["consent"] == app).count();
    let before = fetched().await;
    let mut moments = Vec::new();
    for key in ["a", "a", "b"] {
        let answer = post(&probe, "changer", &path, key, &Value::Null).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let told = answer.json()["consents"].as_array().expect("consents").clone();
        moments.push(told.into_iter().find(|one| one["id"] == app).expect("it")["withdrawn_at"].clone());
        later(&probe, 1);
    }
    assert!(moments[0].is_string() && moments.iter().all(|moment| *moment == moments[0]), "{moments:?}");
    later(&probe, 40);
    assert_eq!(fetched().await, before);
    assert_eq!(post(&probe, "clinic", &path, "c", &Value::Null).await.status, StatusCode::NOT_FOUND);
    let over = consents(&probe, "changer").await;
    let over = over.iter().find(|one| one["kind"] == "care").expect("a visit")["id"].clone();
    let path = format!("/v1/consents/{}/withdrawal", over.as_str().expect("an id"));
    assert_eq!(post(&probe, "changer", &path, "d", &Value::Null).await.status, StatusCode::CONFLICT, "it has ended");
}

#[tokio::test]
async fn a_consent_of_a_counter_can_be_taken_back_within_its_day() {
    let probe = Probe::new(&[TODAY]);
    let counter = async |path: &str, body: Value| {
        let request = Request::post(path).header("content-type", "application/json").body(Body::from(body.to_string()));
        probe.send(request.expect("a request")).await.expect("an answer")
    };
    let shown = json!({ "card": "clinic", "by": "face", "institution": "見本駅前医院", "role": "doctor", "kinds": ["medications", "eligibility"] });
    let given = counter("/terminal/consents", shown).await.json()["consent"].clone();
    let reading = json!({ "consent": given, "kinds": ["medications"] });
    assert_eq!(counter("/terminal/readings", reading.clone()).await.status, StatusCode::OK);
    let told = consents(&probe, "clinic").await[0].clone();
    assert_eq!((&told["id"], &told["kind"], &told["institution"]), (&given, &json!("care"), &json!("見本駅前医院")));
    let look = looks(&probe, "clinic").await[0].clone();
    assert_eq!((&look["consent"], &look["ground"]), (&given, &json!("terminal_consent")));
    let path = format!("/v1/consents/{}/withdrawal", given.as_str().expect("an id"));
    assert_eq!(post(&probe, "changer", &path, "a", &Value::Null).await.status, StatusCode::NOT_FOUND, "not theirs");
    assert_eq!(post(&probe, "clinic", &path, "a", &Value::Null).await.status, StatusCode::OK);
    assert_eq!(counter("/terminal/readings", reading).await.status, StatusCode::FORBIDDEN);
    assert_eq!(looks(&probe, "clinic").await[0], look, "what was seen was seen");
}
