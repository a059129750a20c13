//! When a session ends: idle and absolute, a second before and a second after, for every guarded page, form and download.

use app::page_table::{Guard, PAGES};
use reqwest::Method;
use server::router::ROUTES;

use crate::app::TestApp;
use crate::client::{Answer, Client, address_of};
use crate::crawl::{Row, TABLE};
use crate::sessions::change;

/// The row of the crawl: what a form is sent with, and what somebody signed in gets.
fn row_of(method: &Method, path: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.method == method.as_str() && (row.pattern == path || row.address == path))
}

/// Each guarded address with its method.
fn guarded() -> Vec<(Method, String)> {
    let pages =
        PAGES.iter().filter(|page| page.guard != Guard::Public).map(|page| (Method::GET, address_of(page.path)));
    let forms = ROUTES
        .iter()
        .copied()
        .flatten()
        .filter(|route| route.guard != Guard::Public)
        .map(|route| (route.method.parse().unwrap(), route.path.to_owned()));
    pages.chain(forms).collect()
}

fn is_turned_away(answer: &Answer) -> bool {
    answer.status == 303 && answer.location.as_deref().is_some_and(|to| to.starts_with("/login"))
}

async fn ask(client: &mut Client, method: &Method, path: &str) -> Answer {
    client.send(method.clone(), path, &[], row_of(method, path).map_or(&[], |row| row.fields)).await
}

/// What the routes have in common: a second before the end they serve, a second after it they know nobody.
async fn check(app: &TestApp, now: i64, end: i64, prepare: &'static str) {
    let routes = guarded();
    assert!(routes.len() >= 12, "{routes:?}");
    for (method, path) in routes {
        app.stop_clock(now).await;
        let mut client = app.signed_in("changer").await;
        change(app, prepare).await;
        let mut after = client.clone();
        app.stop_clock(now + end - 1).await;
        let answer = ask(&mut client, &method, &path).await;
        let served = answer.status < 400 || row_of(&method, &path).is_some_and(|row| row.signed_in == answer.status);
        assert!(!is_turned_away(&answer) && served, "{method} {path} before: {}", answer.status);
        // Without a blank form there is nothing to fill.
        if method == Method::POST && path.contains("/export/") && path != "/tax/export/fill" {
            assert!(answer.headers.contains_key("content-disposition"), "{path} before");
        }
        // What was served has begun the time of rest anew: the end is judged by a session that was left alone.
        change(app, prepare).await;
        app.stop_clock(now + end + 1).await;
        let answer = ask(&mut after, &method, &path).await;
        assert!(is_turned_away(&answer), "{method} {path} after: {}", answer.status);
        if method == Method::GET {
            let anyone = ask(&mut app.anonymous(), &method, &path).await;
            assert_eq!(answer.location, anyone.location, "{path}: like anyone's");
        }
        assert!(!answer.body.contains("見本"), "{path} after");
        assert!(!after.cookies.contains_key("session"), "{path}: the stale cookie is removed");
    }
}

#[tokio::test]
async fn every_guarded_route_ends_after_fifteen_minutes_of_rest() {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1")]).await;
    let now = chrono::Utc::now().timestamp();
    check(&app, now, 900, "update session set seen_at = created_at, authenticated_at = created_at + 800").await;
}

#[tokio::test]
async fn every_guarded_route_ends_after_twelve_hours() {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1")]).await;
    let now = chrono::Utc::now().timestamp();
    check(&app, now, 43_200, "update session set seen_at = ends_at - 60, authenticated_at = ends_at - 60").await;
}

#[tokio::test]
async fn at_a_shared_terminal_every_guarded_route_ends_after_three_minutes() {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1"), ("PORTAL_KIOSK", "1")]).await;
    let now = chrono::Utc::now().timestamp();
    check(&app, now, 180, "update session set seen_at = created_at, authenticated_at = created_at").await;
    let page = app.signed_in("changer").await.get("/").await.body;
    assert!(page.contains("<body class=\"kiosk\">"), "and looks like one");
}

#[tokio::test]
async fn what_a_page_asks_by_itself_keeps_nobody_signed_in() {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1")]).await;
    let now = chrono::Utc::now().timestamp();
    app.stop_clock(now).await;
    let mut client = app.signed_in("hanako").await;
    for past in (3..900).step_by(69) {
        app.stop_clock(now + past).await;
        for (path, headers) in [
            ("/registration/progress", &[][..]),
            ("/registration", &[("sec-fetch-dest", "empty")]),
            ("/registration", &[("sec-purpose", "prefetch")]),
            ("/registration", &[("purpose", "prefetch")]),
            ("/session/left", &[]),
        ] {
            let answer = client.send(Method::GET, path, headers, &[]).await;
            assert_eq!(answer.status, 200, "{path} after {past}");
            if path == "/session/left" {
                assert_eq!(answer.body, format!("{{\"last\":false,\"left\":{}}}", 900 - past));
            }
        }
    }
    app.stop_clock(now + 900).await;
    assert_eq!(client.get("/session/left").await.body, "{\"last\":true,\"left\":0,\"over\":\"time\"}");
    assert!(is_turned_away(&client.get("/registration").await));
}

#[tokio::test]
async fn more_time_by_script_keeps_the_page_and_tells_the_seconds() {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1")]).await;
    let now = chrono::Utc::now().timestamp();
    app.stop_clock(now).await;
    let mut client = app.signed_in("changer").await;
    app.stop_clock(now + 850).await;
    let json = [("accept", "application/json")];
    let answer = client.send(Method::POST, "/session/extend", &json, &[]).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "{\"last\":false,\"left\":900}"));
    app.stop_clock(now + 850 + 899).await;
    assert_eq!(client.get("/insurance").await.status, 200);
}

#[tokio::test]
async fn nobody_stops_the_clock_of_a_portal_that_does_not_allow_it() {
    let app = TestApp::start().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.put(format!("{}/clock", app.admin)).body("1").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 404);
    assert_eq!(
        app.anonymous().send(Method::PUT, "/clock", &[], &[]).await.status,
        404,
        "and none but the admin address"
    );
}

#[tokio::test]
async fn nobody_is_promised_more_time_than_there_is() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    assert!(client.get("/insurance").await.body.contains("時間を延ばす"));
    crate::sessions::change(&app, "update session set ends_at = cast(strftime('%s','now') as integer) + 300").await;
    let page = client.get("/insurance").await.body;
    assert!(page.contains("延ばすことはできません") && !page.contains("時間を延ばす"), "{page}");
    client.post("/session/extend", &[]).await;
    let page = client.get("/insurance").await.body;
    assert!(page.contains("これより延ばすことはできません") && !page.contains("までの時間を延ばしました"));
}
