//! Every page in three languages: by its address, and by what the browser keeps from then on.

use app::page_table::{Guard, PAGES};

use crate::app::TestApp;
use crate::client::{address_of, status_without_record};

fn lang_of(html: &str) -> &str {
    html.split("<html lang=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn an_address_says_the_language_and_the_browser_keeps_it() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let english = client.get("/en/help").await.body;
    assert_eq!(lang_of(&english), "en");
    assert!(english.contains("href=\"/ja/help\"") && english.contains(">日本語</a>"), "the way back");
    assert_eq!(client.cookies.get("language").map(String::as_str), Some("en"));
    assert_eq!(lang_of(&client.get("/help?x=1").await.body), "en", "kept");
    assert!(client.get("/help?x=1").await.body.contains("href=\"/easy/help?x=1\""));
    let easy = client.get("/easy/help").await.body;
    assert_eq!(lang_of(&easy), "ja");
    assert_eq!(client.cookies.get("language").map(String::as_str), Some("easy"));
    let japanese = client.get("/ja/help").await.body;
    assert!(!client.cookies.contains_key("language"), "the usual language needs no cookie");
    assert_eq!(lang_of(&japanese), "ja");
    assert_ne!(easy, japanese);
}

#[tokio::test]
async fn a_page_asked_for_in_a_language_comes_so_after_signing_in_and_says_the_same() {
    let app = TestApp::start().await;
    let answer = app.anonymous().get("/en/checkups").await;
    assert_eq!(answer.location.as_deref(), Some("/login?next=/en/checkups"));
    let mut client = app.signed_in("n-000000851").await;
    for page in PAGES {
        let address = address_of(page.path);
        let expected = if page.guard == Guard::Public { 200 } else { status_without_record(page.path) };
        for language in ["en", "easy"] {
            let answer = client.get(&format!("/{language}{address}")).await;
            assert!(answer.status == expected || answer.status == 404, "{language} {address}: {}", answer.status);
            let again = client.get(&address).await;
            assert_eq!(again.status, answer.status, "{address}");
        }
    }
    client.get("/en/help").await;
    let nowhere = client.get("/en/nothing-here").await;
    assert_eq!(nowhere.status, 404);
    assert_eq!(lang_of(&nowhere.body), "en");
}

#[tokio::test]
async fn only_languages_are_taken() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for address in ["/fr/help", "/EN/help", "/en/en/help", "/en//help", "/enhelp"] {
        assert_eq!(client.get(address).await.status, 404, "{address}");
    }
    client.cookies.insert("language".into(), "\"><script>".into());
    assert_eq!(lang_of(&client.get("/help").await.body), "ja");
}
