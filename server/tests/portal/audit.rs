//! The access record: each view, file, form and refusal leaves one entry and nothing else does; nothing that was sent stands
//! in it; what is changed in it is found.

use std::process::{Command, Output};

use reqwest::Method;
use sqlx::Row as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;
use crate::client::Client;
use crate::crawl::{TABLE, of_provider};
use crate::sessions::change;

/// What an entry says, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    words: String,
    person: Option<Vec<u8>>,
    browser: String,
    request: String,
}

/// All entries, in their order. The portal is asked for one page first that waits until all before are written.
async fn entries(app: &TestApp, waits: &mut Client) -> Vec<Entry> {
    assert_eq!(waits.get("/access").await.status, 200);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect(&format!("sqlite:{}", app.database().display()))
        .await
        .unwrap();
    let text = "select act || ' ' || object || ' ' || outcome || ' ' || reason, person, browser, request from audit_entry order by sequence";
    let rows = sqlx::query(text).fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter()
        .map(|row| Entry {
            words: row.get::<String, _>(0).trim_end().to_owned(),
            person: row.get(1),
            browser: row.get(2),
            request: row.get(3),
        })
        .collect()
}

/// Runs the verifier over a portal's data folder.
fn verify(app: &TestApp) -> Output {
    let data = app.database().parent().unwrap().to_owned();
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.env_clear().args(["audit", "verify", "--data"]).arg(data).output().unwrap()
}

/// The entry that a row of the crawl leaves for somebody who is signed in with a fresh card, or for nobody.
fn expected(method: &str, pattern: &str, status: u16, signed_in: bool, told: Option<&str>) -> Option<String> {
    let said = |act: &str, came: &str| Some(format!("{act} {pattern} {came}").trim_end().to_owned());
    let turned_away = status == 303 && !signed_in;
    match (method, pattern) {
        ("GET", "/login") => None,
        ("GET", "/login/callback") => said("sign-in", "refused sign-in-stale"),
        // Here the provider judges cards.
        ("GET", "/login/card") => said("sign-in", "refused bad-request"),
        ("POST", "/login/card") => said("sign-in", "refused foreign-form"),
        ("POST", "/login/backchannel") => said("sign-out", "refused bad-request"),
        ("POST", "/logout") => {
            if signed_in {
                said("sign-out", "done")
            } else {
                None
            }
        }
        ("GET", "/session/left") => None,
        ("POST", "/session/keep") => None,
        ("POST", "/session/extend") if !turned_away => None,
        ("GET", "/registration/progress") if !turned_away => None,
        // Nobody's: whoever has the address reads it, and it tells nothing.
        ("GET", "/notices/feed/{token}") => None,
        (
            "GET",
            "/oauth/authorize"
            | "/fhir/metadata"
            | "/fhir/openapi.json"
            | "/fhir"
            | "/fhir/"
            | "/fhir/{resource}/{id}/{*rest}",
        ) => None,
        ("GET", path) if path.ends_with("/smart-configuration") => None,
        // The type that was asked for, which the table of routes does not tell.
        ("GET", path) if path.starts_with("/fhir/") => Some("provide /fhir/Patient refused bad-request".to_owned()),
        ("POST", "/oauth/token" | "/oauth/launch") => said("share", "refused bad-request"),
        // Without a blank form there is nothing to fill, and the page says so.
        ("POST", "/import/export/fill") => said("export", "failed not-made"),
        // Anybody's, signed in or not.
        ("POST", "/settings/text-size") => said("form", "done"),
        (_, path) => {
            let act = match method {
                "GET" => "view",
                _ if path.contains("/export/") => "export",
                _ if ["/family/", "/sharing/", "/oauth/"].iter().any(|share| path.starts_with(share)) => "share",
                _ => "form",
            };
            match status {
                303 if !signed_in => said(act, "refused sign-in-needed"),
                // What the person is told by the page that follows.
                303 if told.is_some_and(|code| code.ends_with("_failed")) => {
                    said(act, &format!("failed {}", told.unwrap_or_default()))
                }
                // A second press began nothing.
                303 if told == Some("registered_before") => None,
                200 if act == "view" && !signed_in => None,
                // A page without a record of the person's on it.
                404 if act == "view" => None,
                200 | 303 => said(act, "done"),
                _ => said(act, "refused bad-request"),
            }
        }
    }
}

#[tokio::test]
async fn every_view_file_form_and_refusal_has_exactly_one_entry() {
    let app = TestApp::start().await;
    let mut waits = app.signed_in("elder").await;
    let waiting = entries(&app, &mut waits).await[0].person.clone();
    let mut client = app.signed_in("changer").await;
    let mut wrong = Vec::new();
    for row in TABLE {
        for signed_in in [false, true] {
            let mut nobody = app.anonymous();
            let asking = if signed_in { &mut client } else { &mut nobody };
            // The page that gives a form its key is a view of its own, before.
            let key = asking.form_key().await;
            let mut fields = row.fields.to_vec();
            fields.insert(0, ("form_key", &key));
            let before = entries(&app, &mut waits).await.len();
            let method: Method = row.method.parse().unwrap();
            let answer = asking.send(method, row.address, &[], if row.method == "GET" { &[] } else { &fields }).await;
            let after = entries(&app, &mut waits).await;
            // The page of the one who waits stands between.
            let new: Vec<&Entry> = after[before..].iter().filter(|entry| entry.person != waiting).collect();
            let words: Vec<&str> = new.iter().map(|entry| entry.words.as_str()).collect();
            let cookies: Vec<&str> =
                answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
            let told = cookies.iter().find_map(|cookie| cookie.strip_prefix("flash=")?.split(';').next());
            let wanted = expected(row.method, row.pattern, answer.status, signed_in, told);
            let what = format!("{} {} signed in: {signed_in}, {}", row.method, row.address, answer.status);
            if words != wanted.iter().map(String::as_str).collect::<Vec<_>>() {
                wrong.push(format!("{what}: {words:?}, not {wanted:?}"));
            }
            for entry in new {
                assert_eq!(entry.person.is_some(), signed_in && !of_provider(row.pattern), "{what}");
                assert_eq!(Some(entry.request.as_str()), answer.headers["x-request-id"].to_str().ok(), "{what}");
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn refusals_name_their_reason_and_their_person() {
    let app = TestApp::start_with(&[("PORTAL_RATE_PERSON", "1/3")]).await;
    let mut waits = app.signed_in("elder").await;
    let mut client = app.signed_in("changer").await;
    let begun = entries(&app, &mut waits).await.len();
    // Without a key, from elsewhere, with a card that was shown long ago, and too often.
    client.send_bare(Method::POST, "/tax/export/csv", &[], &[("year", "2025")]).await;
    client.send(Method::POST, "/tax/export/csv", &[("origin", "https://evil.example")], &[("year", "2025")]).await;
    change(&app, "update session set authenticated_at = authenticated_at - 400").await;
    for _ in 0..4 {
        client.post("/tax/export/csv", &[("year", "2025")]).await;
    }
    change(
        &app,
        "update session set seen_at = seen_at - 900 where person <> (select person from audit_entry where act = 'sign-in' \
         order by sequence limit 1)",
    )
    .await;
    client.get("/checkups").await;
    // Who turns back at the provider is nobody.
    app.anonymous().get("/login/callback?state=x&error=access_denied").await;
    let all = entries(&app, &mut waits).await;
    let own = all.iter().filter(|entry| entry.words.starts_with("sign-in")).nth(1).unwrap().person.clone();
    let said: Vec<&str> = all[begun..]
        .iter()
        .filter(|entry| entry.person == own && !entry.words.starts_with("view /import"))
        .map(|entry| entry.words.as_str())
        .collect();
    let export = |reason: &str| format!("export /tax/export/csv refused {reason}");
    let wanted = [
        export("form-key"),
        export("foreign-form"),
        export("step-up"),
        export("step-up"),
        export("step-up"),
        export("rate"),
        "view /checkups refused sign-in-needed".to_owned(),
    ];
    assert_eq!(said, wanted.iter().map(String::as_str).collect::<Vec<_>>());
    let nobodys = all.iter().filter(|entry| entry.person.is_none()).map(|entry| entry.words.as_str());
    assert_eq!(nobodys.collect::<Vec<_>>(), ["sign-in /login/callback refused sign-in-stale"]);
}

#[tokio::test]
async fn nothing_that_was_sent_stands_in_it() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let mark = "mark-of-an-attack";
    for attack in ["%0a2026-01-01%20", "%1b[2J", "%22,%22act%22:%22view%22", "';drop%20table%20audit_entry;--", "%00"] {
        for path in [
            format!("/medications?q={attack}{mark}"),
            format!("/checkups/items/{attack}{mark}"),
            format!("/login?next={attack}{mark}"),
            format!("/login/callback?state={attack}{mark}&code={attack}{mark}"),
            format!("/access?before={attack}{mark}"),
        ] {
            client.raw(&path).await;
        }
        let words = attack.replace("%0a", "").replace("%00", "") + mark;
        for name in ["user-agent", "referer", "x-forwarded-for", "x-request-id"] {
            client.send(Method::GET, "/insurance", &[(name, &words)], &[]).await;
        }
        client.post("/tax/export/csv", &[("year", &words)]).await;
    }
    let all = entries(&app, &mut client).await;
    assert!(all.len() > 40, "{}", all.len());
    for entry in &all {
        assert!(entry.request.len() == 16 && entry.request.bytes().all(|byte| byte.is_ascii_hexdigit()), "{entry:?}");
        assert!(entry.browser.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'/'), "{entry:?}");
    }
    change(&app, "pragma wal_checkpoint(truncate)").await;
    let file = std::fs::read(app.database()).unwrap();
    let text = String::from_utf8_lossy(&file);
    for secret in [mark, "花子", "hanako", "1989", "127.0.0.1", client.cookies["session"].as_str()] {
        assert!(!text.contains(secret), "{secret} is in the record");
    }
    let output = verify(&app);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[tokio::test]
async fn a_person_sees_their_own_and_nobody_elses() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut other = app.signed_in("elder").await;
    client.get("/checkups").await;
    client.get("/checkups").await;
    other.get("/insurance").await;
    client.post("/tax/export/csv", &[("year", "2025")]).await;
    let page = client.get("/access").await.body;
    for words in [
        "カードでログインしました",
        "「健診の記録」を見ました。",
        "2回",
        "医療費の一覧（CSVのファイル）を受け取りました",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("「健康保険の資格」を見ました"), "another person's");
    assert!(other.get("/access").await.body.contains("「健康保険の資格」を見ました"));
    for _ in 0..60 {
        client.get("/help").await;
    }
    let page = client.get("/access").await.body;
    let older = page.split("/access?before=").nth(1).and_then(|rest| rest.split('#').next()).expect("older ones");
    let page = client.get(&format!("/access?before={older}")).await.body;
    assert!(page.contains("カードでログインしました") && page.contains("新しい記録に戻る"), "{page}");
}

#[tokio::test]
async fn the_verifier_names_the_line_whose_byte_was_changed_also_beside_a_running_portal() {
    let mut app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for path in ["/", "/checkups", "/tax", "/access"] {
        client.get(path).await;
    }
    let output = verify(&app);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(Command::new("kill").args(["-TERM", &app.process_id().to_string()]).status().unwrap().success());
    assert!(app.wait(), "{}", app.log());
    let output = verify(&app);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("ok: 5 entries, ") && said.ends_with("last signed head at 5\n"), "all is signed: {said}");
    change(&app, "drop trigger audit_entry_is_not_changed").await;
    change(&app, "drop trigger audit_entry_is_not_taken_out").await;
    change(&app, "update audit_entry set object = '/checkupt' where sequence = 3").await;
    let output = verify(&app);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "broken: entry 3: changed\n");
    change(&app, "update audit_entry set object = '/checkups' where sequence = 3").await;
    assert_eq!(verify(&app).status.code(), Some(0), "as it was");
    change(&app, "delete from audit_entry where sequence = 5").await;
    let said = String::from_utf8(verify(&app).stdout).unwrap();
    assert!(said.starts_with("broken: entry 5: missing (cut") && said.lines().count() == 1, "{said}");
    for wrong in [&["audit", "mend"][..], &["audit", "verify", "--data"], &["audit", "verify", "--data", "/nowhere"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_portal")).env_clear().args(wrong).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}

#[tokio::test]
async fn where_nothing_can_be_recorded_nobody_gets_in_and_no_file_leaves() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let key = client.form_key().await;
    change(&app, "alter table audit_entry rename to hidden").await;
    let answer = client.post("/tax/export/csv", &[("form_key", &key), ("year", "2025")]).await;
    assert_eq!(answer.status, 503);
    assert!(answer.body.contains("安全のために取りやめました") && !answer.headers.contains_key("content-disposition"));
    let mut late = app.anonymous();
    let answer = late.sign_in("elder", "/").await;
    assert_eq!(answer.status, 503);
    assert!(!late.cookies.contains_key("session"), "no session without an entry");
    change(&app, "alter table hidden rename to audit_entry").await;
    assert_eq!(client.post("/tax/export/csv", &[("year", "2025")]).await.status, 200);
    assert_eq!(late.sign_in("elder", "/").await.status, 303);
}

#[tokio::test]
async fn two_nodes_write_one_chain() {
    let one = TestApp::start().await;
    let other = one.second_node().await;
    let mut here = one.signed_in("changer").await;
    let mut there = here.at(&other.base);
    for _ in 0..15 {
        let (a, b) = tokio::join!(here.get("/help"), there.get("/help"));
        assert_eq!((a.status, b.status), (200, 200));
    }
    let all = entries(&one, &mut here).await;
    let views = all.iter().filter(|entry| entry.words == "view /help done").count();
    assert!(views >= 15, "{views}");
    let output = verify(&one);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
