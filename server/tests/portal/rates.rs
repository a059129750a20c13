//! Who asks too often is told so, and only they.

use reqwest::Method;

use crate::app::TestApp;
use crate::client::{Answer, Client};

async fn ask_as(client: &mut Client, forwarded: &str) -> Answer {
    client.send(Method::GET, "/help", &[("x-forwarded-for", forwarded)], &[]).await
}

fn is_refused(answer: &Answer) {
    assert_eq!(answer.status, 429);
    let wait: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let number = answer.headers["x-request-id"].to_str().unwrap();
    assert!(answer.body.contains("問い合わせ番号") && answer.body.contains(number), "{}", answer.body);
    for name in ["content-security-policy", "x-content-type-options", "permissions-policy"] {
        assert!(answer.headers.contains_key(name), "{name}");
    }
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn an_address_has_its_share_and_cannot_take_anothers() {
    let app = TestApp::start_with(&[("PORTAL_TLS_PROXY", "127.0.0.1"), ("PORTAL_RATE_ADDRESS", "60/5")]).await;
    let mut client = app.anonymous();
    for _ in 0..5 {
        assert_eq!(ask_as(&mut client, "198.51.100.1").await.status, 200);
    }
    is_refused(&ask_as(&mut client, "198.51.100.1").await);
    for lie in ["203.0.113.9, 198.51.100.1", "198.51.100.2,198.51.100.1", "127.0.0.1, 198.51.100.1"] {
        is_refused(&ask_as(&mut client, lie).await);
    }
    for honest in ["198.51.100.2", "203.0.113.9", "198.51.100.1, 198.51.100.3"] {
        assert_eq!(ask_as(&mut client, honest).await.status, 200, "{honest} is not kept out");
    }
}

#[tokio::test]
async fn without_a_named_proxy_nobody_is_believed() {
    let app = TestApp::start_with(&[("PORTAL_RATE_ADDRESS", "60/5")]).await;
    let mut client = app.anonymous();
    for _ in 0..20 {
        assert_eq!(ask_as(&mut client, "198.51.100.1").await.status, 200, "this machine itself is not counted");
    }
}

#[tokio::test]
async fn a_person_has_a_share_of_forms_whichever_session_sends_them() {
    let app = TestApp::start_with(&[("PORTAL_RATE_PERSON", "60/3")]).await;
    let mut one = app.signed_in("changer").await;
    let mut two = app.signed_in("changer").await;
    let mut other = app.signed_in("elder").await;
    for second in [false, true, false] {
        let client = if second { &mut two } else { &mut one };
        assert_eq!(client.post("/session/extend", &[]).await.status, 303);
    }
    is_refused(&two.post("/tax/export/csv", &[("year", "2025")]).await);
    is_refused(&one.post("/session/extend", &[]).await);
    assert_eq!(one.get("/insurance").await.status, 200, "pages are still shown");
    assert_eq!(other.post("/session/extend", &[]).await.status, 303, "others are not kept out");
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    assert_eq!(one.post("/session/extend", &[]).await.status, 303, "and it passes");
    is_refused(&two.post("/session/extend", &[]).await);
    assert_eq!(two.post("/logout", &[]).await.status, 303, "nobody is kept from signing out");
    assert_eq!(two.get("/insurance").await.status, 303);
}

#[tokio::test]
async fn forged_forms_use_up_nobodys_share() {
    let app = TestApp::start_with(&[("PORTAL_RATE_PERSON", "60/3")]).await;
    let mut client = app.signed_in("changer").await;
    for _ in 0..10 {
        let answer = client.send(Method::POST, "/logout", &[("origin", "https://evil.example")], &[]).await;
        assert_eq!(answer.status, 403);
    }
    assert_eq!(client.post("/session/extend", &[]).await.status, 303);
}

#[tokio::test]
async fn a_session_has_its_share_of_requests() {
    let app = TestApp::start_with(&[("PORTAL_RATE_SESSION", "60/5")]).await;
    let mut client = app.signed_in("changer").await;
    let mut other = app.signed_in("changer").await;
    for _ in 0..5 {
        assert_eq!(client.get("/help").await.status, 200);
    }
    let key = app.signed_in("elder").await.form_key().await;
    is_refused(&client.get("/help").await);
    assert_eq!(
        client.send_bare(Method::POST, "/logout", &[], &[("form_key", &key)]).await.status,
        403,
        "another person's form is refused as ever, but not for being too many"
    );
    assert_eq!(other.get("/help").await.status, 200);
}

#[tokio::test]
async fn a_certificate_signs_in_so_often_and_locks_nobody_else_out() {
    let app = TestApp::start_with(&[("PORTAL_RATE_CERTIFICATE", "60/2")]).await;
    for _ in 0..2 {
        app.signed_in("changer").await;
    }
    let mut third = app.anonymous();
    is_refused(&third.sign_in("changer", "/").await);
    assert_eq!(third.get("/insurance").await.status, 303, "not let in");
    app.signed_in("elder").await;
    // Cards that are refused count for nobody.
    for _ in 0..5 {
        let mut attacker = app.anonymous();
        attacker.get("/login/callback?state=x&code=y").await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    app.signed_in("changer").await;
}

#[tokio::test]
async fn what_ships_has_shares_of_a_person_and_of_a_certificate() {
    // Empty is as unset: the usual shares.
    let app = TestApp::start_with(&[("PORTAL_RATE_PERSON", ""), ("PORTAL_RATE_CERTIFICATE", "")]).await;
    let mut client = app.signed_in("changer").await;
    let mut through = 0;
    let refused = loop {
        let answer = client.post("/session/extend", &[]).await;
        if answer.status != 303 || through == 5000 {
            break answer;
        }
        through += 1;
    };
    is_refused(&refused);
    assert!(through >= 120, "{through} at once after a rest");
    let mut through = 1;
    let refused = loop {
        let answer = app.anonymous().sign_in("changer", "/").await;
        if answer.status != 303 || through == 2000 {
            break answer;
        }
        through += 1;
    };
    is_refused(&refused);
    assert!(through >= 120, "{through} at once after a rest");
}
