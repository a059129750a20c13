//! The size of text is this browser's own, for anyone.

use reqwest::Method;

use crate::app::TestApp;

/// Class of the document.
fn class_of(page: &str) -> &str {
    let html = page.split("<html ").nth(1).unwrap().split('>').next().unwrap();
    html.split("class=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[tokio::test]
async fn a_browser_keeps_its_size_signed_in_or_not() {
    let app = TestApp::start().await;
    for mut client in [app.anonymous(), app.signed_in("n-000000850").await] {
        assert_eq!(class_of(&client.get("/help").await.body), "");
        for (size, class) in [("largest", "text-largest"), ("large", "text-large"), ("normal", "")] {
            let referer = format!("{}/help", app.base);
            let answer =
                client.send(Method::POST, "/settings/text-size", &[("referer", &referer)], &[("size", size)]).await;
            assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/help")), "{size}");
            let page = client.get("/help").await.body;
            assert_eq!(class_of(&page), class, "{size}");
            assert!(page.contains("文字の大きさを変えました"), "{size}");
        }
        assert!(!client.cookies.contains_key("text"), "the usual size needs no cookie");
    }
}

#[tokio::test]
async fn only_sizes_are_taken() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for size in ["", "huge", "\"><script>"] {
        let answer = client.post("/settings/text-size", &[("size", size)]).await;
        assert_eq!(answer.status, 400, "{size}");
    }
    client.cookies.insert("text".into(), "huge".into());
    assert_eq!(class_of(&client.get("/help").await.body), "");
}

#[tokio::test]
async fn at_a_shared_terminal_the_next_person_finds_pages_as_they_are() {
    let app = TestApp::start_with(&[("PORTAL_KIOSK", "1")]).await;
    let mut client = app.signed_in("changer").await;
    client.post("/settings/text-size", &[("size", "largest")]).await;
    client.get("/en/help").await;
    assert!(client.cookies.contains_key("text") && client.cookies.contains_key("language"));
    assert_eq!(client.post("/logout", &[]).await.status, 303);
    assert!(!client.cookies.contains_key("text") && !client.cookies.contains_key("language"), "{:?}", client.cookies);
    // On a device of one's own they stay.
    let app = TestApp::start().await;
    let mut own = app.signed_in("changer").await;
    own.post("/settings/text-size", &[("size", "largest")]).await;
    own.post("/logout", &[]).await;
    assert!(own.cookies.contains_key("text"));
}
