//! Signing out: at once, on the server, for good.

use crate::app::TestApp;

#[tokio::test]
async fn ends_the_session_on_the_server() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut kept = client.clone();
    let answer = client.post("/logout", &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")));
    assert!(answer.headers["clear-site-data"].to_str().unwrap().contains("\"cache\""));
    assert!(!client.cookies.contains_key("session"), "the cookie is gone");
    assert_eq!(kept.get("/session/left").await.body, "{\"last\":true,\"left\":0,\"over\":\"other\"}", "not by time");
    let turned = kept.get("/checkups").await;
    assert_eq!(turned.status, 303, "a copy of the cookie opens nothing");
    assert!(turned.headers["clear-site-data"].to_str().unwrap().contains("\"storage\""), "and leaves nothing");
    assert_eq!(client.get("/").await.status, 200);
    assert!(!client.cookies.contains_key("flash"), "the note is shown once");
}

#[tokio::test]
async fn signing_out_twice_is_no_mistake() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    assert_eq!(client.post("/logout", &[]).await.status, 303);
    assert_eq!(client.get("/logout").await.status, 405, "a link signs nobody out");
}
