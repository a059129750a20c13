//! PHR providers: what a provider's program and a person do with each other by way of the portal, told by plain clients.

mod client_keys;
mod consent;
mod cors;
mod embed;
mod lapse;
mod openapi;
mod own_page;
mod records;
mod registry;
mod table;
mod tokens;
mod travels;

use std::process::Output;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

/// Where the sample provider's pages lie.
const ORIGIN: &str = "http://127.0.0.1:3299";
const REDIRECT: &str = "http://127.0.0.1:3299/back?x=1";
const VERIFIER: &str = "a-verifier-of-a-test-that-is-long-enough-for-it";
pub(crate) const EVERYTHING: &str = "launch/patient offline_access patient/*.rs";
pub(crate) const YEARS: [&str; 6] = ["2026", "2025", "2024", "2023", "2022", "older"];
pub(crate) const KINDS: [&str; 4] = ["eligibility", "checkups", "medications", "expenses"];

/// An entry of the registry.
pub(crate) fn entry(id: &str) -> Value {
    json!({
        "id": id,
        "name": "見本ノート",
        "purpose": "self-care",
        "purpose_words": "健診の移り変わりを見せます",
        "kinds": KINDS,
        "origins": [ORIGIN],
        "redirect_uris": [REDIRECT],
        "contact": "03-0000-0000",
        "privacy_policy": "https://app.example/privacy",
    })
}

/// Runs `portal partner …` beside a running portal.
fn command(app: &TestApp, words: &[&str]) -> Output {
    app.command(&[&["partner"], words].concat())
}

/// Puts an entry into the registry.
pub(crate) fn register(app: &TestApp, entry: &Value) -> Output {
    let file = app.folder().join("entry.json");
    std::fs::write(&file, entry.to_string()).unwrap();
    command(app, &["add", file.to_str().unwrap()])
}

/// A portal with one provider.
async fn started() -> TestApp {
    let app = TestApp::start_with(&[("PORTAL_TEST_CLOCK", "1")]).await;
    let done = register(&app, &entry("sample-app"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    app
}

/// What a provider asks.
#[derive(Clone)]
pub(crate) struct Ask {
    parts: Vec<(&'static str, String)>,
}

impl Ask {
    pub(crate) fn of(app: &TestApp, id: &str, scope: &str) -> Self {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let parts = vec![
            ("client_id", id.to_owned()),
            ("redirect_uri", REDIRECT.to_owned()),
            ("response_type", "code".to_owned()),
            ("scope", scope.to_owned()),
            ("state", "state of & this=test".to_owned()),
            ("aud", format!("{}/fhir", app.base)),
            ("code_challenge", challenge),
            ("code_challenge_method", "S256".to_owned()),
        ];
        Self { parts }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        for part in self.parts.iter_mut().filter(|(known, _)| *known == name) {
            part.1 = value.to_owned();
        }
        self
    }

    fn address(&self) -> String {
        let mut url = Url::parse("http://x/oauth/authorize").unwrap();
        url.query_pairs_mut().extend_pairs(&self.parts);
        format!("{}?{}", url.path(), url.query().unwrap())
    }
}

/// Where a small page of ours leads on to.
fn leads_to(page: &str) -> String {
    let href = page.split("id=\"on\" href=\"").nth(1).unwrap_or_else(|| panic!("no way on: {page}"));
    href.split('"').next().unwrap().replace("&amp;", "&")
}

/// The page that puts a question to a person.
async fn question(client: &mut Client, ask: &Ask) -> Answer {
    let page = client.get(&ask.address()).await;
    assert_eq!(page.status, 200, "{}", page.body);
    client.get(&leads_to(&page.body)).await
}

/// Answers a question; what comes of the form.
async fn answer(client: &mut Client, ask: &Ask, what: &str, kinds: &[&str], years: &[&str], term: &str) -> Answer {
    let page = question(client, ask).await;
    let form = Form::to(&page.body, "/oauth/authorize");
    let mut fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(kinds.iter().map(|kind| ("kind", *kind)));
    fields.extend(years.iter().map(|year| ("year", *year)));
    fields.extend([("term", term), ("do", what)]);
    let to = if what == "refuse" { "/oauth/refuse" } else { "/oauth/authorize" };
    client.send_bare(Method::POST, to, &[], &fields).await
}

/// What the provider's page is told.
fn told(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let back = leads_to(&answer.body);
    assert!(back.starts_with(REDIRECT), "{back}");
    Url::parse(&back).unwrap().query_pairs().into_owned().collect()
}

fn part(told: &[(String, String)], name: &str) -> Option<String> {
    told.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// A code, by consent.
pub(crate) async fn code(client: &mut Client, ask: &Ask, kinds: &[&str], years: &[&str]) -> String {
    let answer = answer(client, ask, "allow", kinds, years, "30").await;
    part(&told(&answer), "code").expect("a code")
}

/// A provider's program: no cookie, no redirect.
async fn post(app: &TestApp, fields: &[(&str, &str)]) -> (u16, Value) {
    let mut url = Url::parse("x:").unwrap();
    url.query_pairs_mut().extend_pairs(fields);
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let body = url.query().unwrap_or_default().to_owned();
    let answer = app.anonymous().send_body(Method::POST, &format!("{}/oauth/token", app.base), &headers, body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

/// The fields that redeem a code.
fn redeeming<'f>(code: &'f str, id: &'f str) -> Vec<(&'static str, &'f str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", REDIRECT),
        ("code_verifier", VERIFIER),
        ("client_id", id),
    ]
}

pub(crate) async fn redeem(app: &TestApp, code: &str, id: &str) -> (u16, Value) {
    post(app, &redeeming(code, id)).await
}

pub(crate) async fn refresh(app: &TestApp, token: &str) -> (u16, Value) {
    post(app, &[("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "sample-app")]).await
}

/// A resource or a search.
pub(crate) async fn look(app: &TestApp, path: &str, token: &str) -> (u16, Value) {
    let answer = look_with(app, path, &[("authorization", &format!("Bearer {token}"))]).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{path}: {}", answer.body)))
}

async fn look_with(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Answer {
    app.anonymous().send_body(Method::GET, &format!("{}{path}", app.base), headers, "").await
}

/// Tokens for everything, or for less.
pub(crate) async fn tokens(app: &TestApp, client: &mut Client, kinds: &[&str], years: &[&str]) -> Value {
    let ask = Ask::of(app, "sample-app", EVERYTHING);
    let code = code(client, &ask, kinds, years).await;
    let (status, tokens) = redeem(app, &code, "sample-app").await;
    assert_eq!(status, 200, "{tokens} {}", app.log());
    tokens
}

pub(crate) fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

/// Presses a button about the one consent in force.
async fn press(client: &mut Client, action: &str, more: &[(&str, &str)]) -> String {
    let page = client.get("/sharing").await.body;
    let form = Form::to(&page, action);
    let mut fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(more);
    let answer = client.send_bare(Method::POST, action, &[], &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/sharing")));
    client.get("/sharing").await.body
}
