//! Every form and download: who may send it, from where, how much.

use app::page_table::Guard;
use reqwest::Method;
use server::router::{ROUTES, RouteSpec, WhoseForm};
use server::signin::next::page_above;

use crate::app::TestApp;

#[tokio::test]
async fn no_other_site_may_send_a_form() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    // A provider's program speaks from its own site, and proves itself by its own means.
    let ours = |route: &&RouteSpec| route.method == "POST" && route.form != WhoseForm::Providers;
    for route in ROUTES.iter().copied().flatten().filter(ours) {
        for headers in [
            &[("origin", "https://evil.example")][..],
            &[("origin", "null")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", "http://localhost:1")],
        ] {
            let answer = client.send(Method::POST, route.path, headers, &[]).await;
            assert_eq!(answer.status, 403, "{} {headers:?}", route.path);
            assert!(answer.body.contains("受け付けられませんでした"), "{}", route.path);
        }
    }
    assert_eq!(client.get("/insurance").await.status, 200, "and nobody was signed out by it");
}

#[tokio::test]
async fn our_own_pages_may() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let own = app.base.clone();
    for headers in
        [&[("origin", own.as_str())][..], &[("sec-fetch-site", "same-origin"), ("origin", own.as_str())], &[]]
    {
        assert_eq!(client.send(Method::POST, "/session/extend", headers, &[]).await.status, 303, "{headers:?}");
    }
}

#[tokio::test]
async fn what_belongs_to_a_person_is_for_signed_in_people_only() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for route in ROUTES.iter().copied().flatten().filter(|route| route.guard != Guard::Public) {
        let answer = client.send(route.method.parse().unwrap(), route.path, &[], &[]).await;
        assert_eq!(
            (answer.status, answer.location.as_deref()),
            (
                303,
                Some(page_above(route.path).map_or("/login".to_owned(), |page| format!("/login?next={page}")).as_str())
            ),
            "{} {}",
            route.method,
            route.path
        );
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_with_a_page() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let long = "x".repeat(70 << 10);
    let answer = client.post("/session/extend", &[("a", &long)]).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("大きすぎます"));
}

#[tokio::test]
async fn no_route_changes_anything_by_get() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for route in ROUTES.iter().copied().flatten().filter(|route| route.method == "POST") {
        let answer = client.get(route.path).await;
        // The card component's answers are asked for at the same address, and a provider's question; there are none.
        let asked_for_there = ["/login/card", "/oauth/authorize"].contains(&route.path) && answer.status == 400;
        assert!(matches!(answer.status, 200 | 405) || asked_for_there, "GET {} answers {}", route.path, answer.status);
    }
    assert_eq!(client.get("/insurance").await.status, 200, "still signed in");
}
