//! Every page and route, asked for by a delegate with the kind, without it, and after the end. What is expected comes from
//! `app::acting_table`; a page or route without a row there fails.

use app::acting_table::{Serves, TABLE, serves};
use app::domain::delegation::RecordKind;
use app::page_table::PAGES;
use reqwest::Method;
use server::router::ROUTES;

use crate::app::TestApp;
use crate::client::{Answer, Client, address_of, status_without_record};
use crate::family::{act_for, banner};

/// Enough for every form.
const FIELDS: &[(&str, &str)] = &[("year", "2026"), ("numbers", "show"), ("delegation", "x"), ("register", "1")];

/// Method and pattern of everything there is.
fn all() -> Vec<(&'static str, &'static str)> {
    let routes = ROUTES.iter().copied().flatten().map(|route| (route.method, route.path));
    PAGES.iter().map(|page| ("GET", page.path)).chain(routes).collect()
}

/// Whether asking ends the session, or leads to another site.
fn leaves(pattern: &str) -> bool {
    matches!(pattern, "/logout" | "/session/back") || pattern.starts_with("/login")
}

async fn ask(client: &mut Client, method: &str, pattern: &str) -> Answer {
    let address = address_of(pattern);
    client.send(method.parse::<Method>().unwrap(), &address, &[], if method == "GET" { &[] } else { FIELDS }).await
}

#[test]
fn everything_has_its_row_and_every_row_is_something() {
    let there: std::collections::BTreeSet<_> = all().into_iter().collect();
    let rows: std::collections::BTreeSet<_> = TABLE.iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(there, rows, "left: pages and routes; right: rows of the table");
}

#[tokio::test]
async fn each_row_is_open_to_whom_the_table_says() {
    let app = TestApp::start().await;
    // All kinds; all but checkups.
    for (name, without) in [("見本　陽", None), ("見本　美和", Some(RecordKind::Checkups))] {
        let mut parent = app.signed_in("parent").await;
        act_for(&mut parent, name).await;
        for (method, pattern) in all().into_iter().filter(|(_, pattern)| !leaves(pattern)) {
            let answer = ask(&mut parent, method, pattern).await;
            let what = format!("{method} {pattern} for {name}: {}", answer.status);
            let refused = match serves(method, pattern) {
                Serves::Owner => Some("代理のあいだは使えないページです"),
                Serves::Kind(kind) if Some(kind) == without => Some("この記録は、代理では見られません"),
                Serves::Kind(_) | Serves::Start | Serves::Anyone => None,
            };
            let Some(words) = refused else {
                assert!(!answer.body.contains("代理のあいだは使えない"), "{what}");
                if serves(method, pattern) != Serves::Anyone {
                    // Without a blank form there is nothing to fill: back to the page, which says so. And an income leads back to it.
                    let back = pattern == "/tax/export/fill" || (method, pattern) == ("POST", "/tax");
                    let wanted = if back { 303 } else { status_without_record(pattern) };
                    assert_eq!(answer.status, wanted, "{what}");
                }
                // The page of an address that nobody made says nothing of anybody.
                if method == "GET" && answer.status != 404 && answer.body.starts_with("<!DOCTYPE") {
                    assert_eq!(banner(&answer.body), Some(name), "{what}");
                }
                assert!(!answer.body.contains("見本　健太"), "{what}: names the one who looks");
                continue;
            };
            assert_eq!(answer.status, 403, "{what}");
            assert!(answer.body.contains(words) && answer.body.contains("何も変更されていません"), "{what}");
            assert_eq!(banner(&answer.body), Some(name), "{what}");
        }
    }
}

#[tokio::test]
async fn after_the_end_no_row_shows_a_record() {
    let app = TestApp::start().await;
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　陽").await;
    let mut child = app.signed_in("child").await;
    let page = child.get("/family").await.body;
    let form = crate::family::form_about(&page, "見本　健太", "/family/end").unwrap();
    crate::family::send(&mut child, &form).await;
    for (method, pattern) in all().into_iter().filter(|(_, pattern)| !leaves(pattern)) {
        let Serves::Kind(_) = serves(method, pattern) else { continue };
        let answer = ask(&mut parent, method, pattern).await;
        let what = format!("{method} {pattern}: {}", answer.status);
        assert!(!answer.headers.contains_key("content-disposition"), "{what}");
        assert!(answer.status == 303 || answer.body.contains("代理が終わりました"), "{what}");
        for record in ["見本こどもクリニック", "見本小児歯科", "mmHg", "健康保険組合"] {
            assert!(!answer.body.contains(record), "{what}: {record}");
        }
    }
}
