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

#[tokio::test]
async fn a_browser_can_tell_that_a_page_broke_its_policy() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let page = client.get("/checkups").await;
    assert_eq!(page.headers["reporting-endpoints"], "csp=\"/csp-report\"");
    let policy = page.headers["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.ends_with("report-uri /csp-report; report-to csp"), "{policy}");
    let url = format!("{}/csp-report", app.base);
    let report = r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","documentURL":"http://localhost/checkups"}}]"#;
    let kind = [("content-type", "application/reports+json")];
    let answer = app.anonymous().send_body(Method::POST, &url, &kind, report).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(answer.headers["cache-control"], "no-store");
    let large = app.anonymous().send_body(Method::POST, &url, &kind, vec![b'['; 20 << 10]).await;
    assert_eq!(large.status, 413);
    assert!(app.log().contains("a browser reports that a page broke its policy"));
    assert_eq!(client.get("/csp-report").await.status, 405, "and nothing else is there");
}
