//! Signing in: where it leads, what it refuses, what it never believes.

use crate::app::TestApp;

#[tokio::test]
async fn leads_back_to_the_page_first_asked_for() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let asked = client.get("/checkups/items/sbp").await.location.unwrap();
    assert_eq!(asked, "/login?next=/checkups/items/sbp");
    let answer = client.sign_in("changer", "/checkups/items/sbp").await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/checkups/items/sbp")));
    assert_eq!(client.get("/checkups/items/sbp").await.status, 200);
}

#[tokio::test]
async fn never_leads_away_from_the_portal() {
    let app = TestApp::start().await;
    for next in [
        "//evil.example",
        "https://evil.example/",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
        "/%0d%0aLocation:%20x",
        "javascript:alert(1)",
        "/logout",
        "/tax/export/form",
        "",
        "/nothing",
        "/checkups%23x",
    ] {
        let mut client = app.anonymous();
        let answer = client.sign_in("empty", next).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{next}");
    }
}

#[tokio::test]
async fn cards_that_are_not_valid_get_nobody_in() {
    let app = TestApp::start().await;
    for card in ["expired", "locked", "lost", "renewed-old", "nobody", "n-000000000", "n-124000001"] {
        let mut client = app.anonymous();
        let answer = client.until_callback(card, "/").await;
        if let Some(back) = answer.location {
            assert_eq!(client.get(&back).await.status, 403, "{card}");
        }
        assert!(!client.cookies.contains_key("session"), "{card}");
        assert_eq!(client.get("/insurance").await.status, 303, "{card}");
    }
}

#[tokio::test]
async fn turning_back_at_the_provider_is_said_plainly() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let begun = client.get("/login").await.location.unwrap();
    let state =
        reqwest::Url::parse(&begun).unwrap().query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    let answer = client
        .get(&format!("/login/callback?error=access_denied&error_description=<script>alert(1)</script>&state={state}"))
        .await;
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("ログインは行われませんでした") && answer.body.contains("href=\"/login\""));
    assert!(!answer.body.contains("alert(1)"), "nothing of the address is shown");
}

#[tokio::test]
async fn an_answer_counts_once_and_only_in_the_browser_that_asked() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let back = client.until_callback("empty", "/").await.location.unwrap();

    let stranger = app.anonymous().get(&back).await;
    assert_eq!(stranger.status, 400, "another browser");

    let mut forged = client.clone();
    let changed = back.replace("state=", "state=x");
    assert_eq!(forged.get(&changed).await.status, 400, "another state");

    // The wrong state has used the transaction up: the right one does not work any more.
    assert_eq!(client.get(&back).await.status, 400, "second try");
    assert!(!client.cookies.contains_key("session"));
}

#[tokio::test]
async fn a_code_is_not_accepted_twice() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let back = client.until_callback("empty", "/").await.location.unwrap();
    assert_eq!(client.get(&back).await.status, 303);
    let mut again = app.anonymous();
    let begun = again.get("/login").await.location.unwrap();
    let pairs = |url: &str, name: &str| {
        reqwest::Url::parse(url).unwrap().query_pairs().find(|(key, _)| key == name).unwrap().1.into_owned()
    };
    let answer =
        again.get(&format!("/login/callback?code={}&state={}", pairs(&back, "code"), pairs(&begun, "state"))).await;
    assert_eq!(answer.status, 400, "a code of another sign-in");
    assert!(!again.cookies.contains_key("session"));
}

#[tokio::test]
async fn fetching_ahead_begins_nothing() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let answer = client.send(reqwest::Method::GET, "/login", &[("sec-purpose", "prefetch")], &[]).await;
    assert_eq!(answer.status, 400);
    assert!(client.cookies.is_empty());
}
