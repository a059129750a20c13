//! A person's own sessions: they see them, end one, end all others.

use crate::app::TestApp;
use crate::client::{Client, Form};

const CHROME: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36";

/// Signs in as a browser of a kind does.
async fn enter(app: &TestApp, card: &str, agent: &'static str) -> Client {
    let mut client = app.anonymous();
    let back = client.until_callback(card, "/").await.location.unwrap();
    client.send(reqwest::Method::GET, &back, &[("user-agent", agent), ("sec-fetch-site", "same-site")], &[]).await;
    assert!(client.cookies.contains_key("session"));
    client
}

#[tokio::test]
async fn one_is_seen_and_ended_from_another() {
    let app = TestApp::start().await;
    let mut here = enter(&app, "changer", "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0").await;
    let mut phone = enter(&app, "changer", CHROME).await;
    let mut stranger = enter(&app, "elder", CHROME).await;
    let page = here.get("/settings").await.body;
    assert!(page.contains("Chrome・Android") && page.contains("Firefox・Windows"), "{page}");
    assert_eq!(page.matches("いま使っているブラウザ").count(), 1);
    assert_eq!(page.matches("action=\"/session/end\"").count(), 1, "this one is ended by signing out");
    assert!(!page.contains("Mozilla") && !page.contains("AppleWebKit"), "no more than the kind");
    let form = Form::to(&page, "/session/end");
    let named = form.hidden.iter().filter(|(name, _)| name == "session");
    let fields: Vec<(&str, &str)> = named.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(fields.len(), 1);

    assert_eq!(stranger.post("/session/end", &fields).await.status, 303);
    assert_eq!(phone.get("/insurance").await.status, 200, "nobody ends another person's");

    let answer = here.post("/session/end", &fields).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/settings")));
    let page = here.get("/settings").await.body;
    assert!(
        page.contains("選んだログインを終わらせました") && page.contains("ほかのブラウザでは、ログインしていません")
    );
    assert_eq!(phone.get("/insurance").await.status, 303, "it is over");
    assert_eq!(stranger.get("/insurance").await.status, 200);
}

#[tokio::test]
async fn all_others_are_ended_at_once() {
    let app = TestApp::start().await;
    let mut here = app.signed_in("changer").await;
    let mut others = [enter(&app, "changer", CHROME).await, enter(&app, "changer", CHROME).await];
    let mut stranger = app.signed_in("elder").await;
    assert_eq!(here.post("/session/end-others", &[]).await.location.as_deref(), Some("/settings"));
    for other in &mut others {
        assert_eq!(other.get("/insurance").await.status, 303);
    }
    assert_eq!((here.get("/insurance").await.status, stranger.get("/insurance").await.status), (200, 200));
}
