//! Pages inside a provider's page: who may open one, who may stand around it, what is in it, and what ends it.

use app::domain::partner::View;
use reqwest::Method;
use serde_json::Value;
use server::router::EMBEDS;

use super::{KINDS, ORIGIN, YEARS, command, entry, press, register, started, text, tokens};
use crate::app::TestApp;
use crate::client::Answer;
use crate::drug_files::hide_one;

/// A frame of a browser at the origin of these pages; with the portal's own cookie, if a test gives it one.
pub(super) async fn frame(app: &TestApp, address: &str, headers: &[(&str, &str)]) -> Answer {
    let url = if address.starts_with("http") { address.to_owned() } else { format!("{}{address}", app.embed) };
    app.anonymous().send_body(Method::GET, &url, headers, "").await
}

/// What a provider's program is told when it asks for the way to a page.
async fn launch(app: &TestApp, token: &str, fields: &[(&str, &str)]) -> (u16, Value) {
    let mut url = reqwest::Url::parse("x:").unwrap();
    url.query_pairs_mut().extend_pairs(fields);
    let bearer = format!("Bearer {token}");
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("authorization", bearer.as_str())];
    let body = url.query().unwrap_or_default().to_owned();
    let answer = app.anonymous().send_body(Method::POST, &format!("{}/oauth/launch", app.base), &headers, body).await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

/// The address of a frame for a page.
async fn way(app: &TestApp, token: &str, view: &str) -> String {
    let item = view.strip_prefix("checkups/items/").unwrap_or_default();
    let name = if item.is_empty() { view } else { "checkups" };
    let (status, told) = launch(app, token, &[("view", name), ("item", item), ("origin", ORIGIN)]).await;
    assert_eq!(status, 200, "{view}: {told}");
    text(&told, "url").to_owned()
}

/// The page's address under its key.
pub(super) async fn opened(app: &TestApp, token: &str, view: &str) -> String {
    let begun = frame(app, &way(app, token, view).await, &[]).await;
    assert_eq!(begun.status, 303, "{view}: {}", begun.body);
    begun.location.unwrap()
}

fn policy(answer: &Answer) -> String {
    answer.headers["content-security-policy"].to_str().unwrap().to_owned()
}

/// A page that says why there is nothing, to be framed by the provider alone, or by nobody.
pub(super) fn is_trouble(answer: &Answer, code: &str, framed: bool) {
    assert!(answer.body.contains(&format!("data-reason=\"{code}\"")), "{code}: {} {}", answer.status, answer.body);
    assert!((400..600).contains(&answer.status), "{code}: {}", answer.status);
    let ancestors = if framed { format!("frame-ancestors {ORIGIN};") } else { "frame-ancestors 'none';".into() };
    assert!(policy(answer).contains(&ancestors), "{code}: {}", policy(answer));
    assert!(!answer.body.contains("http-equiv"), "{code}: nothing comes anew by itself");
}

#[tokio::test]
async fn the_script_may_be_checked_by_its_digest_from_anywhere() {
    let app = started().await;
    let script = frame(&app, "/embed.js", &[("origin", ORIGIN)]).await;
    assert_eq!((script.status, &script.headers["access-control-allow-origin"]), (200, &"*".parse().unwrap()));
    assert!(!script.headers.contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn each_page_stands_inside_and_only_there() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let token = text(&given, "access_token");
    for (view, heading) in [
        ("checkups", "健診の記録"),
        ("checkups/items/sbp", "血圧"),
        ("medications", "お薬の記録"),
        ("expenses", "年の医療費"),
        ("insurance", "健康保険の資格"),
    ] {
        let address = opened(&app, token, view).await;
        let page = frame(&app, &address, &[("sec-fetch-dest", "iframe")]).await;
        assert_eq!(page.status, 200, "{view}: {}", page.body);
        let head = page.body.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
        assert!(head.contains(heading), "{view}: {head}");
        let policy = policy(&page);
        assert!(policy.contains(&format!("frame-ancestors {ORIGIN};")) && !policy.contains("unsafe"), "{policy}");
        assert!(policy.starts_with("default-src 'none'; script-src 'nonce-"), "{policy}");
        let said = |name: &str| page.headers.get(name).map(|value| value.to_str().unwrap());
        assert_eq!(said("x-frame-options"), None, "{view}");
        for (name, value) in
            [("cache-control", "no-store"), ("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff")]
        {
            assert_eq!(said(name), Some(value), "{view}: {name}");
        }
        assert_eq!(said("set-cookie"), None, "{view}");
        // No frame of ours, no form that changes anything, nothing that leads away within the frame.
        for gone in ["class=\"top\"", "class=\"nav\"", "method=\"post\"", "form_key", "<leptos-island-script"] {
            assert!(!page.body.contains(gone), "{view}: {gone}");
        }
        for link in page.body.split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
            let href = link.split("href=\"").nth(1).map_or("", |rest| rest.split('"').next().unwrap());
            let stays = href.is_empty()
                || href.starts_with('#')
                || href.starts_with("tel:")
                || href.starts_with("/embed/at/sample-app/");
            let leaves = href.starts_with("http") && link.contains("target=\"_blank\" rel=\"noopener noreferrer\"");
            assert!(stays || leaves, "{view}: {link}");
        }
        assert!(
            page.body.contains("http-equiv=\"refresh\" content=\"45\""),
            "{view}: goes within a minute without scripts"
        );
        assert!(page.body.contains("見本ノート") && page.body.contains("自分の健康管理"), "{view}");
        // In a tab of its own, or anywhere else than in a frame, it is not shown.
        for dest in ["document", "empty", "image", "script", "object"] {
            is_trouble(&frame(&app, &address, &[("sec-fetch-dest", dest)]).await, "not-inside", true);
        }
        assert_eq!(frame(&app, &address.replace(&format!("/{view}"), "/state"), &[]).await.status, 204, "{view}");
    }
    let log = app.log();
    assert!(
        log.contains("/embed/at/{provider}/{key}/checkups") && !log.contains("launch="),
        "patterns alone are logged"
    );
}

#[tokio::test]
async fn a_code_is_good_once_for_a_minute_and_for_its_own_page() {
    let app = started().await;
    register(&app, &entry("other-app"));
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let token = text(&given, "access_token");
    let first = way(&app, token, "checkups").await;
    assert!(first.starts_with(&format!("{}/embed/checkups?provider=sample-app&launch=", app.embed)), "{first}");
    assert_eq!(frame(&app, &first, &[]).await.status, 303);
    is_trouble(&frame(&app, &first, &[]).await, "code-used", true);
    // Another page, another provider, another code, none at all: nothing, and the code is gone.
    for (from, to, code, framed) in [
        ("/embed/checkups?", "/embed/medications?", "no-consent", true),
        ("/embed/checkups?", "/embed/checkups/items/sbp?", "no-consent", true),
        ("provider=sample-app", "provider=other-app", "no-consent", true),
        ("provider=sample-app", "provider=nobody", "unknown-provider", false),
        ("provider=sample-app", "", "unknown-provider", false),
        ("launch=", "x=", "no-consent", true),
    ] {
        let changed = way(&app, token, "checkups").await.replace(from, to);
        is_trouble(&frame(&app, &changed, &[]).await, code, framed);
    }
    let invented = format!("/embed/checkups?provider=sample-app&launch={}", "A".repeat(43));
    is_trouble(&frame(&app, &invented, &[]).await, "no-consent", true);
    // A tab of its own uses nothing up, nor does who asks for the headers alone.
    let kept = way(&app, token, "checkups").await;
    assert_eq!(app.anonymous().send_body(Method::HEAD, &kept, &[], "").await.status, 403);
    is_trouble(&frame(&app, &kept, &[("sec-fetch-dest", "document")]).await, "not-inside", true);
    assert_eq!(frame(&app, &kept, &[]).await.status, 303);
    let (late, key) = (way(&app, token, "checkups").await, opened(&app, token, "checkups").await);
    let (now, elsewhere) = (chrono::Utc::now().timestamp(), key.replace("sample-app", "other-app"));
    is_trouble(&frame(&app, &elsewhere, &[]).await, "no-consent", true);
    is_trouble(&frame(&app, &key.replace("/checkups", "/medications"), &[]).await, "not-consented", true);
    app.stop_clock(now + 62).await;
    is_trouble(&frame(&app, &late, &[]).await, "token-over", true);
    assert_eq!(frame(&app, &key, &[]).await.status, 200, "the page stays longer than the code");
    app.stop_clock(now + 605).await;
    is_trouble(&frame(&app, &key, &[]).await, "token-over", true);
    assert_eq!(frame(&app, &key.replace("/checkups", "/state"), &[]).await.status, 410);
}

#[tokio::test]
async fn what_ends_is_gone_at_once_and_says_why() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let token = text(&given, "access_token").to_owned();
    let (checkups, drugs) = (opened(&app, &token, "checkups").await, opened(&app, &token, "medications").await);
    command(&app, &["suspend", "sample-app"]);
    is_trouble(&frame(&app, &checkups, &[]).await, "provider-suspended", true);
    assert_eq!(launch(&app, &token, &[("view", "checkups"), ("origin", ORIGIN)]).await.0, 403);
    command(&app, &["resume", "sample-app"]);
    assert_eq!(frame(&app, &checkups, &[]).await.status, 200);
    // A kind is struck: its page goes, the other stays.
    press(&mut client, "/sharing/change", &[("kind", "medications"), ("year", "2026")]).await;
    is_trouble(&frame(&app, &checkups, &[]).await, "not-consented", true);
    assert_eq!(frame(&app, &drugs, &[]).await.status, 200);
    assert_eq!(launch(&app, &token, &[("view", "checkups"), ("origin", ORIGIN)]).await.0, 403);
    let waiting = way(&app, &token, "medications").await;
    let page = press(&mut client, "/sharing/stop", &[]).await;
    assert!(page.contains("お薬の画面（事業者の画面の中での表示）"), "each use is told: {page}");
    for address in [&drugs, &waiting] {
        is_trouble(&frame(&app, address, &[]).await, "consent-over", true);
    }
    assert_eq!(frame(&app, &drugs.replace("/medications", "/state"), &[]).await.status, 410);
    assert_eq!(launch(&app, &token, &[("view", "medications"), ("origin", ORIGIN)]).await.0, 401);
    let record = client.get("/access").await.body;
    for words in [
        "PHR事業者「見本ノート」（目的：自分の健康管理）",
        "同意に基づいて、「お薬の記録」を自分の画面の中に表示しました",
        "「お薬の記録」を自分の画面の中に表示しようとしましたが、表示しませんでした（同意が終わっていたため）",
    ] {
        assert!(record.contains(words), "{words}: {record}");
    }
}

#[tokio::test]
async fn only_what_was_agreed_to_is_in_it() {
    let app = started().await;
    let mut client = app.signed_in("elder").await;
    let name = hide_one(&mut client).await;
    let given = tokens(&app, &mut client, &["medications", "expenses", "eligibility"], &["2026"]).await;
    let token = text(&given, "access_token");
    let drugs = frame(&app, &opened(&app, token, "medications").await, &[]).await.body;
    assert!(!drugs.contains(&name), "what is hidden stays hidden");
    let address = opened(&app, token, "medications").await;
    let before = frame(&app, &format!("{address}?year=2024"), &[]).await.body;
    assert!(before.contains("2024年の記録は、同意に入っていません") && !before.contains("class=\"rx\""), "{before}");
    let found = frame(&app, &format!("{address}?q=a"), &[]).await;
    assert_eq!(found.status, 200, "searching goes through the years that are lent");
    let expenses = opened(&app, token, "expenses").await;
    let year = frame(&app, &format!("{expenses}?year=2025"), &[]).await.body;
    assert!(!year.contains("2025年の医療費") && year.contains("2026年の医療費"), "{year}");
    // Symbol and number never, whatever the address says.
    let insurance = opened(&app, token, "insurance").await;
    let page = frame(&app, &format!("{insurance}?numbers=show"), &[]).await.body;
    assert!(!page.contains("<dt>番号</dt>") && page.contains("/insurance?numbers=show#numbers\""), "{page}");
    assert_eq!(launch(&app, token, &[("view", "checkups"), ("origin", ORIGIN)]).await.0, 403, "not agreed to");
}

#[tokio::test]
async fn a_page_opens_at_the_newest_year_agreed_to_and_says_whose_expenses_they_are() {
    let app = started().await;
    let mut client = app.signed_in("parent").await;
    let given = tokens(&app, &mut client, &["medications", "expenses"], &["2025", "2024"]).await;
    let token = text(&given, "access_token");
    let drugs = frame(&app, &opened(&app, token, "medications").await, &[]).await.body;
    assert!(drugs.contains("お薬を、2025年分") && !drugs.contains("同意に入っていません"), "{drugs}");
    assert!(!drugs.contains("year=2026") && drugs.contains("year=2024"), "only years of the consent are offered");
    let expenses = frame(&app, &opened(&app, token, "expenses").await, &[]).await.body;
    assert!(expenses.contains("2025年に払った医療費") && expenses.contains("あなたの分だけです"), "{expenses}");
    assert!(!expenses.contains("あなたの家"), "{expenses}");
}

#[tokio::test]
async fn only_a_providers_own_token_and_origin_begin_a_page() {
    let app = started().await;
    let (mut client, mut other) = (app.signed_in("changer").await, app.signed_in("elder").await);
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let (token, refresh) = (text(&given, "access_token"), text(&given, "refresh_token"));
    for (fields, status) in [
        (&[("view", "checkups"), ("origin", "https://evil.example")][..], 400),
        (&[("view", "checkups")], 400),
        (&[("view", "tax"), ("origin", ORIGIN)], 400),
        (&[("view", "checkups/items"), ("origin", ORIGIN)], 400),
        (&[("view", "medications"), ("item", "sbp"), ("origin", ORIGIN)], 400),
        (&[("view", "checkups"), ("item", "../me"), ("origin", ORIGIN)], 400),
        (&[("view", "checkups"), ("item", "sbp"), ("origin", ORIGIN)], 200),
    ] {
        assert_eq!(launch(&app, token, fields).await.0, status, "{fields:?}");
    }
    for wrong in ["", "x", refresh] {
        assert_eq!(launch(&app, wrong, &[("view", "checkups"), ("origin", ORIGIN)]).await.0, 401);
    }
    // Each sees their own person's page.
    let theirs = tokens(&app, &mut other, &KINDS, &YEARS).await;
    let own = frame(&app, &opened(&app, token, "insurance").await, &[]).await.body;
    let foreign = frame(&app, &opened(&app, text(&theirs, "access_token"), "insurance").await, &[]).await.body;
    assert_ne!(own, foreign);
    // No session counts there, and no key of these pages counts anywhere else.
    let session = format!("session={}", client.cookies["session"]);
    let address = opened(&app, token, "checkups").await;
    let key = address.split('/').nth(4).unwrap();
    for path in ["/checkups", "/", "/sharing", "/embed/at/sample-app/x/checkups", "/embed/checkups"] {
        let answer = frame(&app, path, &[("cookie", &session)]).await;
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.body.contains("class=\"whose\"") && !answer.headers.contains_key("set-cookie"), "{path}");
    }
    let bearer = format!("Bearer {key}");
    let look = |path: &'static str| {
        let (bearer, url) = (bearer.clone(), format!("{}{path}", app.base));
        let client = app.anonymous();
        async move { client.send_body(Method::GET, &url, &[("authorization", &bearer)], "").await.status }
    };
    assert_eq!((look("/fhir/Patient").await, look("/checkups").await, look("/embed/checkups").await), (401, 303, 404));
    let cookie = format!("session={key}");
    let answer =
        app.anonymous().send_body(Method::GET, &format!("{}/checkups", app.base), &[("cookie", &cookie)], "").await;
    assert_eq!(answer.status, 303, "a key is no session");
    assert_eq!(app.anonymous().get(&address).await.status, 404, "and these pages lie on their own origin alone");
}

#[tokio::test]
async fn while_the_hub_is_down_the_page_says_so() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let address = opened(&app, text(&given, "access_token"), "checkups").await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.put(format!("{}/sim/faults", app.hub)).body("down=checkups").send().await.unwrap();
    let page = frame(&app, &address, &[]).await;
    is_trouble(&page, "hub-down", true);
    assert!(page.status == 502 && page.headers.contains_key("retry-after"), "{}", page.status);
    http.put(format!("{}/sim/faults", app.hub)).body("").send().await.unwrap();
}

#[tokio::test]
async fn colours_and_languages_are_taken_where_they_can_be_read() {
    let app = started().await;
    let mut client = app.signed_in("changer").await;
    let given = tokens(&app, &mut client, &KINDS, &YEARS).await;
    let token = text(&given, "access_token");
    let good = "1a1a1a-595959-ffffff-f4f7fb-0b5394-e3eefb";
    for (theme, lang, taken) in [(good, "en", true), ("1a1a1a-aaaaaa-ffffff-f4f7fb-0b5394-e3eefb", "easy", false)] {
        let begun =
            frame(&app, &format!("{}&theme={theme}&lang={lang}", way(&app, token, "checkups").await), &[]).await;
        let page = frame(&app, &begun.location.unwrap(), &[]).await.body;
        assert_eq!(page.contains(&format!("href=\"/embed/theme/{theme}\"")), taken, "{theme}");
        assert_eq!(page.contains("data-theme=\"refused\""), !taken, "{theme}");
        assert_eq!(page.contains("<html lang=\"en\""), lang == "en", "{lang}");
        assert!(page.contains(&format!("href=\"{}/{lang}/sharing\"", app.base)), "{lang}: and links out keep it");
        let sheet = frame(&app, &format!("/embed/theme/{theme}"), &[]).await;
        assert_eq!(sheet.status, if taken { 200 } else { 404 }, "{theme}");
        assert!(!taken || sheet.body.starts_with(":root{--ink:#1a1a1a;"), "{}", sheet.body);
    }
}

#[tokio::test]
async fn every_address_there_refuses_strangers() {
    let app = started().await;
    for spec in EMBEDS {
        let filled = [("{provider}", "sample-app"), ("{key}", "x"), ("{item}", "sbp"), ("{colours}", "x")];
        let address = filled.iter().fold(spec.path.to_owned(), |address, (name, one)| address.replace(name, one));
        let file = address.ends_with(".js");
        for address in [address.clone(), address.replace("sample-app", "nobody")] {
            let answer = frame(&app, &address, &[]).await;
            assert_eq!(answer.status == 200, file, "{address}: {}", answer.status);
            assert!(!answer.headers.contains_key("set-cookie"), "{address}");
            // The script alone may be read by any page: it is the same for everybody.
            let open = answer.headers.contains_key("access-control-allow-origin");
            assert_eq!(open, address == "/embed.js", "{address}");
            let shown = policy(&answer);
            let known = address.contains("sample-app") && !address.ends_with("/state");
            assert_eq!(shown.contains("frame-ancestors 'none'"), !known, "{address}: {shown}");
        }
        let posted = app.anonymous().send_body(Method::POST, &format!("{}{address}", app.embed), &[], "x").await;
        assert_eq!(posted.status, 405, "{address}");
    }
    let views: Vec<&str> = EMBEDS.iter().filter(|spec| spec.path.contains("{key}")).map(|spec| spec.path).collect();
    assert_eq!(views.len(), View::ALL.len() + 1, "each page, and how it stands");
    assert_eq!(frame(&app, "/nothing", &[]).await.status, 404);
}
