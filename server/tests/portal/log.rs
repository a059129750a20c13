//! The log says what happened and nothing of what was sent: no line can be forged, no terminal be driven by it.

use reqwest::Method;

use crate::app::TestApp;

/// Marked, so that the log can be searched for it.
const MARK: &str = "mark-of-an-attack";

#[tokio::test]
async fn what_is_sent_stands_nowhere_in_the_log() {
    let app = TestApp::start_with(&[("RUST_LOG", "info"), ("PORTAL_TLS_PROXY", "127.0.0.1")]).await;
    let mut client = app.signed_in("changer").await;
    let attacks = [
        "%0a2026-01-01T00:00:00Z%20ERROR%20forged%20",
        "%0d%0aSet-Cookie:%20a=",
        "%1b[2J%1b[1;31m",
        "%22,%22level%22:%22ERROR%22,%22x%22:%22",
        "%c2%9b31m",
        "%00",
        "${jndi:ldap://x/}",
        "{{7*7}}",
    ];
    for attack in attacks {
        for path in [
            format!("/{attack}{MARK}"),
            format!("/medications?q={attack}{MARK}"),
            format!("/checkups/items/{attack}{MARK}"),
            format!("/login?next={attack}{MARK}"),
            format!("/login/callback?state={attack}{MARK}&code={attack}{MARK}&error={attack}{MARK}"),
        ] {
            client.raw(&path).await;
        }
        let words = attack.replace("%0a", "").replace("%0d", "").replace("%00", "") + MARK;
        for name in ["user-agent", "referer", "x-forwarded-for", "x-request-id", "origin", "accept-language"] {
            client.send(Method::GET, "/help", &[(name, &words)], &[]).await;
        }
        client.post("/tax/export/csv", &[("year", &words)]).await;
        client.post("/import/export/csv", &[("year", "2025"), ("book", &words)]).await;
    }
    client.cookies.insert("session".into(), format!("{MARK}\u{9b}31m"));
    client.raw("/").await;
    let log = app.log();
    assert!(log.contains("answered"), "there is a log");
    assert!(!log.contains(MARK), "{}", log.lines().find(|line| line.contains(MARK)).unwrap_or_default());
    let driven = |c: char| c.is_control() && c != '\n' && c != '\u{1b}';
    assert!(!log.contains(driven), "no control characters");
    // The log's own colours stand in a fixed form and end with the line.
    let own = log.replace("\u{1b}[2m", "").replace("\u{1b}[0m", "").replace("\u{1b}[3m", "");
    let own = ["\u{1b}[32m", "\u{1b}[33m", "\u{1b}[31m", "\u{1b}[34m", "\u{1b}[1m"]
        .iter()
        .fold(own, |text, colour| text.replace(colour, ""));
    assert!(!own.contains('\u{1b}'), "no other escape: {own:?}");
    assert!(!log.contains("forged"), "no line that we did not write");
}

#[tokio::test]
async fn errors_carry_a_number_and_nothing_from_inside() {
    let app = TestApp::start_with(&[("HUB_SIM_FAULTS", "status=500")]).await;
    let mut client = app.anonymous();
    let long = "x".repeat(70 << 10);
    let answers = [
        client.get("/nothing-of-ours").await,
        client.send(Method::PUT, "/help", &[], &[]).await,
        client.get("/login/callback?state=x&code=y").await,
        client.send(Method::POST, "/logout", &[("origin", "null")], &[]).await,
        client.post("/import/export/csv", &[("year", "x"), ("book", "y")]).await,
        client.post("/import", &[("a", &long)]).await,
    ];
    for answer in answers {
        assert!(answer.status >= 400, "{}", answer.status);
        let number = answer.headers["x-request-id"].to_str().unwrap();
        if answer.status != 404 {
            assert!(answer.body.contains("問い合わせ番号"), "{}", answer.body);
            assert!(answer.body.contains(number), "{} names {number}", answer.status);
        }
        for inside in [
            "axum",
            "hyper",
            "tokio",
            "panicked",
            ".rs:",
            "Error(",
            "sqlx",
            "hub-sim",
            "Missing",
            "deserialize",
            "127.0.0.1",
        ] {
            assert!(!answer.body.contains(inside), "{}: {inside}", answer.status);
        }
    }
}
