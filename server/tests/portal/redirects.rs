//! Whatever stands behind `next=`, a browser stays on this site.

use reqwest::Url;
use server::signin::next::{login_address, own_page};

use crate::app::TestApp;

/// Other sites' addresses, written in every way that some browser has once followed.
fn hostile() -> Vec<String> {
    let mut found = Vec::new();
    for host in ["evil.example", "evil.example:80", "@evil.example", "localhost@evil.example", "evil。example", "[::1]"]
    {
        for start in [
            "//",
            "///",
            "////",
            "/\\",
            "\\/",
            "\\\\",
            "/\\/",
            "/%2f",
            "/%5c",
            "%2f%2f",
            "/%09/",
            "/\t/",
            "/\n/",
            "/\r\n/",
            "/.//",
            "/..//",
            "/./\\",
            "/checkups//",
            "/checkups/..//",
            "/checkups\\..\\\\",
            ";//",
            "?//",
            "#//",
            " //",
            "\u{a0}//",
            "\u{feff}//",
            "\0//",
            "http://",
            "https://",
            "http:",
            "https:",
            "https:/",
            "https:\\\\",
            "HtTpS://",
            "javascript://",
            "data:text/html,//",
            "ftp://",
            "//localhost:3000.",
            "/@",
            "/:",
            "//%6c",
            "/\u{2028}/",
            "/〱/",
            "/．／",
            "/checkups?next=//\\",
            "/checkups#@",
            "/checkups@",
            "/checkups%0d%0aLocation:%20//",
            "/checkups\r\nLocation: //",
            "/login?next=//",
            "/logout?//",
        ] {
            found.push(format!("{start}{host}"));
        }
    }
    found
}

#[test]
fn only_pages_of_ours_are_ever_led_to() {
    let corpus = hostile();
    assert!(corpus.len() >= 300, "{}", corpus.len());
    let here = Url::parse("http://localhost:3000/login").unwrap();
    for text in &corpus {
        if let Some(page) = own_page(text) {
            let to = here.join(page).unwrap();
            assert_eq!(to.origin(), here.origin(), "{text:?}");
            assert!(app::page_table::page_of(to.path()).is_some(), "{text:?} leads to {to}");
        }
        let login = login_address(Some(text));
        assert!(login.starts_with("/login") && login.is_ascii(), "{text:?}: {login}");
    }
    let believed = corpus.iter().filter(|text| own_page(text).is_some()).count();
    assert_eq!(believed, 0, "none of them is a page of ours");
}

#[tokio::test]
async fn signing_in_leads_home_whatever_was_wished() {
    let app = TestApp::start().await;
    let corpus = hostile();
    for text in corpus.iter().step_by(13) {
        let mut query = Url::parse("http://x/").unwrap();
        query.query_pairs_mut().append_pair("next", text);
        let next = query.query().unwrap().strip_prefix("next=").unwrap().to_owned();
        let answer = app.anonymous().sign_in("changer", &next).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")), "{text:?}");
    }
}

#[tokio::test]
async fn every_redirect_of_every_address_stays_here_or_goes_to_the_provider() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let provider = client.get("/login").await.location.unwrap();
    let provider = Url::parse(&provider).unwrap().origin();
    for text in hostile() {
        let mut to = Url::parse(&app.base).unwrap();
        to.set_path("/login");
        to.query_pairs_mut().append_pair("next", &text).append_pair("return_to", &text).append_pair("url", &text);
        let answer = client.get(to.as_str()).await;
        assert_eq!(answer.status, 303, "{text:?}");
        assert_eq!(Url::parse(&answer.location.unwrap()).unwrap().origin(), provider, "{text:?}");
    }
}
