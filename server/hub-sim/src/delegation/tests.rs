//! Delegations through the gate: who may, who may not, once is once, and what is written down.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use chrono::Duration;
use serde_json::{Value, json};

use crate::citizen::Citizen;
use crate::probe::{Answer, Probe};

const TODAY: (&str, &str) = ("HUB_SIM_TODAY", "2026-11-22");
const GIVER: &str = "n-000000871";
const HOLDER: &str = "n-000000873";

async fn post(probe: &Probe, citizen: &str, path: &str, key: &str, body: &Value) -> Answer {
    let (parts, _) = probe.request("POST", citizen, path, &[("idempotency-key", key)]).into_parts();
    probe.send(Request::from_parts(parts, Body::from(body.to_string()))).await.expect("an answer")
}

fn birth(id: &str) -> String {
    Citizen::find(id).expect("a citizen").birth.to_string()
}

async fn offer(probe: &Probe, kinds: &Value, until: &str) -> Value {
    let body = json!({ "kinds": kinds, "until": until, "holder_birth": birth(HOLDER) });
    post(probe, GIVER, "/v1/delegations", "k", &body).await.json()
}

async fn claim(probe: &Probe, citizen: &str, code: &Value) -> Value {
    post(probe, citizen, "/v1/delegations/claim", "k", &json!({ "code": code })).await.json()["outcome"].clone()
}

async fn look(probe: &Probe, citizen: &str, path: &str, delegation: &str) -> Answer {
    probe.get(citizen, path, &[("x-acting-for", delegation)]).await.expect("an answer")
}

#[tokio::test]
async fn offered_taken_used_and_ended() {
    let probe = Probe::new(&[TODAY]);
    let told = offer(&probe, &json!(["medications"]), "2026-12-22").await;
    let (id, code) =
        (told["delegations"][0]["id"].as_str().expect("an id").to_owned(), told["delegations"][0]["code"].clone());
    let again = offer(&probe, &json!(["checkups"]), "2026-12-22").await;
    assert_eq!(again["delegations"].as_array().map(Vec::len), Some(1), "the same key offers once");
    assert_eq!(look(&probe, HOLDER, "/v1/medications", &id).await.status, StatusCode::FORBIDDEN, "only offered");
    assert_eq!(claim(&probe, HOLDER, &code).await, "done");
    assert_eq!(claim(&probe, HOLDER, &code).await, "unknown_code", "used up");
    assert_eq!(look(&probe, HOLDER, "/v1/medications", &id).await.status, StatusCode::FORBIDDEN, "not taken yet");
    for who in [GIVER, "n-000000874"] {
        let answer = post(&probe, who, &format!("/v1/delegations/{id}/accept"), "k", &json!({})).await;
        assert_eq!(answer.json()["outcome"], "not_there", "{who} cannot say yes to it");
    }
    post(&probe, HOLDER, &format!("/v1/delegations/{id}/accept"), "k", &json!({})).await;
    let answer = look(&probe, HOLDER, "/v1/medications", &id).await;
    let (giver, holder) = (Citizen::find(GIVER).expect("one"), Citizen::find(HOLDER).expect("one"));
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        (answer.header("x-subject"), answer.header("x-actor")),
        (giver.subject().as_str(), holder.subject().as_str())
    );
    for path in [
        "/v1/checkups",
        "/v1/eligibility",
        "/v1/expenses",
        "/v1/registration",
        "/v1/notices",
        "/v1/access",
        "/v1/delegations",
    ] {
        assert_eq!(look(&probe, HOLDER, path, &id).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for who in [GIVER, "n-000000874"] {
        assert_eq!(look(&probe, who, "/v1/medications", &id).await.status, StatusCode::FORBIDDEN, "{who}");
    }
    for (who, role) in [(GIVER, "delegate"), (HOLDER, "self")] {
        let looks = probe.get(who, "/v1/access", &[]).await.expect("an answer").json()["looks"].clone();
        let used: Vec<&Value> =
            looks.as_array().expect("a list").iter().filter(|one| one["ground"] == "delegation").collect();
        assert_eq!(used.len(), 1, "{who}");
        assert_eq!((&used[0]["role"], &used[0]["kinds"]), (&json!(role), &json!(["medications"])), "{who}");
    }
    for who in [GIVER, HOLDER] {
        post(&probe, who, &format!("/v1/delegations/{id}/end"), "k", &json!({})).await;
        assert_eq!(look(&probe, HOLDER, "/v1/medications", &id).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn no_longer_than_a_year_and_only_until_its_day() {
    let probe = Probe::new(&[TODAY]);
    for (kinds, until, outcome) in [
        (json!([]), "2026-12-22", "not_allowed"),
        (json!(["medications"]), "2026-11-21", "not_allowed"),
        (json!(["medications"]), "2027-11-23", "not_allowed"),
        (json!(["medications"]), "2026-11-22", "done"),
    ] {
        assert_eq!(offer(&probe, &kinds, until).await["outcome"], outcome, "{kinds} {until}");
    }
    let parent = "household-";
    let standing = probe.get("parent", "/v1/delegations", &[]).await.expect("an answer").json()["delegations"].clone();
    let ids: Vec<&str> = standing.as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(ids.len() == 3 && ids.iter().all(|id| id.starts_with(parent)), "{ids:?}");
    let day = |days| probe.hub.clock.now() + Duration::days(days);
    for (now, status) in [(day(160), StatusCode::OK), (day(161), StatusCode::FORBIDDEN)] {
        probe.hub.clock.set(Some(now));
        assert_eq!(look(&probe, "parent", "/v1/medications", ids[0]).await.status, status, "{now}");
    }
}

#[tokio::test]
async fn codes_are_for_one_person_for_a_while_and_cannot_be_tried_out() {
    let probe = Probe::new(&[TODAY]);
    let told = offer(&probe, &json!(["medications"]), "2026-12-22").await;
    let code = told["delegations"][0]["code"].clone();
    assert_eq!(claim(&probe, GIVER, &code).await, "unknown_code", "not one's own");
    assert_eq!(claim(&probe, "n-000000874", &code).await, "unknown_code", "another birth date");
    for _ in 0..5 {
        assert_eq!(claim(&probe, HOLDER, &json!("ABCD2345")).await, "unknown_code");
    }
    assert_eq!(claim(&probe, HOLDER, &code).await, "too_many");
    probe.hub.clock.set(Some(probe.hub.clock.now() + Duration::minutes(16)));
    assert_eq!(claim(&probe, HOLDER, &code).await, "unknown_code", "too late");
}

#[tokio::test]
async fn of_somebody_protected_nothing_is_given() {
    let probe = Probe::new(&[TODAY]);
    let body = json!({ "kinds": ["medications"], "until": "2026-12-22", "holder_birth": birth(HOLDER) });
    assert_eq!(post(&probe, "blocked", "/v1/delegations", "k", &body).await.status, StatusCode::FORBIDDEN);
}
