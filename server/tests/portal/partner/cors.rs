//! Which pages of other sites may read an answer, and what the portal says of itself to programs.

use reqwest::Method;
use serde_json::Value;

use super::{ORIGIN, command, look_with, started};

const ADDRESSES: [(&str, &str); 6] = [
    ("POST", "/oauth/token"),
    ("GET", "/.well-known/smart-configuration"),
    ("GET", "/fhir/.well-known/smart-configuration"),
    ("GET", "/fhir/metadata"),
    ("GET", "/fhir/openapi.json"),
    ("GET", "/fhir/Patient"),
];

#[tokio::test]
async fn only_registered_origins_are_named_and_never_with_cookies() {
    let app = started().await;
    for (origin, known) in
        [(ORIGIN, true), ("https://evil.example", false), ("null", false), ("http://127.0.0.1:3300", false)]
    {
        for (method, path) in ADDRESSES {
            let url = format!("{}{path}", app.base);
            let asked = [("origin", origin), ("access-control-request-method", method)];
            let before = app.anonymous().send_body(Method::OPTIONS, &url, &asked, "").await;
            let answer = app.anonymous().send_body(method.parse().unwrap(), &url, &[("origin", origin)], "").await;
            for answer in [&before, &answer] {
                let named = answer.headers.get("access-control-allow-origin").map(|named| named.to_str().unwrap());
                assert_eq!(named, known.then_some(origin), "{method} {path} {origin}");
                assert!(!answer.headers.contains_key("access-control-allow-credentials"), "{path}");
                assert_eq!(answer.headers["vary"], "Origin", "{path}");
            }
            assert_eq!(before.status == 204, known, "{path} {origin}: {}", before.status);
        }
        // Pages and forms are named to nobody.
        for path in ["/", "/checkups", "/oauth/authorize", "/sharing/ask"] {
            let answer = look_with(&app, path, &[("origin", origin)]).await;
            assert!(!answer.headers.contains_key("access-control-allow-origin"), "{path} {origin}");
        }
    }
    command(&app, &["suspend", "sample-app"]);
    let answer = look_with(&app, "/fhir/metadata", &[("origin", ORIGIN)]).await;
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "not for a suspended provider");
}

#[tokio::test]
async fn the_portal_claims_what_these_tests_test() {
    let app = started().await;
    for path in ["/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration"] {
        let answer = look_with(&app, path, &[]).await;
        let said: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(said["authorization_endpoint"], format!("{}/oauth/authorize", app.base));
        assert_eq!(said["token_endpoint"], format!("{}/oauth/token", app.base));
        assert_eq!(said["code_challenge_methods_supported"], serde_json::json!(["S256"]));
        assert_eq!(said["grant_types_supported"], serde_json::json!(["authorization_code", "refresh_token"]));
        let capabilities = said["capabilities"].as_array().unwrap();
        for (name, claimed) in [
            ("launch-standalone", true),
            ("client-public", true),
            ("client-confidential-asymmetric", true),
            ("permission-v2", true),
            ("launch-ehr", false),
            ("client-confidential-symmetric", false),
            ("sso-openid-connect", false),
            ("permission-v1", false),
        ] {
            assert_eq!(capabilities.contains(&name.into()), claimed, "{name}");
        }
    }
    let answer = look_with(&app, "/fhir/metadata", &[]).await;
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&said["resourceType"], &said["fhirVersion"]), (&"CapabilityStatement".into(), &"4.0.1".into()));
    assert_eq!(said["rest"][0]["resource"].as_array().unwrap().len(), 11);
}
