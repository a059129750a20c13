//! The key of a form: nothing is changed without the right one, from our own pages, whatever the route and the wrapping.

use reqwest::Method;
use server::router::{ROUTES, RouteSpec, WhoseForm};

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

const DIVIDER: &str = "divider-of-this-test";

/// Every form but the one that comes from another site and without a key.
fn own_forms() -> impl Iterator<Item = &'static RouteSpec> {
    posts().filter(|route| route.form != WhoseForm::Components)
}

/// All but what a provider's program sends: that carries a proof of its own, and no cookie counts there.
fn posts() -> impl Iterator<Item = &'static RouteSpec> {
    let posts = ROUTES.iter().copied().flatten().filter(|route| route.method == "POST");
    posts.filter(|route| route.form != WhoseForm::Providers)
}

/// What a form looks like on the wire: content type, and the body around a key.
fn wrapped(kind: &str, key: Option<&str>) -> (String, String) {
    let field = key.map(|key| format!("form_key={key}&")).unwrap_or_default();
    match kind {
        "multipart/form-data" => {
            let part = key
                .map(|key| format!("--{DIVIDER}\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{key}\r\n"))
                .unwrap_or_default();
            (format!("{kind}; boundary={DIVIDER}"), format!("{part}--{DIVIDER}--\r\n"))
        }
        "application/json" => (kind.to_owned(), format!("{{\"form_key\":\"{}\"}}", key.unwrap_or_default())),
        other => (other.to_owned(), format!("{field}year=2025")),
    }
}

/// One cell of the matrix.
struct Cell<'a> {
    method: &'a Method,
    path: &'a str,
    origin: &'a [(&'a str, &'a str)],
    kind: &'a str,
    key: Option<&'a str>,
}

impl Cell<'_> {
    async fn send(&self, client: &Client, base: &str) -> Answer {
        let (kind, body) = wrapped(self.kind, self.key);
        let mut headers = vec![("content-type", kind.as_str())];
        headers.extend(self.origin);
        client.send_body(self.method.clone(), &format!("{base}{}", self.path), &headers, body).await
    }
}

#[tokio::test]
async fn nothing_is_changed_by_anything_but_our_own_form() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let other = app.signed_in("elder").await.form_key().await;
    let right = client.form_key().await;
    let wrong = format!("A{}", &right[1..]);
    let sibling = app.base.replace("localhost", "app.localhost");
    let secure = app.base.replace("http:", "https:");
    let foreign: &[&[(&str, &str)]] = &[
        &[("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("origin", &sibling)],
        &[("origin", &secure)],
        &[("sec-fetch-site", "same-site"), ("origin", &sibling)],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", &app.base)],
        &[("sec-fetch-site", "none"), ("origin", "null")],
    ];
    let own: &[&[(&str, &str)]] =
        &[&[], &[("origin", &app.base)], &[("sec-fetch-site", "same-origin"), ("origin", "null")]];
    let kinds = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/json", ""];
    let keys = [None, Some(wrong.as_str()), Some(other.as_str()), Some(right.as_str())];
    let mut cells = 0;
    for route in posts() {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            for kind in kinds {
                for key in keys {
                    for (origin, is_own) in foreign.iter().map(|o| (o, false)).chain(own.iter().map(|o| (o, true))) {
                        let readable = matches!(kind, "application/x-www-form-urlencoded" | "multipart/form-data");
                        if method == Method::POST && is_own && key == Some(right.as_str()) && readable {
                            continue;
                        }
                        // One of the other methods is enough of a kind.
                        if method != Method::POST && (kind != kinds[0] || !is_own) {
                            continue;
                        }
                        let cell = Cell { method: &method, path: route.path, origin, kind, key };
                        let answer = cell.send(&client, &app.base).await;
                        let expected = if method == Method::POST { 403 } else { 405 };
                        assert_eq!(answer.status, expected, "{method} {} {origin:?} {kind} {key:?}", route.path);
                        assert!(!answer.headers.contains_key("set-cookie"), "{} {origin:?}", route.path);
                        assert!(answer.body.contains("何も変更されていません"), "{}: {}", route.path, answer.body);
                        cells += 1;
                    }
                }
            }
        }
    }
    assert!(cells > 1000, "{cells}");
    assert_eq!(client.get("/insurance").await.status, 200, "nobody was signed out by any of it");
    assert!(client.get("/registration").await.body.contains("登録"), "nor registered");
}

#[tokio::test]
async fn our_own_form_gets_through_whatever_carries_its_key() {
    let app = TestApp::start().await;
    // A person for each route: nobody signs in, or sends forms, so often that the share of a person answers for the key.
    for (number, route) in (1..).zip(own_forms()) {
        let person = format!("n-{number:09}");
        let mut client = app.signed_in(&person).await;
        let key = client.form_key().await;
        for (origin, kind) in [
            (
                &[("sec-fetch-site", "same-origin"), ("origin", app.base.as_str())][..],
                "application/x-www-form-urlencoded",
            ),
            (&[("origin", &app.base)], "multipart/form-data"),
            (&[], "application/x-www-form-urlencoded"),
        ] {
            let cell = Cell { method: &Method::POST, path: route.path, origin, kind, key: Some(&key) };
            let status = cell.send(&client, &app.base).await.status;
            assert!(![403, 429].contains(&status), "{} {origin:?} {kind}: {status}", route.path);
        }
        let mut script = app.signed_in(&person).await;
        let key = script.form_key().await;
        let answer = script.send_bare(Method::POST, route.path, &[("x-form-key", &key)], &[("year", "2025")]).await;
        assert!(![403, 429].contains(&answer.status), "{} by a script: {}", route.path, answer.status);
    }
}

#[tokio::test]
async fn a_form_of_nobodys_page_stays_good_while_somebody_signs_in() {
    let app = TestApp::start().await;
    let nobodys = app.anonymous().form_key().await;
    let mut client = app.signed_in("changer").await;
    let sessions = client.form_key().await;
    for route in own_forms() {
        let stays = route.form == WhoseForm::Anyones;
        let fields = [("form_key", nobodys.as_str()), ("year", "2025")];
        let answer = client.send_bare(Method::POST, route.path, &[], &fields).await;
        assert_eq!(answer.status != 403, stays, "{} signed in", route.path);
        // And another's is never good for nobody.
        let fields = [("form_key", sessions.as_str()), ("year", "2025")];
        let answer = app.anonymous().send_bare(Method::POST, route.path, &[], &fields).await;
        assert_eq!(answer.status == 403, stays, "{} signed out", route.path);
    }
}

#[tokio::test]
async fn a_refused_form_says_what_happened_and_leads_back() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let from = format!("{}/tax?year=2025", app.base);
    for (path, referer, page) in [
        ("/tax/export/csv", from.as_str(), "/tax?year=2025"),
        ("/import/export/csv", "", "/import"),
        ("/logout", "", "/"),
    ] {
        let answer = client.send_bare(Method::POST, path, &[("referer", referer)], &[("form_key", "old")]).await;
        assert_eq!(answer.status, 403, "{path}");
        for wanted in ["もう一度ボタンを押してください", "何も変更されていません", "問い合わせ番号"]
        {
            assert!(answer.body.contains(wanted), "{path}: {wanted}");
        }
        assert!(answer.body.contains(&format!("href=\"{page}\"")), "{path} leads to {page}");
    }
}

#[tokio::test]
async fn each_form_of_each_page_carries_a_key_of_its_own() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let mut seen = std::collections::BTreeSet::new();
    for path in ["/", "/registration", "/tax?year=2025", "/import", "/help", "/checkups", "/tax?year=2024"] {
        let page = client.get(path).await.body;
        let forms = Form::all(&page);
        assert!(forms.iter().any(|form| form.method == "post"), "{path} has forms");
        for form in forms {
            let keys: Vec<_> = form.hidden.iter().filter(|(name, _)| name == "form_key").collect();
            assert_eq!(keys.len(), usize::from(form.method == "post"), "{path}: {}", form.action);
            seen.extend(keys.into_iter().map(|(_, key)| key.clone()));
        }
    }
    assert_eq!(seen.len(), 7, "one key for each page");
}
