//! Procedures, payments and outside sites over HTTP: whose they are, what is kept, and that no address leads elsewhere.

use crate::app::TestApp;
use crate::client::Client;

async fn faults(app: &TestApp, faults: &str) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.put(format!("{}/sim/faults", app.hub)).body(faults.to_owned()).send().await.unwrap();
    assert!(answer.status().is_success(), "{faults}");
}

async fn mark(client: &mut Client, site: &str, linked: &str) -> Option<String> {
    let answer = client.post("/services", &[("site", site), ("linked", linked)]).await;
    assert_eq!(answer.status, 303, "{site} {linked}");
    answer.location
}

fn marks(page: &str) -> usize {
    page.matches("使っている印を外す</a>").count()
}

#[tokio::test]
async fn a_mark_is_the_persons_own_and_is_kept_until_it_is_taken_away() {
    let app = TestApp::start().await;
    let (mut one, mut other) = (app.signed_in("n-000000861").await, app.signed_in("n-000000862").await);
    assert_eq!(marks(&one.get("/services").await.body), 0);
    let asked = one.get("/services/link/e-tax").await;
    assert!(
        asked.status == 200 && asked.body.contains("使っている印をつけますか") && asked.body.contains("何も渡しません")
    );
    assert_eq!(marks(&one.get("/services").await.body), 0, "asking marks nothing");
    assert_eq!(mark(&mut one, "e-tax", "yes").await.as_deref(), Some("/services"));
    let page = one.get("/services").await.body;
    assert!(page.contains("使っているサイトとして、印をつけました") && page.contains("2026年11月22日"));
    assert_eq!(marks(&page), 1);
    assert!(one.get("/services/link/e-tax").await.body.contains("使っている印を外しますか"));
    assert_eq!(marks(&other.get("/services").await.body), 0, "another person's page");

    one.post("/logout", &[]).await;
    let mut again = app.signed_in("n-000000861").await;
    assert_eq!(marks(&again.get("/services").await.body), 1, "it outlives the session");
    let file = std::fs::read(app.database()).unwrap();
    assert!(!file.windows(b"e-tax".len()).any(|bytes| bytes == b"e-tax"), "sealed in the store");
    mark(&mut again, "e-tax", "no").await;
    let page = again.get("/services").await.body;
    assert!(page.contains("印を外しました"));
    assert_eq!(marks(&page), 0);
}

#[tokio::test]
async fn only_services_of_the_list_can_be_marked_and_the_form_leads_nowhere_else() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000863").await;
    for site in ["https://evil.example/", "//evil.example", "demo-city", "E-TAX", "", "e-tax\r\nx: y"] {
        assert_eq!(mark(&mut client, site, "yes").await.as_deref(), Some("/services"), "{site}");
    }
    assert_eq!(marks(&client.get("/services").await.body), 0);
    let answer = client.post("/services", &[("site", "e-tax"), ("linked", "maybe")]).await;
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    // Nothing is marked by looking.
    client.get("/services?site=e-tax&linked=yes").await;
    client.get("/services/link/e-tax?linked=yes").await;
    assert_eq!(marks(&client.get("/services").await.body), 0);
    for path in [
        "/services/out/evil",
        "/services/out/https%3A%2F%2Fevil.example%2F",
        "/services/nothing",
        "/services/link/evil",
        "/services/link/demo-city",
    ] {
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.location), (404, None), "{path}");
        assert!(!answer.body.contains("evil.example"), "{path}");
    }
    let answer = client.get("/services/out/e-tax?next=https://evil.example/").await;
    assert_eq!((answer.status, answer.location), (200, None), "no redirect, a page in between");
    assert!(answer.body.contains("https://www.e-tax.nta.go.jp/"));
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
}

#[tokio::test]
async fn each_citizen_sees_their_own_payments_and_procedures() {
    let app = TestApp::start().await;
    for (card, said) in [
        ("changer", &["診療費 11月分", "期限まで あと8日", "/services/out/demo-hospital", "条件しだい"][..]),
        ("elder", &["後期高齢者医療保険料 第5期", "介護保険料 第4期", "期限から22日たっています", "低所得者Ⅱ"]),
        ("parent", &["保育料 11月分", "見本食品健康保険組合"]),
        ("gap", &["納付のお知らせは、届いていません", "新しい健康保険がまだ登録されていない", "2026年11月10日"]),
        ("ward", &["福祉事務所", "医療扶助を受けている"]),
        ("chronic", &["受療証が、すでに登録されている", "区分ウ"]),
        ("uninsured", &["次の健康保険が記録にない", "あなたに当てはまりそう"]),
    ] {
        let page = app.signed_in(card).await.get("/services").await;
        assert_eq!(page.status, 200, "{card}");
        for words in said {
            assert!(page.body.contains(words), "{card} is not told {words}");
        }
    }
    let blocked = app.signed_in("blocked").await.get("/services").await.body;
    assert!(
        blocked.contains("電話でお問い合わせください") && !blocked.contains("納めるものが"),
        "nothing of somebody protected"
    );
}

#[tokio::test]
async fn payments_that_cannot_be_had_or_are_another_persons_are_not_shown() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("elder").await;
    for fault in ["down=payments", "swap:payments", "garbage:payments"] {
        faults(&app, fault).await;
        let page = client.get("/services").await;
        assert_eq!(page.status, 200, "{fault}");
        assert!(page.body.contains("納付のお知らせを表示できません"), "{fault}");
        assert!(!page.body.contains("納めるところへ") && page.body.contains("健康保険の手続き"), "{fault}");
    }
}
