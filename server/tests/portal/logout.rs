//! Signing out: at once, on the server, for good.

use reqwest::Method;

use crate::app::TestApp;
use crate::client::Form;

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

/// Somebody else has signed in since a page was opened: whatever is pressed there does nothing in their name, and the answer says
/// whose page it was and how to sign out.
#[tokio::test]
async fn a_page_of_the_one_before_says_whose_it_is_and_does_nothing() {
    let app = TestApp::start().await;
    let mut before = app.signed_in("hanako").await;
    let form = Form::to(&before.get("/registration").await.body, "/registration");
    let key = before.form_key().await;
    let mut now = app.signed_in("elder").await;
    let mut fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("register", "1"));
    let refused = now.send_bare(Method::POST, "/registration", &[], &fields).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("別の人の画面から送られたため"), "{}", refused.body);
    assert!(refused.body.contains("右上の「ログアウト」を押してから") && !refused.body.contains("元の画面を開く"));
    assert_eq!(now.get("/checkups").await.status, 200, "nobody is signed out by it");

    let refused = now.send_bare(Method::POST, "/logout", &[], &[("form_key", &key)]).await;
    assert_eq!(refused.status, 403);
    // The page that says so has this session's own way out.
    let out = Form::to(&refused.body, "/logout");
    let fields: Vec<(&str, &str)> = out.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let ended = now.send_bare(Method::POST, "/logout", &[], &fields).await;
    assert_eq!((ended.status, ended.location.as_deref()), (303, Some("/")));
    assert_eq!(now.get("/checkups").await.status, 303);
    assert!(!now.cookies.contains_key("arrival"), "where the sign-in led is forgotten");
}
