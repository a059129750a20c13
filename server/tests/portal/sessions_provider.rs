//! What the provider says about a session: the end of it, the card's certificate, how lately the card was presented.

use reqwest::Method;
use serde_json::{Value, json};

use crate::app::TestApp;
use crate::client::Client;
use crate::provider::TestProvider;

async fn world() -> (TestProvider, TestApp) {
    let provider = TestProvider::start().await;
    let app = TestApp::start_with(&[("PORTAL_OIDC_ISSUER", provider.issuer())]).await;
    (provider, app)
}

/// Signs in by the address given; the status of the answer to the returning browser.
async fn enter_by(client: &mut Client, login: &str) -> u16 {
    let provider = client.get(login).await.location.unwrap();
    let back = client.get(&provider).await.location.unwrap();
    client.get(&back).await.status
}

async fn enter(app: &TestApp, provider: &TestProvider, subject: &str, claims: Value) -> Client {
    provider.will_say(subject, claims);
    let mut client = app.anonymous();
    assert_eq!(enter_by(&mut client, "/login").await, 303, "{}", app.log());
    client
}

async fn is_in(client: &Client) -> bool {
    client.clone().get("/settings").await.status == 200
}

/// Sends a message as the provider does, server to server.
async fn say(app: &TestApp, token: &str) -> u16 {
    app.anonymous().post("/login/backchannel", &[("logout_token", token)]).await.status
}

#[tokio::test]
async fn a_message_ends_the_sessions_it_names_at_once_and_counts_once() {
    let (provider, app) = world().await;
    let a1 = enter(&app, &provider, "a", json!({ "sid": "s1" })).await;
    let a2 = enter(&app, &provider, "a", json!({ "sid": "s2" })).await;
    let b = enter(&app, &provider, "b", json!({})).await;
    let message = provider.logout_token("j1", &json!({ "sid": "s1" }));
    assert_eq!(say(&app, &message).await, 200);
    assert_eq!((is_in(&a1).await, is_in(&a2).await, is_in(&b).await), (false, true, true));
    assert_eq!(say(&app, &message).await, 400, "a message counts once");
    assert_eq!(say(&app, &provider.logout_token("j2", &json!({ "sub": "a" }))).await, 200);
    assert_eq!((is_in(&a2).await, is_in(&b).await), (false, true));
    assert_eq!(say(&app, &provider.logout_token("j3", &json!({ "sub": "b", "sid": "unknown" }))).await, 200);
    assert!(!is_in(&b).await, "a session without a name of the provider's ends with its person");
}

#[tokio::test]
async fn a_neighbour_of_the_portal_says_it_at_the_inner_address_too() {
    let (provider, app) = world().await;
    let client = enter(&app, &provider, "a", json!({ "sid": "s1" })).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let inner = format!("{}/login/backchannel", app.admin);
    for (token, status, open) in
        [("x".to_owned(), 400, true), (provider.logout_token("j1", &json!({ "sid": "s1" })), 200, false)]
    {
        let answer = http.post(&inner).form(&[("logout_token", token)]).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), is_in(&client).await), (status, open));
    }
}

#[tokio::test]
async fn messages_that_prove_nothing_end_nothing() {
    let (provider, app) = world().await;
    let client = enter(&app, &provider, "a", json!({ "sid": "s1" })).await;
    let other = TestProvider::start().await;
    for (what, token) in [
        ("from another", other.logout_token("x1", &json!({ "sub": "a" }))),
        ("to another", provider.logout_token("x2", &json!({ "sub": "a", "aud": "other" }))),
        ("with a nonce", provider.logout_token("x3", &json!({ "sub": "a", "nonce": "n" }))),
        ("about nobody", provider.logout_token("x4", &json!({}))),
        ("no event", provider.logout_token("x5", &json!({ "sub": "a", "events": {} }))),
        ("too old", provider.logout_token("x6", &json!({ "sub": "a", "exp": 1, "iat": 0 }))),
        ("nothing", String::new()),
    ] {
        let answer = app.anonymous().post("/login/backchannel", &[("logout_token", &token)]).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, "{\"error\":\"invalid_request\"}"), "{what}");
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
    let token = provider.logout_token("x7", &json!({ "sub": "a" }));
    let sent_by_a_page = [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")];
    let answer =
        app.anonymous().send(Method::POST, "/login/backchannel", &sent_by_a_page, &[("logout_token", &token)]).await;
    assert_eq!(answer.status, 403, "browsers have no business here");
    assert!(is_in(&client).await);
    assert!(!app.log().contains(&token), "no token is logged");
}

#[tokio::test]
async fn the_end_of_the_certificate_is_told_from_three_months_before() {
    let (provider, app) = world().await;
    // The tests' day is 2026-11-22. Midnight in Japan is 15:00 UTC of the day before.
    let last_second =
        |day: &str| format!("{day}T14:59:59Z").parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp();
    for (day, told) in [
        ("2027-02-23", None),
        ("2027-02-22", Some("2027年2月22日")),
        ("2026-11-22", Some("今日で有効期限が切れます")),
        ("2026-11-21", Some("有効期限が切れています")),
    ] {
        let claims = json!({ "certificate_id": "c", "certificate_expires": last_second(day) });
        for path in ["/", "/registration"] {
            let mut client = enter(&app, &provider, "a", claims.clone()).await;
            let page = client.get(path).await.body;
            assert_eq!(page.contains("市区町村の窓口"), told.is_some(), "{day} {path}");
            assert!(told.is_none_or(|words| page.contains(words)), "{day} {path}");
        }
    }
    let page = enter(&app, &provider, "a", json!({})).await.get("/").await.body;
    assert!(!page.contains("市区町村の窓口"), "a provider that says nothing");
}

#[tokio::test]
async fn a_provider_that_does_not_ask_for_the_card_again_confirms_nothing() {
    let (provider, app) = world().await;
    let now = chrono::Utc::now().timestamp();
    for (auth_time, plain, again) in [(json!(now), 303, 303), (json!(now - 1_000), 303, 502), (Value::Null, 303, 502)] {
        provider.will_say("a", json!({ "auth_time": auth_time }));
        let mut client = app.anonymous();
        assert_eq!(enter_by(&mut client, "/login").await, plain, "{auth_time}");
        let fresh = client.post("/tax/export/csv", &[("year", "2025")]).await.status != 403;
        assert_eq!(fresh, again == 303, "{auth_time}: an old authentication opens no export");
        assert_eq!(enter_by(&mut client, "/login?again=1").await, again, "{auth_time}");
    }
}

#[tokio::test]
async fn a_card_taken_away_or_revoked_ends_its_sessions_within_a_second() {
    for what in ["remove", "revoke?reason=keyCompromise", "report-loss"] {
        let app = TestApp::start().await;
        let (here, there) = (app.signed_in("changer").await, app.signed_in("elder").await);
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let sim = http.post(format!("{}/sim/cards/changer/{what}", app.hub().await));
        let begun = std::time::Instant::now();
        let answer = sim.send().await.unwrap();
        assert!(answer.status().is_success(), "{what}: {}", answer.text().await.unwrap());
        assert!(!is_in(&here).await, "{what}: {}", app.log());
        assert!(begun.elapsed() < std::time::Duration::from_secs(1), "{what}: {:?}", begun.elapsed());
        assert!(is_in(&there).await, "{what}: another card's stay");
    }
}

#[tokio::test]
async fn nothing_of_what_the_provider_says_is_readable_at_rest() {
    let (provider, app) = world().await;
    let claims = json!({ "sid": "sid-canary", "certificate_id": "certificate-canary" });
    enter(&app, &provider, "subject-canary", claims).await;
    crate::sessions::change(&app, "pragma wal_checkpoint(truncate)").await;
    let file = std::fs::read(app.database()).unwrap();
    assert!(!String::from_utf8_lossy(&file).contains("canary"));
    assert!(!app.log().contains("canary"));
}

#[tokio::test]
async fn what_the_hub_no_longer_accepts_is_no_session_here_either() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let set = |faults: &'static str| http.put(format!("{}/sim/faults", app.hub)).body(faults).send();
    set("status=401").await.unwrap();
    assert!(client.get("/checkups").await.body.contains("ログインの有効期限が切れました"));
    set("").await.unwrap();
    for _ in 0..50 {
        if !is_in(&client).await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("still signed in");
}
