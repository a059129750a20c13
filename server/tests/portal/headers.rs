//! The headers that stand on every answer, whatever it is.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::app::TestApp;

pub(crate) const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-frame-options", "DENY"),
];

#[tokio::test]
async fn every_answer_carries_them() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let mut nonces = BTreeSet::new();
    let asked = [
        (Method::GET, "/", 200),
        (Method::GET, "/insurance", 200),
        (Method::GET, "/nothing", 404),
        (Method::GET, "/login?next=/", 303),
        (Method::GET, "/login/callback?state=x", 400),
        (Method::PUT, "/", 405),
        (Method::GET, "/assets/none", 404),
        (Method::GET, "/assets/portal.0123.css", 200),
        (Method::GET, "/icon.svg", 200),
        (Method::POST, "/session/extend", 303),
        (Method::POST, "/logout", 303),
    ];
    for (method, path, status) in asked {
        let answer = client.send(method.clone(), path, &[], &[]).await;
        assert_eq!(answer.status, status, "{method} {path}");
        for (name, value) in ALWAYS {
            assert_eq!(
                answer.headers.get(*name).map(|value| value.to_str().unwrap()),
                Some(*value),
                "{method} {path}: {name}"
            );
        }
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'nonce-")
                && policy.contains("frame-ancestors 'none'")
                && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
        assert!(nonces.insert(policy.to_owned()), "{path}: a nonce came twice");
        let caching = answer.headers["cache-control"].to_str().unwrap();
        let kept = status == 200 && (path.starts_with("/assets") || path == "/icon.svg");
        assert_eq!(caching == "no-store", !kept, "{path}: {caching}");
        assert!(answer.headers.contains_key("x-request-id"), "{path}");
        assert!(!answer.headers.contains_key("strict-transport-security"), "{path}: not over plain http");
        assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "{path}");
    }
}

#[tokio::test]
async fn over_https_cookies_and_transport_are_strict() {
    let app = TestApp::start_with(&[("PORTAL_PUBLIC_URL", "https://portal.example")]).await;
    let answer = app.anonymous().get("/login?next=/").await;
    assert_eq!(answer.headers["strict-transport-security"], "max-age=63072000; includeSubDomains");
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(
        cookie.starts_with("__Host-Http-signin=")
            && cookie.contains("; Secure")
            && cookie.contains("; HttpOnly")
            && cookie.contains("; Path=/;"),
        "{cookie}"
    );
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_sent_compressed() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/assets/portal.0123.css").await;
    assert_eq!(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(answer.headers["content-type"], "text/css");
}
