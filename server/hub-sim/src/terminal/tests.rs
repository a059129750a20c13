//! The counter: nobody looks without a consent that covers it, and every look is in the person's record.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::probe::{Answer, Probe};

const TODAY: (&str, &str) = ("HUB_SIM_TODAY", "2026-11-23");

async fn post(probe: &Probe, path: &str, body: Value) -> Answer {
    let request = Request::post(path).header("content-type", "application/json").body(Body::from(body.to_string()));
    probe.send(request.expect("a request")).await.expect("an answer")
}

async fn looks(probe: &Probe, citizen: &str) -> Vec<Value> {
    let answer = probe.get(citizen, "/v1/access", &[]).await.expect("an answer").json();
    answer["looks"].as_array().expect("looks").clone()
}

fn asked(card: &str, by: &str, role: &str, kinds: &[&str]) -> Value {
    json!({ "card": card, "by": by, "pin": "1234", "institution": "見本駅前医院", "role": role, "kinds": kinds })
}

/// Registers a card at the counter, and waits until that is over.
async fn registered(probe: &Probe, card: &str) {
    let begun = post(probe, "/terminal/registrations", json!({ "card": card, "by": "face" })).await;
    assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text());
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
}

#[tokio::test]
async fn a_look_needs_a_consent_that_covers_it_and_is_written_down() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_STEP_MS", "1")]);
    let asks = || asked("hanako", "face", "doctor", &["medications", "checkups"]);
    let early = post(&probe, "/terminal/consents", asks()).await;
    assert_eq!((early.status, &early.json()["error"]), (StatusCode::FORBIDDEN, &json!("not_registered")));
    registered(&probe, "hanako").await;
    let before = looks(&probe, "hanako").await.len();
    let given = post(&probe, "/terminal/consents", asks()).await;
    assert_eq!(given.status, StatusCode::CREATED, "{}", given.text());
    let consent = given.json()["consent"].clone();
    let read = async |consent: &Value, kinds: &[&str]| {
        post(&probe, "/terminal/readings", json!({ "consent": consent, "kinds": kinds })).await
    };
    for (consent, kinds, error) in [
        (&consent, &["expenses"][..], "not_this"),
        (&consent, &["medications", "expenses"], "not_this"),
        (&consent, &[], "not_this"),
        (&json!("made up"), &["medications"], "no_consent"),
    ] {
        let answer = read(consent, kinds).await;
        assert_eq!((answer.status, &answer.json()["error"]), (StatusCode::FORBIDDEN, &json!(error)), "{kinds:?}");
    }
    assert_eq!(looks(&probe, "hanako").await.len(), before, "what was refused is no look");
    assert_eq!(read(&consent, &["medications"]).await.status, StatusCode::OK);
    let all = looks(&probe, "hanako").await;
    assert_eq!(all.len(), before + 1);
    assert_eq!(all[0]["institution"], "見本駅前医院");
    assert_eq!(
        (&all[0]["role"], &all[0]["kinds"], &all[0]["ground"], &all[0]["consent"]),
        (&json!("doctor"), &json!(["medications"]), &json!("terminal_consent"), &consent)
    );
    probe.hub.clock.set(Some(probe.hub.clock.now() + chrono::Duration::hours(25)));
    assert_eq!(read(&consent, &["medications"]).await.status, StatusCode::FORBIDDEN, "for the visit only");
}

#[tokio::test]
async fn a_card_is_registered_at_the_counter_by_face_once() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_STEP_MS", "1")]);
    for _ in 0..2 {
        let answer = post(&probe, "/terminal/registrations", json!({ "card": "hanako", "by": "face" })).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let told = probe.get("hanako", "/v1/registration", &[]).await.expect("an answer").json();
    assert_eq!((&told["state"], &told["by"]["door"]), (&json!("registered"), &json!("clinic_terminal")));
    let counts = probe.get("hanako", "/sim/registrations", &[]).await.expect("an answer").json();
    assert_eq!(counts, json!({ "hanako": 1 }));
    let all = looks(&probe, "hanako").await;
    let newest = &all[0];
    let at_desks = |looks: &[Value]| looks.iter().filter(|look| look["ground"] == "registration").count();
    assert_eq!(at_desks(&all), 1, "one registration, one entry");
    // Registered long ago, and not registered in this way at all: nobody registered them here.
    for card in ["empty", "ward"] {
        post(&probe, "/terminal/registrations", json!({ "card": card, "by": "face" })).await;
        assert_eq!(at_desks(&looks(&probe, card).await), 0, "{card}");
    }
    assert_eq!(
        (&newest["role"], &newest["ground"], &newest["kinds"], &newest["consent"]),
        (&json!("reception"), &json!("registration"), &json!(["eligibility"]), &json!(null)),
        "the desk confirms the eligibility: no doctor looks, and nobody is said to have consented to a look"
    );
    for (path, body) in [
        ("registrations", json!({ "card": "hanako", "by": "face", "institution": " " })),
        (
            "consents",
            json!({ "card": "hanako", "by": "face", "institution": "", "role": "doctor", "kinds": ["medications"] }),
        ),
        (
            "disaster-readings",
            json!({ "name": "x", "birth": "1989-03-31", "institution": "", "kinds": ["medications"] }),
        ),
    ] {
        let answer = post(&probe, &format!("/terminal/{path}"), body).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}: whoever looks has a name");
    }
    for (card, by) in [("expired", json!({ "by": "face" })), ("hanako", json!({ "by": "pin", "pin": "9999" }))] {
        let mut shown = by;
        shown["card"] = json!(card);
        assert_eq!(post(&probe, "/terminal/registrations", shown).await.status, StatusCode::FORBIDDEN, "{card}");
    }
}

#[tokio::test]
async fn who_may_consent_and_to_what() {
    let probe = Probe::new(&[TODAY, ("HUB_SIM_STEP_MS", "1")]);
    registered(&probe, "hanako").await;
    for (card, by, role, kinds, expected) in [
        ("hanako", "pin", "pharmacist", &["medications"][..], StatusCode::CREATED),
        ("hanako", "pin", "pharmacist", &["checkups"], StatusCode::FORBIDDEN),
        ("hanako", "face", "disaster", &["medications"], StatusCode::FORBIDDEN),
        ("hanako", "face", "doctor", &[], StatusCode::FORBIDDEN),
        ("lost", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
        ("expired", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
        // A forgotten PIN does not matter to a face.
        ("locked", "face", "doctor", &["medications"], StatusCode::CREATED),
        ("locked", "pin", "doctor", &["medications"], StatusCode::FORBIDDEN),
        ("nobody", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
        ("blocked", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
        // The welfare office registers (医療扶助).
        ("ward", "face", "doctor", &["medications"], StatusCode::CREATED),
        // Not registered: so far, or any more.
        ("booked", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
        ("revoked", "face", "doctor", &["medications"], StatusCode::FORBIDDEN),
    ] {
        let answer = post(&probe, "/terminal/consents", asked(card, by, role, kinds)).await;
        assert_eq!(answer.status, expected, "{card} {by} {role}: {}", answer.text());
    }
}

#[tokio::test]
async fn in_a_disaster_the_name_is_enough_and_the_record_says_so() {
    let probe = Probe::new(&[TODAY]);
    let search = |name: &str, birth: &str| json!({ "name": name, "birth": birth, "institution": "見本県災害拠点病院", "kinds": ["medications"] });
    let read = async |body: Value| post(&probe, "/terminal/disaster-readings", body).await.status;
    assert_eq!(read(search("番号 花子", "1989-03-31")).await, StatusCode::FORBIDDEN, "there is no disaster");
    let put = Request::put("/sim/disaster").body(Body::from("on")).expect("a request");
    assert_eq!(probe.send(put).await.expect("an answer").status, StatusCode::NO_CONTENT);
    assert_eq!(read(search("番号 花子", "1989-04-01")).await, StatusCode::NOT_FOUND);
    let mut expenses = search("番号 花子", "1989-03-31");
    expenses["kinds"] = json!(["expenses"]);
    assert_eq!(read(expenses).await, StatusCode::FORBIDDEN);
    assert_eq!(read(search("番号 花子", "1989-03-31")).await, StatusCode::OK);
    let look = looks(&probe, "hanako").await[0].clone();
    assert_eq!(
        (&look["role"], &look["ground"], &look["consent"]),
        (&json!("disaster"), &json!("disaster"), &Value::Null)
    );
    let somebody = crate::citizen::population::compute(42);
    assert_eq!(read(search(&somebody.name, &somebody.birth.to_string())).await, StatusCode::OK);
    let all = looks(&probe, &somebody.id).await;
    assert!(all[0]["institution"].as_str().is_some_and(|name| name.ends_with("㋐000000042")), "{}", all[0]);
}
