//! A checkup document brought along: shown, added on wish, beside the hub's, taken out again; and whose may not be added.

use reqwest::Method;
use sqlx::Row as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

/// Of `changer`, of the day and place of the newest checkup that the hub has.
const OWN: &str = include_str!("../../../app/src/domain/checkup/document/fixtures/v08.xml");
/// Of `changer`, in the year 2023.
const OLDER: &str = include_str!("../../../app/src/domain/checkup/document/fixtures/v07.xml");

const DIVIDER: &str = "divider-of-this-test";

/// Sends files to `/import` in a session, as a browser without JavaScript does.
async fn bring(app: &TestApp, client: &mut Client, files: &[(&str, &str)]) -> Answer {
    let key = client.form_key().await;
    let mut body = format!("--{DIVIDER}\r\ncontent-disposition: form-data; name=\"form_key\"\r\n\r\n{key}\r\n");
    for (name, content) in files {
        body.push_str(&format!(
            "--{DIVIDER}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/xml\r\n\r\n{content}\r\n"
        ));
    }
    body.push_str(&format!("--{DIVIDER}--\r\n"));
    let kind = format!("multipart/form-data; boundary={DIVIDER}");
    client.send_body(Method::POST, &format!("{}/import", app.base), &[("content-type", &kind)], body).await
}

/// What the page of read checkups would send to add them.
fn carried(page: &str) -> String {
    let form = Form::to(page, "/import/checkups");
    form.hidden.into_iter().find(|(name, _)| name == "checkups").expect("checkups").1
}

async fn kept(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    let address = format!("sqlite:{}", app.database().display());
    let pool = SqlitePoolOptions::new().max_connections(1).connect(&address).await.unwrap();
    let rows = sqlx::query("select kind, sealed from kept order by kind").fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn a_checkup_is_shown_added_beside_the_hubs_carried_away_and_taken_out_again() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let page = bring(&app, &mut client, &[("h1.xml", OWN), ("h2.xml", OLDER)]).await;
    assert_eq!(page.status, 200);
    for said in [
        "2件のファイルを読み取りました",
        "健診結果：ミホン　イチロウさん（1974年6月12日生まれ、男性）",
        "2026年5月14日 特定健診",
        "hc08_V07（第3期）",
        "見本総合病院 健診部",
        "16件の結果を見る",
        "検査・問診 13件、任意の項目 2件",
        "見本だけの検査",
        "30以上149以下",
        "すぐに病気とは限りません",
        "2回分をあなたの健診の記録に加える",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(kept(&app).await.is_empty(), "reading keeps nothing");
    let carried = carried(&page.body);
    let before = client.get("/checkups").await.body;
    let visits = |page: &str| page.matches("<th scope=\"row\"><a href=\"/checkups/visits/").count();
    let before = visits(&before);
    let answer = client.post("/import/checkups", &[("checkups", &carried)]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/checkups")));
    let checkups = client.get("/checkups").await.body;
    for said in [
        "読み込んだ健診を、あなたの健診の記録に加えました",
        "保険者からの記録（オンライン資格確認等システム）と、あなたが加えた健診結果のファイル",
        "出典によって値が違う検査：",
    ] {
        assert!(checkups.contains(said), "{said}");
    }
    // One of the two is the hub's newest visit, the other is the hub's visit of no day.
    assert_eq!(visits(&checkups), before + 1, "the same checkup stands once");
    let rows = kept(&app).await;
    assert_eq!(rows.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["added checkups"]);
    assert!(!rows[0].1.windows(9).any(|window| window == "前立腺".as_bytes()), "sealed");
    let twice = client.post("/import/checkups", &[("checkups", &carried)]).await;
    assert_eq!(twice.status, 303);
    assert!(client.get("/checkups").await.body.contains("前に加えたものと同じでした"));

    let archive = client.post("/export/all", &[]).await.body;
    for part in ["あなたが加えた健診.csv", "あなたが加えた健診.json", "前立腺特異抗原"] {
        assert!(archive.contains(part), "{part}");
    }
    // The copy is of the hub alone.
    client.post("/settings/copy", &[("copy", "on")]).await;
    assert!(client.get("/settings/erase").await.body.contains("あなたがファイルから加えた健診"));

    for left in [1, 0] {
        let me = client.get("/me").await.body;
        let form = Form::to(&me, "/import/checkups/remove");
        let token = form.hidden.into_iter().find(|(name, _)| name == "checkup").expect("a token").1;
        assert_eq!(client.post("/import/checkups/remove", &[("checkup", &token)]).await.status, 303);
        let me = client.get("/me").await.body;
        assert!(me.contains("加えた健診を取り除きました"));
        assert_eq!(me.matches("action=\"/import/checkups/remove\"").count(), left);
        assert_eq!(client.post("/import/checkups/remove", &[("checkup", &token)]).await.status, 303, "twice is once");
    }
    assert_eq!(visits(&client.get("/checkups").await.body), before);
}

#[tokio::test]
async fn what_was_added_says_where_it_differs_and_is_there_while_the_hub_is_away() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let carried = carried(&bring(&app, &mut client, &[("h1.xml", OWN), ("h2.xml", OLDER)]).await.body);
    client.post("/import/checkups", &[("checkups", &carried)]).await;
    let day = client.get("/checkups/visits/2026-05-14").await.body;
    for said in [
        "保険者からの記録（オンライン資格確認等システム）と、あなたが加えた健診結果のファイル",
        "出典によって値が違う検査：",
        "出典：保険者からの記録",
        "加えたファイル",
        "action=\"/checkups/export/fhir\"",
    ] {
        assert!(day.contains(said), "{said}");
    }
    let csv = client.post("/checkups/export/csv", &[("date", "2026-05-14")]).await.body;
    for (end, what) in [
        ("保険者からの記録（オンライン資格確認等システム）", "the hub alone"),
        ("あなたが加えた健診結果のファイル", "the file alone"),
        ("保険者からの記録（オンライン資格確認等システム）、あなたが加えた健診結果のファイル", "both"),
    ] {
        assert!(csv.lines().any(|line| line.ends_with(&format!(",{end}"))), "{what}");
    }

    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.put(format!("{}/sim/faults", app.hub)).body("down=checkups").send().await.unwrap();
    let missing = "保険者からの健診の記録を表示できません";
    for (path, said) in [
        ("/checkups", "これまでの健診（2回）"),
        ("/checkups/visits/2026-05-14", "見本総合病院 健診部"),
        ("/checkups/items/sbp", "2026年5月14日"),
        ("/print/checkups", "医師に見せるためのまとめ"),
        ("/", "2回分の結果と推移を見る"),
    ] {
        let page = client.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        for said in [missing, "失われていません", said] {
            assert!(page.body.replace("<!>", "").contains(said), "{path}: {said}");
        }
    }
    // A file that lacks the hub's would pass for the whole.
    let answer = client.post("/checkups/export/csv", &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/checkups")));
    let mut other = app.signed_in("elder").await;
    let page = other.get("/checkups").await.body;
    assert!(!page.contains(missing) && page.contains("健診の記録を表示できません"), "nobody else's are shown");
}

#[tokio::test]
async fn another_persons_checkup_is_read_but_never_added() {
    let app = TestApp::start().await;
    let mut other = app.signed_in("elder").await;
    let page = bring(&app, &mut other, &[("h1.xml", OWN)]).await.body;
    assert!(page.contains("生年月日が、あなたの生年月日と違います"), "{page}");
    assert!(!page.contains("action=\"/import/checkups\""));
    // Nor by somebody who sends what the page does not offer.
    let mut owner = app.signed_in("changer").await;
    let own = carried(&bring(&app, &mut owner, &[("h1.xml", OWN)]).await.body);
    let answer = other.post("/import/checkups", &[("checkups", &own)]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/import")));
    assert!(other.get("/import").await.body.contains("健診を加えませんでした"));
    for changed in ["x", "[]", &own.replace("168.0", "1e9"), &own.replace("Document", "Hub")] {
        assert_eq!(owner.post("/import/checkups", &[("checkups", changed)]).await.status, 400, "{changed:.40}");
    }
    let future = own.replace("2026-05-14", "2027-05-14");
    assert_eq!(owner.post("/import/checkups", &[("checkups", &future)]).await.location.as_deref(), Some("/import"));
    let both = bring(&app, &mut owner, &[("h1.xml", OWN), ("h2.xml", &OLDER.replace("イチロウ", "ジロウ"))]).await.body;
    for said in
        ["2人分の健診結果が混ざっています", "氏名が、あなたの氏名と違います", "1回分をあなたの健診の記録に加える"]
    {
        assert!(both.contains(said), "{said}");
    }
    assert!(kept(&app).await.is_empty());
}

#[tokio::test]
async fn who_is_not_signed_in_may_read_and_is_shown_the_way() {
    let app = TestApp::start().await;
    let mut nobody = app.anonymous();
    let page = bring(&app, &mut nobody, &[("h1.xml", OWN), ("half.xml", &OWN[..900]), ("a.csv", "x")]).await.body;
    for said in [
        "この結果は保存していません",
        "/login?next=/import",
        "途中で切れていて",
        "1件のファイルを読み取りました（2件は読み取れませんでした）",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("action=\"/import/checkups\""));
}
