//! What is not the person's is gone everywhere at once, the copy and its end, and erasing what the portal holds.

use reqwest::Method;
use sqlx::Row as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;
use crate::client::{Client, Form};
use crate::sessions::change;

/// The first link of a kind beside a record.
pub(crate) fn link(page: &str, kind: &str) -> String {
    let start = format!("/me/not-mine?kind={kind}&amp;");
    let place = page.find(&start).unwrap_or_else(|| panic!("no record of {kind}"));
    page[place..].split('"').next().unwrap().replace("&amp;", "&")
}

/// The fields of the form that hides the record behind a link.
pub(crate) async fn question(client: &mut Client, link: &str) -> Vec<(String, String)> {
    let page = client.get(link).await.body;
    let fields = Form::to(&page, "/me/disown").hidden.into_iter();
    fields.filter(|(name, _)| name != "form_key").collect()
}

pub(crate) async fn send(client: &mut Client, path: &str, fields: &[(String, String)]) -> (u16, Option<String>) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = client.post(path, &fields).await;
    (answer.status, answer.location)
}

/// Kinds that are kept, of anybody; and the numbers of last visits and waiting forms.
async fn kept(app: &TestApp) -> (Vec<String>, i64, i64) {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect(&format!("sqlite:{}", app.database().display()))
        .await
        .unwrap();
    let kinds = sqlx::query("select kind from kept order by kind").fetch_all(&pool).await.unwrap();
    let count = |table: &'static str| sqlx::query_scalar(table).fetch_one(&pool);
    let visits = count("select count(*) from visit").await.unwrap();
    let drafts = count("select count(*) from draft").await.unwrap();
    pool.close().await;
    (kinds.iter().map(|row| row.get(0)).collect(), visits, drafts)
}

/// A row of the list of visits.
const VISIT: &str = "<th scope=\"row\"><a href=\"/checkups/visits/";

#[tokio::test]
async fn a_checkup_that_is_not_mine_is_gone_everywhere_until_it_is_mine_after_all() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let before = client.get("/checkups").await.body;
    let count = before.matches(VISIT).count();
    let me = client.get("/me").await.body;
    let newest = first_checkup(&me);
    let fields = question(&mut client, &link(&me, "checkup")).await;
    assert_eq!(kept(&app).await.0, Vec::<String>::new(), "asking hides nothing");
    for _twice in 0..2 {
        assert_eq!(send(&mut client, "/me/disown", &fields).await, (303, Some("/me".into())));
    }
    let me = client.get("/me").await.body;
    assert!(me.contains("記録を隠しました"), "{me}");
    assert_eq!(me.matches("action=\"/me/own\"").count(), 1, "a second press hides nothing more");
    for said in ["次の 1件を", "控え番号", "保険者", "同意をしないでください"] {
        assert!(me.contains(said), "{said}");
    }
    let after = client.get("/checkups").await.body;
    assert_eq!(after.matches(VISIT).count(), count - 1);
    for path in ["/", "/checkups", "/checkups/items/sbp"] {
        let page = client.get(path).await.body;
        assert!(page.contains("隠している記録"), "{path} says so");
        assert_eq!(page.matches(&newest).count(), 1, "{path}: only in the word on what is hidden");
    }
    assert!(!client.get("/medications").await.body.contains("隠している記録"));
    let export = client.post("/export/all", &[]).await;
    assert_eq!(export.status, 200);
    // The parts of the archive lie in it as they are, each after its name.
    let list = export.body.split("健診.csv").nth(1).and_then(|rest| rest.split("お薬.json").next()).unwrap();
    assert!(export.body.contains("1件 は、入っていません") && list.contains("収縮期血圧"));
    assert!(!list.contains(&iso(&newest)), "{list}");

    let form = Form::to(&me, "/me/own");
    let reference: Vec<(String, String)> = form.hidden.into_iter().filter(|(name, _)| name == "reference").collect();
    let mut other = app.signed_in("elder").await;
    assert_eq!(send(&mut other, "/me/own", &reference).await.0, 303);
    assert!(client.get("/checkups").await.body.contains("隠している記録"), "nobody takes back another person's");
    assert_eq!(send(&mut client, "/me/own", &reference).await, (303, Some("/me".into())));
    let again = client.get("/checkups").await.body;
    assert_eq!(again.matches(VISIT).count(), count);
    assert!(!again.contains("隠している記録") && again.contains(&newest));
}

/// The day of the first checkup in the person's information.
fn first_checkup(page: &str) -> String {
    let list = page.split("id=\"checkup\"").nth(1).unwrap();
    list.split("<b>20").nth(1).map(|rest| format!("20{}", rest.split('<').next().unwrap())).unwrap()
}

/// `2026年5月14日` as `2026-05-14`.
fn iso(words: &str) -> String {
    let parts: Vec<u32> = words.split(['年', '月', '日']).filter_map(|part| part.parse().ok()).collect();
    format!("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2])
}

#[tokio::test]
async fn every_kind_can_be_hidden_and_leaves_its_sums_and_files() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let rows = |csv: &str| csv.lines().count();
    let before = client.post("/tax/export/csv", &[("year", "2025")]).await.body;
    let insurance = client.get("/insurance").await.body;
    assert!(insurance.contains("この資格は有効です"));
    for kind in ["expense", "drugs", "eligibility"] {
        let me = client.get("/me?year=2025").await.body;
        let fields = question(&mut client, &link(&me, kind)).await;
        assert_eq!(send(&mut client, "/me/disown", &fields).await.0, 303, "{kind}");
        let after = client.get("/me?year=2025").await.body;
        assert!(!after.contains(&link(&me, kind).replace('&', "&amp;")), "{kind} is not listed any more");
    }
    let after = client.post("/tax/export/csv", &[("year", "2025")]).await.body;
    assert!(rows(&after) < rows(&before), "{after}");
    for path in ["/expenses?year=2025", "/tax?year=2025", "/medications?year=2025"] {
        assert!(client.get(path).await.body.contains("隠している記録"), "{path}");
    }
    let insurance = client.get("/insurance").await.body;
    assert!(!insurance.contains("この資格は有効です"));
    assert!(insurance.contains("いまの資格を確かめられません") && insurance.contains("隠している記録"));
}

#[tokio::test]
async fn another_persons_record_cannot_be_named() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let me = client.get("/me").await.body;
    let fields = question(&mut client, &link(&me, "checkup")).await;
    let mut other = app.signed_in("elder").await;
    assert_eq!(send(&mut other, "/me/disown", &fields).await.0, 400);
    let asked = other.get(&link(&me, "checkup")).await;
    assert!(asked.status == 200 && asked.body.contains("その記録は見つかりません"));
    for (kind, year) in [("teeth", "2025"), ("drugs", "1999"), ("drugs", "9999")] {
        assert_eq!(client.post("/me/disown", &[("kind", kind), ("year", year), ("record", "x")]).await.status, 400);
    }
    let stale = client.send_bare(Method::POST, "/me/disown", &[], &[("kind", "checkup"), ("record", "x")]).await;
    assert_eq!(stale.status, 403, "a form without its key");
    assert_eq!(kept(&app).await.0, Vec::<String>::new());
}

#[tokio::test]
async fn where_the_list_cannot_be_read_nothing_is_shown_as_if_it_were_whole() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let me = client.get("/me").await.body;
    let fields = question(&mut client, &link(&me, "checkup")).await;
    send(&mut client, "/me/disown", &fields).await;
    change(&app, "update kept set sealed = x'00' where kind = 'disowned'").await;
    for path in ["/", "/checkups", "/checkups/items/sbp", "/medications", "/expenses", "/tax", "/insurance", "/me"] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.contains("何も表示していません"), "{path}");
        assert!(!answer.body.contains("mmHg"), "{path}");
    }
    assert!(client.get("/me").await.body.contains("隠した記録の一覧を、いま読めません"));
    for path in ["/tax/export/csv", "/tax/export/form"] {
        assert_eq!(client.post(path, &[("year", "2025")]).await.status, 303, "{path}: no file");
    }
    assert_eq!(client.post("/export/all", &[]).await.status, 503);
    assert!(app.log().contains("what is hidden could not be read"));
}

#[tokio::test]
async fn a_copy_is_kept_only_while_it_is_wished_and_nobody_reads_it_in_the_store() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    assert!(client.get("/settings").await.body.contains("写しはとっていません"));
    assert_eq!(client.post("/settings/copy", &[("copy", "now")]).await.status, 303);
    assert!(client.get("/settings").await.body.contains("写しはとっていません"), "nothing is kept unwished");
    assert_eq!(client.post("/settings/copy", &[("copy", "on")]).await.location.as_deref(), Some("/settings"));
    let settings = client.get("/settings").await.body;
    assert!(settings.contains("写しをとりました") && settings.contains("今すぐ写しをとる"), "{settings}");
    let kinds = kept(&app).await.0;
    assert_eq!(kinds, ["copy of checkups", "copy of drugs", "copy of eligibility", "copy of expenses"]);
    for file in ["portal.sqlite", "portal.sqlite-wal"] {
        if let Ok(bytes) = std::fs::read(app.database().with_file_name(file)) {
            let found = bytes.windows(9).any(|window| window == "健康保険".as_bytes().split_at(9).0);
            assert!(!found, "{file}: sealed");
        }
    }
    let me = client.get("/me").await.body;
    assert!(me.contains("あなた専用の鍵で暗号にして持っています") && me.contains("今日 "), "{me}");
    let export = client.post("/export/all", &[]).await;
    assert!(export.headers["content-disposition"].to_str().unwrap().contains("kenko_techo_all_2026-11-22.zip"));
    for part in ["健診.csv", "お薬.json", "写し/写し.json", "はじめにお読みください.txt", "収縮期血圧"]
    {
        assert!(export.body.contains(part), "{part}");
    }
    assert_eq!(client.post("/settings/copy", &[("copy", "maybe")]).await.status, 400);
    client.post("/settings/copy", &[("copy", "off")]).await;
    assert_eq!(kept(&app).await.0, Vec::<String>::new(), "gone at once");
    assert!(!client.post("/export/all", &[]).await.body.contains("写し/"));
}

#[tokio::test]
async fn erasing_leaves_nothing_of_the_person_and_everything_of_others() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let mut elsewhere = app.signed_in("changer").await;
    let mut other = app.signed_in("elder").await;
    for one in [&mut client, &mut other] {
        one.get("/").await;
        assert_eq!(one.post("/settings/copy", &[("copy", "on")]).await.status, 303);
    }
    let me = client.get("/me").await.body;
    let fields = question(&mut client, &link(&me, "checkup")).await;
    send(&mut client, "/me/disown", &fields).await;
    assert_eq!(kept(&app).await.0.len(), 9);
    let page = client.get("/settings/erase").await.body;
    for said in [
        "写し：健診",
        "「私のものではありません」と知らせた記録の一覧",
        "また、このサイトに表示されます",
        "消せないもの",
    ] {
        assert!(page.contains(said) || page.contains(&said.replace('、', "")), "{said}");
    }
    let answer = client.post("/settings/erase", &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/settings")));
    let settings = client.get("/settings").await.body;
    assert!(
        settings.contains("消し、ほかのブラウザのログインを終わらせました")
            && settings.contains("写しはとっていません")
    );
    let (kinds, visits, _) = kept(&app).await;
    assert_eq!((kinds.len(), visits), (4, 1), "the other person's");
    assert_eq!(elsewhere.get("/insurance").await.status, 303);
    assert_eq!(other.get("/insurance").await.status, 200);
    assert!(client.get("/settings/erase").await.body.contains("ありません"));
    assert_eq!(client.post("/settings/erase", &[]).await.status, 303, "twice is as good as once");
}
