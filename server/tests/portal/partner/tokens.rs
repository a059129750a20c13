//! The token endpoint: every way to get a token that is not one's own, and what becomes of tokens that were used twice.

use serde_json::Value;

use super::{
    Ask, EVERYTHING, KINDS, VERIFIER, YEARS, code, entry, look, post, press, redeem, redeeming, refresh, register,
    started, text, tokens,
};
use crate::sessions::change;

#[tokio::test]
async fn a_code_is_worth_something_to_its_own_provider_once() {
    let app = started().await;
    register(&app, &entry("other-app"));
    let mut client = app.signed_in("changer").await;
    let ask = Ask::of(&app, "sample-app", EVERYTHING);
    let long = "v".repeat(129);
    for (name, value, status, error) in [
        ("code_verifier", "another-verifier-of-a-test-that-is-long-enough", 400, "invalid_grant"),
        ("code_verifier", "", 400, "invalid_grant"),
        ("code_verifier", long.as_str(), 400, "invalid_grant"),
        ("redirect_uri", "http://127.0.0.1:3299/back", 400, "invalid_grant"),
        ("redirect_uri", "", 400, "invalid_grant"),
        ("client_id", "other-app", 400, "invalid_grant"),
        ("client_id", "nobody", 401, "invalid_client"),
        ("client_id", "", 401, "invalid_client"),
        ("grant_type", "password", 400, "unsupported_grant_type"),
        ("grant_type", "client_credentials", 400, "unsupported_grant_type"),
    ] {
        let code = code(&mut client, &ask, &KINDS, &YEARS).await;
        let changed: Vec<(&str, &str)> = redeeming(&code, "sample-app")
            .into_iter()
            .map(|(known, was)| (known, if known == name { value } else { was }))
            .collect();
        let (answered, body) = post(&app, &changed).await;
        assert_eq!((answered, text(&body, "error")), (status, error), "{name}={value}");
        if error == "invalid_grant" {
            assert_eq!(redeem(&app, &code, "sample-app").await.0, 400, "{name}={value}: used up");
        }
    }
    for wrong in ["", "x", &"A".repeat(43), VERIFIER] {
        assert_eq!(redeem(&app, wrong, "sample-app").await.0, 400, "{wrong}");
    }
    let code = code(&mut client, &ask, &KINDS, &YEARS).await;
    // Said twice it is no request, and uses nothing up.
    for twice in ["code", "grant_type", "client_id", "code_verifier"] {
        let mut fields = redeeming(&code, "sample-app");
        fields.extend(redeeming(&code, "sample-app").into_iter().filter(|(name, _)| *name == twice));
        let (status, body) = post(&app, &fields).await;
        assert_eq!((status, text(&body, "error")), (400, "invalid_request"), "{twice}");
    }
    let (status, given) = redeem(&app, &code, "sample-app").await;
    assert_eq!(status, 200);
    assert_eq!((text(&given, "token_type"), given["expires_in"].as_i64()), ("Bearer", Some(300)));
    assert!(text(&given, "scope").contains("patient/Observation.rs") && given["patient"].is_string(), "{given}");
    assert_eq!(look(&app, "/fhir/Patient", text(&given, "access_token")).await.0, 200);
    // The second time ends all that the first has given.
    assert_eq!(redeem(&app, &code, "sample-app").await.0, 400);
    assert_eq!(look(&app, "/fhir/Patient", text(&given, "access_token")).await.0, 401);
    assert_eq!(refresh(&app, text(&given, "refresh_token")).await.0, 400);
    let page = client.get("/sharing").await.body;
    assert!(page.contains("二度使われたため"), "{page}");
}

#[tokio::test]
async fn refresh_tokens_go_round_and_one_that_comes_twice_ends_the_family() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let first = tokens(&app, &mut client, &["checkups"], &YEARS).await;
    let mut newest = text(&first, "refresh_token").to_owned();
    let mut all: Vec<Value> = vec![first.clone()];
    for _ in 0..3 {
        // One without a key need not say its name again: the token tells it.
        let (status, next) = match all.len() {
            2 => post(&app, &[("grant_type", "refresh_token"), ("refresh_token", &newest)]).await,
            _ => refresh(&app, &newest).await,
        };
        assert_eq!(status, 200, "{next}");
        assert_eq!((&next["scope"], &next["patient"]), (&first["scope"], &first["patient"]));
        assert_ne!(text(&next, "refresh_token"), newest);
        newest = text(&next, "refresh_token").to_owned();
        all.push(next);
    }
    for one in &all {
        assert_eq!(look(&app, "/fhir/Patient", text(one, "access_token")).await.0, 200);
    }
    assert_eq!(refresh(&app, text(&first, "refresh_token")).await.0, 400, "the first again");
    assert_eq!(refresh(&app, &newest).await.0, 400, "and the newest is over");
    for one in &all {
        assert_eq!(look(&app, "/fhir/Patient", text(one, "access_token")).await.0, 401);
    }
}

#[tokio::test]
async fn a_renewed_token_states_what_holds_now() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    assert!(
        text(&given, "scope").contains("patient/Coverage.rs") && text(&given, "scope").contains("patient/Bundle.rs")
    );
    let less: Vec<(&str, &str)> =
        [("kind", "eligibility")].into_iter().chain(YEARS.iter().map(|year| ("year", *year))).collect();
    press(&mut client, "/sharing/change", &less).await;
    let (status, next) = refresh(&app, text(&given, "refresh_token")).await;
    assert_eq!(status, 200, "{next}");
    assert_eq!(text(&next, "scope"), "launch/patient offline_access patient/Patient.rs patient/Coverage.rs");
}

#[tokio::test]
async fn tokens_end_in_time_and_without_offline_access_there_is_nothing_to_renew() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &["checkups"], &YEARS).await;
    let now = chrono::Utc::now().timestamp();
    for (after, access) in [(295, 200), (302, 401)] {
        app.stop_clock(now + after).await;
        assert_eq!(look(&app, "/fhir/Patient", text(&given, "access_token")).await.0, access, "{after}");
    }
    let (status, next) = refresh(&app, text(&given, "refresh_token")).await;
    assert_eq!(status, 200, "{next}");
    app.stop_clock(now + 30 * 24 * 60 * 60 + 10).await;
    assert_eq!(refresh(&app, text(&next, "refresh_token")).await.0, 400, "the consent's end");
    app.stop_clock(now).await;
    let mut client = app.signed_in("changer").await;
    let ask = Ask::of(&app, "sample-app", "launch/patient patient/Observation.rs");
    let code = code(&mut client, &ask, &["checkups"], &YEARS).await;
    let (_, given) = redeem(&app, &code, "sample-app").await;
    assert!(given["refresh_token"].is_null() && text(&given, "scope") == "launch/patient patient/Observation.rs");
    assert_eq!(look(&app, "/fhir/DiagnosticReport", text(&given, "access_token")).await.0, 403, "not asked for");
}

#[tokio::test]
async fn nothing_in_the_database_opens_a_token_or_a_record() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    for secret in ["access_token", "refresh_token"] {
        let needle = text(&given, secret).as_bytes().to_owned();
        for file in ["portal.sqlite", "portal.sqlite-wal"] {
            let bytes = std::fs::read(app.database().with_file_name(file)).unwrap_or_default();
            assert!(!bytes.windows(needle.len()).any(|part| part == needle), "{secret} in {file}");
        }
        assert!(!app.log().contains(text(&given, secret)));
    }
    // What is sealed for one token does not open by another.
    change(&app, "update partner_grant set sealed = (select sealed from partner_grant where role = 'refresh')").await;
    assert_eq!(look(&app, "/fhir/Patient", text(&given, "access_token")).await.0, 401);
}
