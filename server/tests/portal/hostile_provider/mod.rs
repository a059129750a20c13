//! A provider that lies: whatever it says that is not true of this very sign-in, nobody is signed in, the log has a name
//! for it, and the person is shown one and the same page. What the client says is judged too.

mod keys;
mod lie;
mod provider;
mod rows;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use jsonwebtoken::DecodingKey;
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};

use self::lie::Lie;
use self::provider::{CODE, Provider, SECRET};
use self::rows::{ANSWERS, DESCRIPTIONS, FRESHNESS, LATE_DESCRIPTIONS, Page, Row, offer_pushing};
use crate::app::TestApp;
use crate::client::{Answer, Client};

/// Where a sign-in begins.
const LOGIN: &str = "/login?next=/checkups";

/// A portal that signs people in by the provider.
async fn portal(provider: &Provider, folder: &Path) -> TestApp {
    let key = folder.join("client.pem");
    std::fs::write(&key, client_key().to_pkcs8_pem(LineEnding::LF).unwrap()).unwrap();
    TestApp::start_with(&[
        ("PORTAL_OIDC_ISSUER", provider.issuer()),
        ("PORTAL_OIDC_CLIENT_ID", "portal"),
        ("PORTAL_OIDC_KEY", key.to_str().unwrap()),
    ])
    .await
}

fn client_key() -> SecretKey {
    SecretKey::from_slice(&[3; 32]).unwrap()
}

async fn provider() -> Provider {
    let public = client_key().public_key().to_public_key_pem(LineEnding::LF).unwrap();
    Provider::start(DecodingKey::from_ec_pem(public.as_bytes()).unwrap()).await
}

/// From the portal to the provider and back; the portal's last answer.
async fn sign_in(client: &mut Client, login: &str) -> Answer {
    let begun = client.get(login).await;
    let Some(away) = begun.location.clone() else { return begun };
    let back = client.get(&away).await.location.expect("the way back");
    client.get(&back).await
}

async fn is_signed_in(client: &mut Client) -> bool {
    !client.get("/insurance").await.location.is_some_and(|to| to.starts_with("/login"))
}

/// What a person sees of a fault page: the reference number and the nonce are of the request.
fn seen(answer: &Answer) -> (Page, String) {
    let main = answer.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
    let (before, rest) = main.split_once("<span class=\"num\">").expect("a reference number");
    let (_, after) = rest.split_once("</span>").expect("its end");
    let page = match answer.status {
        502 => Page::Unproven,
        400 => Page::Stale,
        503 => Page::Down,
        other => panic!("status {other}"),
    };
    (page, format!("{before}{after}"))
}

/// Tells one lie and looks at what comes of it.
async fn try_lie(app: &TestApp, provider: &Provider, row: &Row) -> (Page, String) {
    try_lie_at(LOGIN, app, provider, row).await
}

/// The same, for a sign-in that begins at this address.
async fn try_lie_at(login: &str, app: &TestApp, provider: &Provider, row: &Row) -> (Page, String) {
    let mut lie = Lie::NONE;
    (row.tell)(&mut lie);
    provider.tell(lie);
    let logged = app.log().len();
    let mut client = app.anonymous();
    let answer = sign_in(&mut client, login).await;
    let log = app.log()[logged..].to_owned();
    let name = row.name;
    let line = log.lines().find(|line| line.contains("a sign-in ")).unwrap_or_else(|| panic!("{name}: {log}"));
    assert!(line.ends_with(&format!(": {}", row.log)), "{name}: {line}");
    assert!(!client.cookies.contains_key("session"), "{name}: a session");
    assert!(!is_signed_in(&mut client).await, "{name}: signed in");
    assert_eq!(provider.complaints(), Vec::<String>::new(), "{name}");
    for secret in [SECRET, CODE, "sub-1", "適合", "http://id.example"] {
        assert!(!log.contains(secret), "{name}: the log has {secret}: {log}");
        assert!(!answer.body.contains(secret), "{name}: the page has {secret}");
    }
    let (page, text) = seen(&answer);
    assert_eq!(page, row.page, "{name}: {line}");
    (page, text)
}

/// An honest provider gets people in, by the same way that all lies take.
async fn honest(app: &TestApp, provider: &Provider, tell: fn(&mut Lie), calls: &[&str]) {
    let mut lie = Lie::NONE;
    tell(&mut lie);
    provider.tell(lie);
    let mut client = app.anonymous();
    let answer = sign_in(&mut client, LOGIN).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/checkups")), "{}", app.log());
    assert!(client.get("/help").await.body.contains("適合 試子"), "the person is named");
    // Last: the hub in a box knows nothing of this provider, and ends the session when it is asked.
    assert!(is_signed_in(&mut client).await);
    assert_eq!(provider.complaints(), Vec::<String>::new());
    assert_eq!(provider.called(), calls);
    assert!(!app.log().contains(SECRET));
}

#[tokio::test]
async fn what_it_says_about_a_sign_in_is_believed_only_if_all_of_it_fits() {
    let (provider, folder) = (provider().await, tempfile::tempdir().unwrap());
    let app = portal(&provider, folder.path()).await;
    honest(&app, &provider, |_| {}, &["token"]).await;
    let mut shown = BTreeSet::new();
    for row in ANSWERS {
        shown.insert(try_lie(&app, &provider, row).await);
    }
    // The person is told what to do, not what was wrong: one page for all lies.
    assert_eq!(shown.iter().filter(|(page, _)| *page == Page::Unproven).count(), 1, "{shown:?}");
    let (_, text) = shown.first().unwrap();
    for says in
        ["ログインを取りやめました", "あなたの記録は失われていません。", "もう一度、はじめからログインしてください。"]
    {
        assert!(text.contains(says), "{says}: {text}");
    }
    honest(&app, &provider, |_| {}, &["token"]).await;
    honest(&app, &provider, |lie| lie.claims = |claims| claims["azp"] = "portal".into(), &["token"]).await;
    let by_userinfo = |lie: &mut Lie| {
        lie.claims = |claims| claims.as_object_mut().unwrap().retain(|name, _| !name.contains("name"));
    };
    honest(&app, &provider, by_userinfo, &["token", "userinfo"]).await;
}

#[tokio::test]
async fn a_card_that_is_asked_for_again_must_have_been_presented_just_now() {
    let (provider, folder) = (provider().await, tempfile::tempdir().unwrap());
    let app = portal(&provider, folder.path()).await;
    for row in FRESHNESS {
        assert_eq!(try_lie_at("/login?again=1&next=/checkups", &app, &provider, row).await.0, Page::Unproven);
    }
    honest(&app, &provider, |_| {}, &["token"]).await;
}

#[tokio::test]
async fn what_it_says_about_itself_is_believed_only_from_its_own_origin() {
    let (provider, folder) = (provider().await, tempfile::tempdir().unwrap());
    let mut lies = 0;
    for row in DESCRIPTIONS.iter().chain(LATE_DESCRIPTIONS) {
        let mut lie = Lie::NONE;
        (row.tell)(&mut lie);
        provider.tell(lie);
        // A description is believed for an hour, so each lie needs a portal that knows nothing yet.
        let app = portal(&provider, folder.path()).await;
        try_lie(&app, &provider, row).await;
        lies += 1;
    }
    assert!(lies + ANSWERS.len() >= 60);
    provider.tell(Lie::NONE);
    let app = portal(&provider, folder.path()).await;
    honest(&app, &provider, offer_pushing, &["push", "token"]).await;
}

#[tokio::test]
async fn an_answer_counts_once_and_in_one_browser_only() {
    let (provider, folder) = (provider().await, tempfile::tempdir().unwrap());
    let app = portal(&provider, folder.path()).await;
    let mut client = app.anonymous();
    let away = client.get("/login?next=/checkups").await.location.unwrap();
    let back = client.get(&away).await.location.unwrap();
    // Another browser cannot use it, with a sign-in of its own under way or without.
    let mut other = app.anonymous();
    assert_eq!(seen(&other.get(&back).await).0, Page::Stale);
    other.get("/login?next=/").await;
    assert_eq!(seen(&other.get(&back).await).0, Page::Stale);
    assert!(!is_signed_in(&mut other).await);
    // The right one can, once.
    let held = client.cookies.clone();
    assert_eq!(client.get(&back).await.status, 303);
    assert!(is_signed_in(&mut client).await);
    let mut again = app.anonymous();
    again.cookies = held;
    assert_eq!(seen(&again.get(&back).await).0, Page::Stale);
    assert!(!is_signed_in(&mut again).await);
    assert_eq!(provider.called(), ["token"], "the code was redeemed once");
}

#[tokio::test]
async fn a_provider_that_keeps_silent_is_not_waited_for() {
    let (provider, folder) = (provider().await, tempfile::tempdir().unwrap());
    let app = portal(&provider, folder.path()).await;
    honest(&app, &provider, |_| {}, &["token"]).await;
    let begun = Instant::now();
    let silent = rows::Row {
        name: "token endpoint keeps silent",
        tell: |lie| lie.token_manner.silence = 30_000,
        page: Page::Down,
        log: "no answer: not in time",
    };
    try_lie(&app, &provider, &silent).await;
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}
