//! The way back from the provider into a session whose cookie no other site can make a browser send.

use reqwest::Method;
use reqwest::header::SET_COOKIE;

use crate::app::TestApp;

const BROWSER: &[(&str, &str)] = &[("user-agent", "Mozilla/5.0 Chrome/130"), ("sec-fetch-site", "cross-site")];

#[tokio::test]
async fn a_browser_is_led_on_by_a_page_of_ours() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let back = client.until_callback("changer", "/tax?year=2025%26income=1").await.location.unwrap();
    let answer = client.send(Method::GET, &back, BROWSER, &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (200, None));
    assert!(answer.body.contains("href=\"/tax?year=2025&amp;income=1\">続ける"), "{}", answer.body);
    assert!(answer.body.contains("0;url=/tax?year=2025&amp;income=1"));
    let cookie = |name: &str| {
        let mut all = answer.headers.get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
        all.find(|cookie| cookie.starts_with(&format!("{name}="))).unwrap_or_default().to_owned()
    };
    assert!(cookie("session").contains("SameSite=Strict") && cookie("session").contains("HttpOnly"));
    assert!(cookie("arrival").contains("Max-Age=60"));
    assert!(!answer.body.contains(&client.cookies["session"]), "the token stands in the cookie alone");
    // Asking once more within a minute, as a browser does that loads the page anew, leads on too.
    let answer = client.send(Method::GET, &back, BROWSER, &[]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("href=\"/tax?year=2025&amp;income=1\">続ける"));
    assert_eq!(client.get("/tax").await.status, 200);
    // Without that minute it is what it was: an answer that counts once.
    client.cookies.remove("arrival");
    assert_eq!(client.send(Method::GET, &back, BROWSER, &[]).await.status, 400);
}

#[tokio::test]
async fn what_a_cookie_says_about_the_way_on_is_not_believed() {
    let app = TestApp::start().await;
    // "//evil.example", and no text at all.
    for value in ["Ly9ldmlsLmV4YW1wbGU", "AAAA", "!"] {
        let mut client = app.anonymous();
        client.cookies.insert("arrival".into(), value.into());
        assert_eq!(
            client.send(Method::GET, "/login/callback?state=x&code=y", BROWSER, &[]).await.status,
            400,
            "{value}"
        );
    }
}

#[tokio::test]
async fn no_other_site_and_no_prefetch_begins_a_session() {
    let app = TestApp::start().await;
    for headers in [&[("sec-fetch-site", "cross-site")][..], &[("sec-purpose", "prefetch")]] {
        let mut client = app.anonymous();
        for path in ["/", "/login", "/login?next=/tax", "/login?again=1&next=/tax", "/login/callback?state=x&code=y"] {
            let answer = client.send(Method::GET, path, headers, &[]).await;
            let begun: Vec<_> = answer
                .headers
                .get_all(SET_COOKIE)
                .iter()
                .filter(|cookie| !cookie.to_str().unwrap().contains("Max-Age=0"))
                .collect();
            assert!(begun.is_empty(), "{path} {headers:?}: {begun:?}");
        }
    }
    let mut client = app.anonymous();
    let answer = client.send(Method::GET, "/login?next=/tax", &[("sec-fetch-site", "cross-site")], &[]).await;
    assert_eq!(answer.status, 200);
    let way_on = answer.body.split("このページを開く<").next().unwrap().rsplit("<a").next().unwrap();
    assert!(way_on.contains("href=\"/tax\""), "the person is asked: {way_on}");
    // Fetching ahead uses nothing up.
    let back = client.until_callback("changer", "/").await.location.unwrap();
    assert_eq!(client.send(Method::GET, &back, &[("sec-purpose", "prefetch")], &[]).await.status, 400);
    assert!(!client.cookies.contains_key("session"));
    assert_eq!(client.get(&back).await.status, 303);
}

#[tokio::test]
async fn each_sign_in_begins_a_new_session_and_ends_the_old_one_which_the_browser_does_not_send_on_the_way_back() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut before = client.clone();
    let back = client.until_callback("changer", "/").await.location.unwrap();
    let strict = client.cookies.remove("session").unwrap();
    client.send(Method::GET, &back, BROWSER, &[]).await;
    assert_ne!(client.cookies["session"], strict);
    assert_eq!(before.get("/insurance").await.status, 303, "the old one opens nothing");
    assert_eq!(client.get("/insurance").await.status, 200);
}

#[tokio::test]
async fn two_tabs_that_sign_in_at_once_each_lead_to_their_own_page() {
    let app = TestApp::start().await;
    let mut browser = app.anonymous();
    let first = browser.until_callback("changer", "/checkups").await.location.unwrap();
    let second = browser.until_callback("changer", "/medications").await.location.unwrap();
    assert_eq!(browser.get(&first).await.location.as_deref(), Some("/checkups"));
    assert!(browser.cookies.contains_key("signin"), "the other tab can still be finished");
    assert_eq!(browser.get(&second).await.location.as_deref(), Some("/medications"));
    assert!(!browser.cookies.contains_key("signin"));
    assert_eq!(browser.get("/checkups").await.status, 200);
}
