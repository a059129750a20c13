//! What is new is new until it has been shown: a visit counts when the home page could read everything.

use std::time::{Duration, Instant};

use crate::app::TestApp;
use crate::client::Client;
use crate::sessions::change;

/// Sets the faults of the hub in a box.
async fn set_faults(app: &TestApp, faults: &str) {
    let provider = app.anonymous().get("/login").await.location.unwrap();
    let hub = reqwest::Url::parse(&provider).unwrap().origin().ascii_serialization();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.put(format!("{hub}/sim/faults")).body(faults.to_owned()).send().await.unwrap();
    assert!(answer.status().is_success(), "{faults}");
}

/// The home page as soon as everything can be read again.
async fn whole_home(client: &mut Client) -> String {
    let begun = Instant::now();
    loop {
        let page = client.get("/").await.body;
        if !page.contains("記録の一部を読めない") {
            return page;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "the records can be read again");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn what_nobody_could_read_stays_new_until_it_is_shown() {
    for fault in ["down=checkups", "down=medications", "down=expenses", "down=notices"] {
        let app = TestApp::start().await;
        let mut client = app.signed_in("changer").await;
        assert!(whole_home(&mut client).await.contains("はじめてのご利用です"), "{fault}");
        client.post("/logout", &[]).await;
        change(&app, "update visit set at = at - 200 * 24 * 60 * 60").await;

        set_faults(&app, fault).await;
        let mut during = app.signed_in("changer").await;
        for path in ["/", "/insurance", "/"] {
            assert_eq!(during.get(path).await.status, 200, "{fault} {path}");
        }
        assert!(during.get("/").await.body.contains("いまは全部は確かめられません"), "{fault}: says so");
        during.post("/logout", &[]).await;
        set_faults(&app, "").await;

        let mut after = app.signed_in("changer").await;
        assert_eq!(after.get("/insurance").await.status, 200, "another page shows no news");
        let page = whole_home(&mut after).await;
        let told = page.split("新しい記録が ").nth(1).and_then(|rest| rest.split('件').next());
        let count: u32 = told.unwrap_or_else(|| panic!("{fault}: says how many are new")).parse().unwrap();
        assert!(count > 0, "{fault}");
        let again = whole_home(&mut after).await;
        assert!(again.contains(&format!("新しい記録が {count}件")), "{fault}: and keeps saying it while signed in");
        after.post("/logout", &[]).await;

        let mut next = app.signed_in("changer").await;
        assert!(whole_home(&mut next).await.contains("新しく届いた記録はありません"), "{fault}: shown is shown");
    }
}

#[tokio::test]
async fn what_nobody_looks_at_is_not_shown() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    client.send(reqwest::Method::HEAD, "/", &[], &[]).await;
    for ahead in [("sec-purpose", "prefetch"), ("purpose", "prefetch"), ("x-moz", "prefetch")] {
        client.send(reqwest::Method::GET, "/", &[ahead], &[]).await;
    }
    client.post("/logout", &[]).await;
    let mut next = app.signed_in("changer").await;
    assert!(whole_home(&mut next).await.contains("はじめてのご利用です"));
}
