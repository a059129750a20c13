//! Every route there is, asked for by four kinds of visitors. A route without a row here fails the test.

use std::collections::BTreeSet;

use app::page_table::PAGES;
use reqwest::Method;
use server::router::{ROUTES, WhoseForm};
use sqlx::Row as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;
use crate::client::{Answer, Client};
use crate::headers::ALWAYS;
use crate::sessions::change;

/// A person's own book with one row, as the import page carries it.
pub(crate) const BOOK: &str = "{\"format\":\"kenko-techo-expenses\",\"version\":1,\"made\":\"2026-11-22\",\"book\":{\"batches\":[{\"source\":\"mynaportal\",\"file_name\":\"a.csv\",\"person\":\"見本\",\"birth\":null,\"covers\":null,\"rows\":[[\"=見本\",202512,\"調剤\",1,\"@薬局\",4000,2800,0,1200]]}],\"typed\":[],\"corrections\":[],\"answers\":[],\"incomes\":[],\"next\":0}}";

/// What is sent where, and the status each kind of visitor gets.
pub(crate) struct Row {
    pub(crate) method: &'static str,
    /// As the tables of pages and routes write it.
    pub(crate) pattern: &'static str,
    /// One address of the pattern.
    pub(crate) address: &'static str,
    pub(crate) fields: &'static [(&'static str, &'static str)],
    pub(crate) anonymous: u16,
    pub(crate) signed_in: u16,
}

const fn row(
    method: &'static str,
    pattern: &'static str,
    address: &'static str,
    fields: &'static [(&'static str, &'static str)],
    anonymous: u16,
    signed_in: u16,
) -> Row {
    Row { method, pattern, address, fields, anonymous, signed_in }
}

/// Signing out stands last, because nothing can be asked for after it.
pub(crate) const TABLE: &[Row] = &[
    row("GET", "/", "/", &[], 200, 200),
    row("GET", "/registration", "/registration", &[], 303, 200),
    row("GET", "/insurance", "/insurance", &[], 303, 200),
    row("GET", "/insurance/history", "/insurance/history", &[], 303, 200),
    row("GET", "/insurance/certificates", "/insurance/certificates", &[], 303, 200),
    row("GET", "/print/eligibility", "/print/eligibility?numbers=show", &[], 303, 200),
    row("GET", "/registration/progress", "/registration/progress", &[], 303, 200),
    row("GET", "/checkups", "/checkups", &[], 303, 200),
    row("GET", "/checkups/items/:item", "/checkups/items/sbp", &[], 303, 200),
    row("GET", "/checkups/visits/:date", "/checkups/visits/2026-02-30", &[], 303, 404),
    row("GET", "/checkups/compare", "/checkups/compare?a=2025-05-20&b=2026-05-14", &[], 303, 200),
    row("GET", "/print/checkups", "/print/checkups", &[], 303, 200),
    row("GET", "/medications", "/medications", &[], 303, 200),
    row("GET", "/medications/:drug", "/medications/00ff00ff00ff00ff00ff00ff00ff00ff", &[], 303, 404),
    row("GET", "/medications/index", "/medications/index", &[], 303, 200),
    row("POST", "/medications/hide", "/medications/hide", &[("drug", "x"), ("year", "2026"), ("do", "hide")], 303, 400),
    row("GET", "/print/medications", "/print/medications", &[], 303, 200),
    row("GET", "/print/medications-qr", "/print/medications-qr?year=2025", &[], 303, 200),
    row("GET", "/export/medications", "/export/medications", &[], 303, 200),
    row("POST", "/medications/export/jahis", "/medications/export/jahis", &[("replace", "yes")], 303, 200),
    row("POST", "/medications/export/csv", "/medications/export/csv", &[], 303, 200),
    row("POST", "/medications/export/text", "/medications/export/text", &[], 303, 200),
    row("POST", "/medications/export/pdf", "/medications/export/pdf", &[], 303, 200),
    row("POST", "/medications/export/fhir", "/medications/export/fhir", &[], 303, 200),
    row("GET", "/expenses", "/expenses?year=2025", &[], 303, 200),
    row("GET", "/expenses/ceiling", "/expenses/ceiling?year=2025", &[], 303, 200),
    row(
        "POST",
        "/expenses/ceiling",
        "/expenses/ceiling",
        &[("year", "2026"), ("from", "2026"), ("class", "A03")],
        303,
        303,
    ),
    row("GET", "/tax", "/tax?year=2025", &[], 303, 200),
    row("GET", "/import", "/import", &[], 200, 200),
    row("GET", "/import/otc", "/import/otc", &[], 303, 200),
    row("GET", "/access", "/access?year=2026&kind=medications", &[], 303, 200),
    row("GET", "/access/reports/:look", "/access/reports/look-1", &[], 303, 200),
    row("GET", "/access/consents", "/access/consents", &[], 303, 200),
    row("GET", "/exchange", "/exchange?year=2025", &[], 303, 200),
    row("POST", "/access/reports", "/access/reports", &[("look", "look-1"), ("reason", "other")], 303, 303),
    row("POST", "/access/consents/withdraw", "/access/consents/withdraw", &[("consent", "x")], 303, 303),
    row("GET", "/services", "/services", &[], 303, 200),
    row("GET", "/services/:procedure", "/services/high-cost", &[], 303, 200),
    row("GET", "/services/link/:site", "/services/link/e-tax", &[], 303, 200),
    row("GET", "/services/out/:site", "/services/out/e-tax", &[], 303, 200),
    row("GET", "/notices", "/notices", &[], 303, 200),
    row("POST", "/notices/marks", "/notices/marks", &[("do", "read"), ("id", "hub.x")], 303, 303),
    row("POST", "/notices/switches", "/notices/switches", &[("was-new", "care")], 303, 303),
    row("POST", "/notices/feed", "/notices/feed", &[("form", "feed")], 303, 303),
    row("POST", "/notices/feed/end", "/notices/feed/end", &[], 303, 303),
    row("GET", "/notices/feed/{token}", "/notices/feed/AAAA", &[], 404, 404),
    row("POST", "/settings/text-size", "/settings/text-size", &[("size", "large")], 303, 303),
    row("GET", "/me", "/me?year=2025", &[], 303, 200),
    row("GET", "/me/not-mine", "/me/not-mine?kind=checkup&record=x", &[], 303, 200),
    row("GET", "/family", "/family", &[], 303, 200),
    row("POST", "/family/switch", "/family/switch", &[("delegation", "x")], 303, 303),
    row("POST", "/family/offer", "/family/offer", &[("term", "1m")], 303, 303),
    row("POST", "/family/claim", "/family/claim", &[("code", "x")], 303, 303),
    row("POST", "/family/accept", "/family/accept", &[("delegation", "x")], 303, 303),
    row("POST", "/family/decline", "/family/decline", &[("delegation", "x")], 303, 303),
    row("POST", "/family/end", "/family/end", &[("delegation", "x")], 303, 303),
    row("POST", "/session/back", "/session/back", &[], 303, 303),
    row("GET", "/sharing", "/sharing", &[], 303, 200),
    row("GET", "/sharing/ask", "/sharing/ask?client_id=x", &[], 303, 200),
    row("POST", "/sharing/change", "/sharing/change", &[("consent", "x"), ("kind", "checkups")], 303, 303),
    row("POST", "/sharing/stop", "/sharing/stop", &[("consent", "x")], 303, 303),
    row("GET", "/oauth/authorize", "/oauth/authorize?client_id=x", &[], 400, 400),
    row("POST", "/oauth/authorize", "/oauth/authorize", &[("client_id", "x"), ("do", "allow")], 303, 400),
    row("POST", "/oauth/refuse", "/oauth/refuse", &[("client_id", "x")], 303, 400),
    row("POST", "/oauth/launch", "/oauth/launch", &[("view", "checkups")], 401, 401),
    row("POST", "/oauth/token", "/oauth/token", &[("grant_type", "x")], 400, 400),
    row("GET", "/.well-known/smart-configuration", "/.well-known/smart-configuration", &[], 200, 200),
    row("GET", "/fhir/.well-known/smart-configuration", "/fhir/.well-known/smart-configuration", &[], 200, 200),
    row("GET", "/fhir/metadata", "/fhir/metadata", &[], 200, 200),
    row("GET", "/fhir/openapi.json", "/fhir/openapi.json", &[], 200, 200),
    row("GET", "/fhir/{resource}", "/fhir/Patient", &[], 401, 401),
    row("GET", "/fhir/{resource}/{id}", "/fhir/Patient/x", &[], 401, 401),
    row("GET", "/fhir", "/fhir", &[], 404, 404),
    row("GET", "/fhir/", "/fhir/", &[], 404, 404),
    row("GET", "/fhir/{resource}/{id}/{*rest}", "/fhir/a/b/c", &[], 404, 404),
    row("GET", "/settings", "/settings", &[], 303, 200),
    row("GET", "/settings/erase", "/settings/erase", &[], 303, 200),
    row("GET", "/help", "/help", &[], 200, 200),
    row("GET", "/login", "/login?next=/tax", &[], 303, 303),
    row("GET", "/login/callback", "/login/callback?state=x&code=y", &[], 400, 400),
    row("GET", "/login/card", "/login/card?answer=x", &[], 400, 400),
    row("POST", "/login/card", "/login/card", &[("signature", "x")], 403, 403),
    row("POST", "/registration", "/registration", &[("register", "1")], 303, 303),
    row("POST", "/insurance/export/pdf", "/insurance/export/pdf", &[("numbers", "show")], 303, 200),
    row("POST", "/session/extend", "/session/extend", &[], 303, 303),
    row("GET", "/session/left", "/session/left", &[], 200, 200),
    row("POST", "/session/keep", "/session/keep", &[("year", "2025")], 200, 200),
    row("POST", "/session/end", "/session/end", &[("session", "x")], 303, 303),
    row("POST", "/session/end-others", "/session/end-others", &[], 303, 303),
    row("POST", "/services", "/services", &[("site", "e-tax"), ("linked", "yes")], 303, 303),
    row("POST", "/login/backchannel", "/login/backchannel", &[("logout_token", "x")], 400, 400),
    row("POST", "/me/disown", "/me/disown", &[("kind", "checkup"), ("record", "x")], 303, 400),
    row("POST", "/me/own", "/me/own", &[("reference", "x")], 303, 303),
    row("POST", "/settings/copy", "/settings/copy", &[("copy", "off")], 303, 303),
    row("POST", "/settings/erase", "/settings/erase", &[], 303, 303),
    row("POST", "/export/all", "/export/all", &[], 303, 200),
    row("POST", "/export/fhir", "/export/fhir", &[], 303, 200),
    row("POST", "/checkups/export/csv", "/checkups/export/csv", &[], 303, 200),
    row("POST", "/checkups/export/fhir", "/checkups/export/fhir", &[], 303, 200),
    row("POST", "/tax/export/form", "/tax/export/form", &[("year", "2025"), ("which", "b:1")], 303, 200),
    row("POST", "/tax/export/fill", "/tax/export/fill", &[("year", "2025")], 303, 303),
    row("POST", "/tax/export/csv", "/tax/export/csv", &[("year", "2025")], 303, 200),
    row("POST", "/tax/export/pdf", "/tax/export/pdf", &[("year", "2025")], 303, 200),
    row("POST", "/tax/export/text", "/tax/export/text", &[("year", "2025")], 303, 200),
    row("POST", "/tax", "/tax", &[("year", "2025"), ("income", "4000000")], 303, 303),
    row("GET", "/tax/household", "/tax/household?year=2025", &[], 303, 200),
    row("GET", "/tax/steps", "/tax/steps?year=2025&way=paper", &[], 303, 200),
    row("POST", "/tax/household", "/tax/household", &[("year", "2025"), ("do", "forget")], 303, 303),
    row("GET", "/expenses/rows", "/expenses/rows?year=2025&row=0", &[], 303, 200),
    row("POST", "/expenses/rows", "/expenses/rows", &[("year", "2025"), ("do", "remove"), ("number", "0")], 303, 303),
    row("POST", "/expenses/keep", "/expenses/keep", &[("year", "2025"), ("keep", "off")], 303, 303),
    row("POST", "/expenses/bring", "/expenses/bring", &[("book", "x")], 303, 400),
    row("POST", "/expenses/export/book", "/expenses/export/book", &[], 303, 200),
    row("POST", "/import", "/import", &[], 400, 400),
    row("POST", "/import/checkups", "/import/checkups", &[("checkups", "x")], 303, 400),
    row("POST", "/import/medications", "/import/medications", &[("notebook", "x")], 303, 400),
    row("POST", "/import/medications/remove", "/import/medications/remove", &[("notebook", "x")], 303, 303),
    row("POST", "/import/otc", "/import/otc", &[("name", "")], 303, 303),
    row("POST", "/import/checkups/remove", "/import/checkups/remove", &[("checkup", "x")], 303, 303),
    row("POST", "/import/export/form", "/import/export/form", &[("which", "b:1"), ("book", BOOK)], 200, 200),
    row("POST", "/import/export/fill", "/import/export/fill", &[("book", BOOK)], 200, 200),
    row("POST", "/import/export/csv", "/import/export/csv", &[("book", BOOK)], 200, 200),
    row("POST", "/import/export/pdf", "/import/export/pdf", &[("book", BOOK)], 200, 200),
    row("POST", "/import/export/text", "/import/export/text", &[("book", BOOK)], 200, 200),
    row("POST", "/import/export/book", "/import/export/book", &[("book", BOOK)], 200, 200),
    row("POST", "/logout", "/logout", &[], 303, 303),
];

/// Names of everybody's data that must not stand in anybody else's answers.
pub(crate) async fn name_of(client: &mut Client) -> String {
    let home = client.get("/").await.body;
    let name = home.split("<div class=\"whose\"><span><b>").nth(1).and_then(|rest| rest.split('<').next());
    name.expect("a name").to_owned()
}

/// Whether providers ask at an address: whoever is signed in there counts for nothing.
pub(crate) fn of_provider(pattern: &str) -> bool {
    let routes = ROUTES.iter().copied().flatten();
    routes.filter(|route| route.form == WhoseForm::Providers).any(|route| route.path == pattern)
}

fn check(state: &str, row: &Row, status: u16, answer: &Answer, foreign: &[&str]) {
    let what = format!("{state}: {} {}", row.method, row.address);
    assert_eq!(answer.status, status, "{what}");
    for (name, value) in ALWAYS {
        assert_eq!(answer.headers.get(*name).map(|value| value.to_str().unwrap()), Some(*value), "{what}: {name}");
    }
    let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header("cache-control").as_deref(), Some("no-store"), "{what}");
    for name in ["etag", "last-modified", "expires", "server", "x-powered-by"] {
        assert_eq!(header(name), None, "{what}: {name}");
    }
    assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "{what}");
    assert!(header("x-request-id").is_some() && header("permissions-policy").is_some(), "{what}");
    let policy = header("content-security-policy").unwrap();
    let attached = header("content-disposition").is_some_and(|value| value.starts_with("attachment;"));
    assert!(policy.starts_with("default-src 'none';"), "{what}: {policy}");
    assert!(if attached { policy.contains("sandbox") } else { policy.contains("frame-ancestors 'none'") }, "{what}");
    match status {
        200 => assert!(header("content-type").is_some(), "{what}"),
        303 => {
            let to = header("location").unwrap();
            assert!(to.starts_with('/') && !to.starts_with("//") || row.pattern == "/login", "{what}: {to}");
        }
        // Said to the provider, in the words of the standard.
        400 if row.pattern == "/login/backchannel" => assert_eq!(answer.body, "{\"error\":\"invalid_request\"}"),
        400 if row.pattern == "/oauth/token" => assert_eq!(answer.body, "{\"error\":\"unsupported_grant_type\"}"),
        401 if row.pattern == "/oauth/launch" => assert_eq!(answer.body, "{\"error\":\"invalid_token\"}"),
        401 | 404 if row.pattern.starts_with("/fhir") => {
            assert!(answer.body.starts_with("{\"") && answer.body.contains("\"OperationOutcome\""), "{what}");
            assert_eq!(header("content-type").as_deref(), Some("application/fhir+json; charset=utf-8"), "{what}");
        }
        404 if row.pattern == "/checkups/visits/:date" => {
            assert!(answer.body.contains("その日の健診の記録は見つかりません"), "{what}");
        }
        404 if row.pattern == "/medications/:drug" => {
            assert!(answer.body.contains("そのお薬の記録は見つかりません"), "{what}");
        }
        // What opens nothing is like any address that is no page.
        404 => assert!(answer.body.contains("ページが見つかりません"), "{what}"),
        _ => assert!(answer.body.contains("問い合わせ番号"), "{what}: an error has its number"),
    }
    for cookie in answer.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        for part in ["; Path=/", "; HttpOnly", "; SameSite="] {
            assert!(cookie.contains(part), "{what}: {cookie}");
        }
        assert!(!cookie.contains("Domain") && cookie.len() <= 4096, "{what}: {cookie}");
        let begins_a_session = cookie.starts_with("session=") && !cookie.contains("Max-Age=0");
        assert!(!begins_a_session, "{what}: no session begins here");
    }
    for name in foreign {
        assert!(!answer.body.contains(name), "{what} names somebody else");
    }
}

#[tokio::test]
async fn every_route_has_its_row() {
    let pages = PAGES.iter().map(|page| ("GET", page.path));
    let routes = ROUTES.iter().copied().flatten().map(|route| (route.method, route.path));
    let there: BTreeSet<_> = pages.chain(routes).collect();
    let rows: BTreeSet<_> = TABLE.iter().map(|row| (row.method, row.pattern)).collect();
    assert_eq!(there, rows, "left: the routes there are; right: the rows of this test");
}

/// Who comes too late, in turn: nobody signs in more often than a certificate may.
const LATE: [&str; 3] = ["elder", "hanako", "chronic"];

#[tokio::test]
async fn every_route_answers_four_kinds_of_visitors_as_it_should() {
    let app = TestApp::start().await;
    let (mut signed_in, mut other) = (app.signed_in("changer").await, app.signed_in("parent").await);
    let [changer, parent] = [name_of(&mut signed_in).await, name_of(&mut other).await];
    let mut late = Vec::new();
    for card in LATE {
        late.push(name_of(&mut app.signed_in(card).await).await);
    }
    // All but one of these names.
    let all_but = |own: &str| -> Vec<&str> {
        [&changer, &parent].into_iter().chain(&late).map(String::as_str).filter(|name| *name != own).collect()
    };
    for (number, row) in TABLE.iter().enumerate() {
        let method: Method = row.method.parse().unwrap();
        let answer = app.anonymous().send(method.clone(), row.address, &[], row.fields).await;
        check("anonymous", row, row.anonymous, &answer, &all_but(""));
        let answer = signed_in.send(method.clone(), row.address, &[], row.fields).await;
        check("signed in", row, row.signed_in, &answer, &all_but(&changer));
        let answer = other.send(method.clone(), row.address, &[], row.fields).await;
        check("another person", row, row.signed_in, &answer, &all_but(&parent));
        // A new session for each row, because the first answer takes the cookie away.
        let mut expired = app.signed_in(LATE[number % LATE.len()]).await;
        let key = expired.form_key().await;
        let fields: Vec<_> = row.fields.iter().copied().chain([("form_key", key.as_str())]).collect();
        change(&app, "update session set seen_at = seen_at - 900 where created_at = (select max(created_at) from session) and rowid = (select max(rowid) from session)").await;
        let answer = expired.send(method, row.address, &[], if row.method == "GET" { &[] } else { &fields }).await;
        check("expired", row, row.anonymous, &answer, &all_but(""));
        // A page that learns of the end goes on to hand over what was typed in it.
        // Where providers ask, no session is looked for.
        let kept = row.address == "/session/left" || of_provider(row.pattern);
        assert_eq!(expired.cookies.contains_key("session"), kept, "expired: {} removes the cookie", row.address);
    }
}

/// Everything in the store, but for what is noted about looking itself: when a session was last used, when somebody last
/// saw what is new, and the sign-ins that were begun; and the access record, which is there to note it.
async fn store(app: &TestApp) -> Vec<String> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect(&format!("sqlite:{}", app.database().display()))
        .await
        .unwrap();
    let tables = sqlx::query("select name from sqlite_master where type = 'table' order by name");
    let mut found = Vec::new();
    for table in tables.fetch_all(&pool).await.unwrap() {
        let table: String = table.get(0);
        if matches!(table.as_str(), "visit" | "sign_in" | "audit_entry" | "audit_head") {
            continue;
        }
        let columns = sqlx::query("select name from pragma_table_info(?)").bind(&table).fetch_all(&pool).await.unwrap();
        let quoted: Vec<String> = columns
            .iter()
            .map(|column| column.get::<String, _>(0))
            .filter(|column| column != "seen_at")
            .map(|column| format!("quote({column})"))
            .collect();
        let rows = format!("select {} from {table} order by 1", quoted.join(" || ' ' || "));
        for row in sqlx::query(sqlx::AssertSqlSafe(rows)).fetch_all(&pool).await.unwrap() {
            found.push(format!("{table}: {}", row.get::<String, _>(0)));
        }
    }
    pool.close().await;
    found
}

/// What is the same for everybody: one address of each, what is sent, the status, and how long it may be kept.
const OPEN: &[(&str, &str, &str, &str, u16, &str)] = &[
    ("GET", "/assets", "/assets/portal.0123.css", "", 200, "public, max-age=31536000, immutable"),
    ("GET", "/assets", "/assets/none.css", "", 404, "no-store"),
    ("GET", "/assets", "/assets/", "", 404, "no-store"),
    ("POST", "/csp-report", "/csp-report", "{\"csp-report\":{\"effective-directive\":\"img-src\"}}", 204, "no-store"),
    ("GET", "/icon.svg", "/icon.svg", "", 200, "public, max-age=3600"),
    ("GET", "/favicon.ico", "/favicon.ico", "", 200, "public, max-age=3600"),
    ("GET", "/robots.txt", "/robots.txt", "", 404, "no-store"),
    ("GET", "/manifest.webmanifest", "/manifest.webmanifest", "", 404, "no-store"),
];

#[tokio::test]
async fn what_is_open_to_all_is_the_same_for_all_and_tells_of_nobody() {
    let rows: BTreeSet<_> = OPEN.iter().map(|row| (row.0, row.1)).collect();
    assert_eq!(server::router::open_to_all().into_iter().collect::<BTreeSet<_>>(), rows, "left: what there is");
    let app = TestApp::start().await;
    let (mut signed_in, mut other, mut expired) =
        (app.signed_in("changer").await, app.signed_in("parent").await, app.signed_in("elder").await);
    let mut names = Vec::new();
    for client in [&mut signed_in, &mut other, &mut expired] {
        names.push(name_of(client).await);
    }
    change(&app, "update session set seen_at = seen_at - 900 where rowid = (select max(rowid) from session)").await;
    for (method, _, address, body, status, kept) in OPEN {
        let mut bodies = BTreeSet::new();
        for (state, client) in [
            ("anonymous", &mut app.anonymous()),
            ("signed in", &mut signed_in),
            ("another person", &mut other),
            ("expired", &mut expired),
        ] {
            let what = format!("{state}: {method} {address}");
            let url = format!("{}{address}", app.base);
            let answer = client.send_body(method.parse().unwrap(), &url, &[], *body).await;
            assert_eq!(answer.status, *status, "{what}");
            for (name, value) in ALWAYS {
                assert_eq!(answer.headers.get(*name).map(|value| value.to_str().unwrap()), Some(*value), "{what}");
            }
            assert_eq!(answer.headers["cache-control"], *kept, "{what}");
            assert!(answer.headers.contains_key("content-security-policy"), "{what}");
            assert!(!answer.headers.contains_key("set-cookie") || *status == 404, "{what}");
            assert!(names.iter().all(|name| !answer.body.contains(name.as_str())), "{what}");
            if *status == 200 {
                bodies.insert(answer.body);
            }
        }
        assert!(bodies.len() <= 1, "{address} is not the same for all");
    }
}

#[tokio::test]
async fn looking_changes_nothing() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let kept = client.clone();
    let before = store(&app).await;
    assert!(before.iter().any(|row| row.starts_with("session: ")), "{before:?}");
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        for row in TABLE {
            // With the fields of its form in the address, as a server function over GET would take them.
            let query = row.fields.iter().map(|(name, value)| format!("{name}={}", value.replace('"', "%22")));
            let address = format!("{}?{}", row.address.split('?').next().unwrap(), query.collect::<Vec<_>>().join("&"));
            let answer = client.send(method.clone(), &address, &[], &[]).await;
            // The card component's answers are asked for at the address that takes them; there are none. Nor is there such a provider.
            let taken = row.method == "GET" || ["/login/card", "/oauth/authorize"].contains(&row.pattern);
            assert!(taken || matches!(answer.status, 200 | 405), "{method} {address}: {}", answer.status);
            client = kept.clone();
        }
    }
    assert_eq!(store(&app).await, before);
    assert!(client.get("/registration").await.body.contains("name=\"register\""), "nor at the hub");
}

#[tokio::test]
async fn nothing_is_set_by_what_another_site_or_a_browser_ahead_of_time_asks_for() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for row in TABLE.iter().filter(|row| row.method == "GET") {
        let answer = client.send(Method::GET, row.address, &[("sec-purpose", "prefetch")], &[]).await;
        let ends_a_sign_in = ["/login/callback", "/login/card"].contains(&row.pattern);
        assert!(!answer.headers.contains_key("set-cookie") || ends_a_sign_in, "{}", row.address);
    }
}
