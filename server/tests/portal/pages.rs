//! Every page of the page table, by role; and addresses that are none.

use app::page_table::{Guard, PAGES};
use reqwest::Method;

use crate::app::TestApp;
use crate::client::{address_of, status_without_record};

/// An address that fits a pattern.
fn example(pattern: &str) -> String {
    address_of(pattern)
}

#[tokio::test]
async fn anonymous_people_see_public_pages_and_are_sent_to_sign_in_from_the_others() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for page in PAGES {
        let path = example(page.path);
        let answer = client.get(&path).await;
        match page.guard {
            Guard::Public => assert_eq!(answer.status, 200, "{path}"),
            Guard::SignedIn | Guard::CardAgain => {
                assert_eq!((answer.status, answer.location), (303, Some(format!("/login?next={path}"))), "{path}")
            }
        }
    }
    assert!(client.cookies.is_empty(), "looking around begins no session: {:?}", client.cookies);
}

#[tokio::test]
async fn signed_in_people_see_every_page_whole() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let drugs = client.get("/medications").await.body;
    let drug = drugs.split("href=\"/medications/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    for page in PAGES {
        let path = if page.path == "/medications/:drug" { format!("/medications/{drug}") } else { example(page.path) };
        let answer = client.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.ends_with("</html>"), "{path} is whole");
        assert!(answer.body.contains(&format!("<title>{} - 健康手帳</title>", page.title)), "{path} has its title");
        assert!(answer.body.contains("</h1>"), "{path} has a heading");
        assert_eq!(answer.headers["content-length"].to_str().unwrap(), answer.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn people_without_any_record_see_every_page_too() {
    let app = TestApp::start().await;
    for card in ["empty", "hanako", "gap", "ward"] {
        let mut client = app.signed_in(card).await;
        for page in PAGES {
            let path = example(page.path);
            assert_eq!(client.get(&path).await.status, status_without_record(page.path), "{card} {path}");
        }
    }
}

#[tokio::test]
async fn unknown_addresses_say_so_and_lead_on() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for path in [
        "/nothing",
        "/checkups/items",
        "/CHECKUPS",
        "/checkups.css",
        "/checkups;x.js",
        "/checkups/x.css",
        "/-/fault",
        "/.env",
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("href=\"/\""), "{path} leads on");
    }
    assert_eq!(client.get("/assets/none.js").await.status, 404);
    assert_eq!(client.get("/assets/../manifest.json").await.status, 404);
    assert_eq!(client.get("/assets/%2e%2e/manifest.json").await.status, 404);
}

#[tokio::test]
async fn addresses_that_only_resolve_to_a_page_are_none() {
    let app = TestApp::start().await;
    let (anonymous, signed_in) = (app.anonymous(), app.signed_in("changer").await);
    for target in [
        "//x/checkups",
        "//checkups",
        "/./checkups",
        "/a/../checkups",
        "/%2e/checkups",
        "/a/%2e%2e/checkups",
        "/.//checkups",
        "/help/../checkups",
        "/\\x/checkups",
    ] {
        for client in [&anonymous, &signed_in] {
            let status = client.raw(target).await.0;
            assert!(matches!(status, 400 | 404), "{target}: {status}");
        }
    }
    for (target, anonymous_gets) in
        [("/checkups/", 303), ("/checkups//", 404), ("/checkups/items/..", 404), ("/help/", 200)]
    {
        assert_eq!(anonymous.raw(target).await.0, anonymous_gets, "{target}");
        assert!(matches!(signed_in.raw(target).await.0, 200 | 404), "{target}");
    }
    assert!(!app.log().contains("panic") && !app.log().contains("a page broke"), "{}", app.log());
}

#[tokio::test]
async fn head_answers_like_get_without_the_page() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let get = client.get("/help").await;
    let head = client.send(Method::HEAD, "/help", &[], &[]).await;
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.headers["content-length"], get.headers["content-length"]);
}

#[tokio::test]
async fn other_methods_are_refused_with_a_page() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::POST] {
        let answer = client.send(method.clone(), "/help", &[], &[]).await;
        assert_eq!(answer.status, 405, "{method}");
        assert!(answer.body.contains("</h1>"), "{method}: a page");
    }
}

#[tokio::test]
async fn the_portal_serves_while_the_hub_is_away() {
    let app = TestApp::start_with(&[
        ("PORTAL_HUB_URL", "http://127.0.0.1:9"),
        ("PORTAL_OIDC_ISSUER", "http://127.0.0.1:9/api/realms/main"),
    ])
    .await;
    let mut client = app.anonymous();
    assert_eq!(client.get("/").await.status, 200);
    let answer = client.get("/login?next=/checkups").await;
    assert_eq!(answer.status, 503);
    assert!(
        answer.body.contains("ログインの窓口につながりません")
            && answer.body.contains("href=\"/login?next=/checkups\""),
        "says what happened and leads on"
    );
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn one_broken_service_of_the_hub_leaves_the_pages_standing() {
    let app = TestApp::start_with(&[("HUB_SIM_FAULTS", "down=checkups")]).await;
    let mut client = app.signed_in("changer").await;
    for path in ["/", "/checkups", "/insurance", "/medications"] {
        assert_eq!(client.get(path).await.status, 200, "{path}");
    }
    let page = client.get("/checkups").await.body;
    assert!(page.contains("問い合わせ番号"), "the part that failed says so");
}
