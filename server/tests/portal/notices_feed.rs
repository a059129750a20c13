//! The private feed: shown once, its person's alone, replaced or ended at once, and saying nothing of anybody.

use reqwest::Method;

use crate::app::TestApp;
use crate::client::{Answer, Client};

/// Makes an address, as the page then shows it.
async fn make(client: &mut Client) -> String {
    let answer = client.post("/notices/feed", &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/notices")));
    let page = client.get("/notices").await.body;
    let address = page.split("/notices/feed/").skip(1).map(|rest| rest.split(['<', '"']).next().unwrap());
    let token = address.map(str::to_owned).find(|token| token.len() == 43).expect("the address is on the page");
    assert!(!client.get("/notices").await.body.contains(&token), "once");
    format!("/notices/feed/{token}")
}

/// What does not differ between two answers that say the same.
fn said(answer: &Answer) -> (u16, String) {
    let body = answer.body.split(answer.headers["x-request-id"].to_str().unwrap()).collect::<String>();
    let nonce = answer.headers["content-security-policy"].to_str().unwrap();
    let nonce = nonce.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    let body = body.replace(nonce, "");
    let keys = body.split("name=\"form_key\" value=\"").map(|rest| rest.split_once('"').map_or(rest, |(_, rest)| rest));
    (answer.status, keys.collect())
}

#[tokio::test]
async fn it_says_that_there_is_something_new_and_nothing_of_anybody() {
    let app = TestApp::start().await;
    for card in ["n-000000855", "changer"] {
        let mut client = app.signed_in(card).await;
        let address = make(&mut client).await;
        let answer = app.anonymous().get(&address).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.headers["content-type"], "application/atom+xml; charset=utf-8");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.headers.contains_key("set-cookie"));
        assert_eq!(answer.body.matches("<entry>").count(), 1, "{}", answer.body);
        assert!(answer.body.contains("<title>新しいお知らせがあります</title><updated>2026-11-22T"), "{}", answer.body);
        // Everything in it but dates and names that lead nowhere is the same for everybody.
        for told in ["㋐", "再検査", "健診", "お薬", "医療費", "電子証明書", "own.", "hub.", "notice-", &address[14..]]
        {
            assert!(!answer.body.contains(told), "{card}: {told}");
        }
        let home = client.get("/").await.body;
        let name = home.split("<div class=\"whose\"><span><b>").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
        assert!(!answer.body.contains(name), "{card}");
        assert!(!app.log().contains(&address[14..]), "nor does a log hold the address");

        // When all is read, there is nothing new.
        let page = client.get("/notices").await.body;
        let ids = page.split("name=\"id\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let fields: Vec<(&str, &str)> = [("do", "read")].into_iter().chain(ids.map(|id| ("id", id))).collect();
        client.post("/notices/marks", &fields).await;
        client.get("/notices").await;
        let answer = app.anonymous().get(&address).await;
        assert!(answer.status == 200 && !answer.body.contains("<entry>"), "{}", answer.body);
    }
}

#[tokio::test]
async fn an_address_that_is_replaced_or_ended_is_like_one_that_never_was() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000856").await;
    let first = make(&mut client).await;
    let second = make(&mut client).await;
    assert_ne!(first, second);
    let never = said(&app.anonymous().get("/notices/feed/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await);
    assert_eq!(never.0, 404);
    assert_eq!(said(&app.anonymous().get("/nothing").await), never, "as any address that is no page");
    assert_eq!(said(&app.anonymous().get(&first).await), never);
    assert_eq!(app.anonymous().get(&second).await.status, 200);
    for malformed in ["/notices/feed/x", "/notices/feed/%FF", &format!("{second}A")] {
        assert_eq!(said(&app.anonymous().get(malformed).await), never, "{malformed}");
    }
    assert_eq!(client.post("/notices/feed/end", &[]).await.status, 303);
    assert_eq!(said(&app.anonymous().get(&second).await), never);
    assert!(client.get("/notices").await.body.contains("フィードのアドレスを作る"));
}

#[tokio::test]
async fn the_address_is_shown_to_its_person_only() {
    let app = TestApp::start().await;
    let (mut owner, mut other) = (app.signed_in("n-000000857").await, app.signed_in("n-000000858").await);
    owner.post("/notices/feed", &[]).await;
    let token = owner.cookies["feed"].clone();
    other.cookies.insert("feed".into(), token.clone());
    assert!(!other.get("/notices").await.body.contains(&token), "another person in the same browser");
    owner.send(Method::GET, "/notices", &[("sec-purpose", "prefetch")], &[]).await;
    assert!(owner.cookies.contains_key("feed"), "fetching ahead shows nothing to anybody");
    assert!(owner.get("/notices").await.body.contains(&token));
    assert!(!owner.cookies.contains_key("feed"));
    // Another person's forms touch only their own.
    other.post("/notices/feed/end", &[]).await;
    assert_eq!(app.anonymous().get(&format!("/notices/feed/{token}")).await.status, 200);
    let file = std::fs::read(app.database()).unwrap();
    assert!(!file.windows(token.len()).any(|bytes| bytes == token.as_bytes()), "the store does not hold it");
}

#[tokio::test]
async fn a_feed_that_is_asked_for_all_the_time_has_to_wait() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000859").await;
    let address = make(&mut client).await;
    let mut asked = Vec::new();
    for _ in 0..32 {
        asked.push(app.anonymous().get(&address).await);
    }
    assert_eq!(asked[0].status, 200);
    let last = asked.pop().unwrap();
    assert_eq!(last.status, 429);
    assert!(last.headers.contains_key("retry-after"));
    let another = make(&mut client).await;
    assert_eq!(app.anonymous().get(&another).await.status, 200, "a share for each address");
}
