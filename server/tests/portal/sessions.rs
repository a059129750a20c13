//! Sessions: fixed by nobody, over in time, unreadable at rest.

use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;

/// Changes the session database behind the portal's back.
pub(crate) async fn change(app: &TestApp, statement: &'static str) {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect(&format!("sqlite:{}", app.database().display()))
        .await
        .unwrap();
    sqlx::query(statement).execute(&pool).await.unwrap();
    pool.close().await;
}

#[tokio::test]
async fn a_cookie_planted_before_signing_in_is_worth_nothing_afterwards() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    client.cookies.insert("session".into(), planted.into());
    client.sign_in("changer", "/").await;
    assert_ne!(client.cookies["session"], planted);
    let mut attacker = app.anonymous();
    attacker.cookies.insert("session".into(), planted.into());
    assert_eq!(attacker.get("/checkups").await.status, 303);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut before = client.clone();
    client.sign_in("elder", "/").await;
    assert_eq!(before.get("/insurance").await.status, 303, "the old session is over");
    assert_eq!(client.get("/insurance").await.status, 200);
}

#[tokio::test]
async fn a_session_ends_after_fifteen_minutes_of_rest() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    change(&app, "update session set seen_at = seen_at - 880").await;
    assert_eq!(client.get("/insurance").await.status, 200, "just before; and the rest begins anew");
    assert_eq!(client.get("/insurance").await.status, 200);
    change(&app, "update session set seen_at = seen_at - 900").await;
    let answer = client.get("/insurance").await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/login?next=/insurance")));
    assert!(!client.cookies.contains_key("session"), "the stale cookie is removed");
}

#[tokio::test]
async fn a_form_sent_too_late_leads_back_to_its_page_which_says_so() {
    let app = TestApp::start().await;
    let own = format!("{}/tax?year=2025", app.base);
    for (referer, way, page) in [
        (own.as_str(), "/login?next=/tax%3Fyear%3D2025", "/tax?year=2025"),
        ("https://evil.example/checkups", "/login?next=/tax", "/tax"),
    ] {
        let mut client = app.signed_in("changer").await;
        change(&app, "update session set seen_at = seen_at - 900").await;
        let answer =
            client.send(reqwest::Method::POST, "/tax/export/csv", &[("referer", referer)], &[("year", "2025")]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some(way)), "{referer}");
        assert!(!client.cookies.contains_key("session"), "the stale cookie is removed");
        let next = way.strip_prefix("/login?next=").unwrap();
        assert_eq!(client.sign_in("changer", next).await.location.as_deref(), Some(page));
        assert!(client.get(page).await.body.contains("送信されませんでした"), "{page} says so");
        assert!(!client.get(page).await.body.contains("送信されませんでした"), "{page} says it once");
    }
}

#[tokio::test]
async fn a_session_ends_in_any_case() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    change(&app, "update session set ends_at = seen_at").await;
    assert_eq!(client.get("/insurance").await.status, 303);
}

#[tokio::test]
async fn the_database_tells_nothing_about_anyone() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    assert!(client.get("/").await.body.contains("花子"), "the name is on the page");
    // Write what still stands in the log of the database into its file.
    change(&app, "pragma wal_checkpoint(truncate)").await;
    let file = std::fs::read(app.database()).unwrap();
    let text = String::from_utf8_lossy(&file);
    for secret in ["花子", "hanako", "ハナコ", "1989-03-31", "eyJ", client.cookies["session"].as_str()] {
        assert!(!text.contains(secret), "{secret} is in the database");
    }
    let log = app.log();
    for secret in ["花子", "hanako", "1989", client.cookies["session"].as_str()] {
        assert!(!log.contains(secret), "{secret} is in the log");
    }
}

#[tokio::test]
async fn more_time_leads_back_to_the_page() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let from = format!("{}/checkups", app.base);
    for (referer, back) in [(from.as_str(), "/checkups"), ("https://evil.example/checkups", "/"), ("nonsense", "/")] {
        let answer = client.send(reqwest::Method::POST, "/session/extend", &[("referer", referer)], &[]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some(back)), "{referer}");
    }
    let mut anonymous = app.anonymous();
    assert_eq!(anonymous.post("/session/extend", &[]).await.location.as_deref(), Some("/login"));
}
