//! A notebook of drugs brought along: shown, added on wish, beside the hub's, taken out again; whose may not be added; drugs
//! bought without prescription, by hand and from a list.

use reqwest::Method;
use sqlx::Row as _;
use sqlx::sqlite::SqlitePoolOptions;

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

/// Of `changer`: one dispensing that nobody but this notebook knows, and what they do not bear.
const OWN: &str = "JAHISTC08,1\r\n1,見本　一郎,1,S490612\r\n2,1,ピーナッツ,2\r\n3,見本風邪薬,20261110,,2,,4900000000016\r\n\
    5,20261103,1\r\n11,手帳だけの薬局,13,4,7654321,,,,1\r\n51,手帳だけの病院,13,1,7654322,1\r\n\
    201,1,手帳だけの錠５ｍｇ,1,錠,2,620000001,1\r\n301,1,【分１ 朝食後】,28,日分,1,1,,1\r\n501,粉砕しています,1\r\n";

const DIVIDER: &str = "divider-of-this-test";

/// Sends files and the text of QR codes to `/import`, as a browser without JavaScript does.
pub(crate) async fn bring(app: &TestApp, client: &mut Client, files: &[(&str, &[u8])], qr: &str) -> Answer {
    let key = client.form_key().await;
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--{DIVIDER}\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"form_key\"", key.as_bytes());
    for (name, content) in files {
        part(&format!("name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/plain"), content);
    }
    part("name=\"qr\"", qr.as_bytes());
    body.extend_from_slice(format!("--{DIVIDER}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={DIVIDER}");
    client.send_body(Method::POST, &format!("{}/import", app.base), &[("content-type", &kind)], body).await
}

/// What the page of what was read would send to add it.
fn carried(page: &str, field: &str) -> String {
    let forms = Form::all(page).into_iter().filter(|form| form.action == "/import/medications");
    let mut fields = forms.flat_map(|form| form.hidden).filter(|(name, _)| name == field);
    fields.next().expect("something to add").1
}

async fn kept(app: &TestApp) -> Vec<(String, Vec<u8>)> {
    let address = format!("sqlite:{}", app.database().display());
    let pool = SqlitePoolOptions::new().max_connections(1).connect(&address).await.unwrap();
    let rows = sqlx::query("select kind, sealed from kept order by kind").fetch_all(&pool).await.unwrap();
    pool.close().await;
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

pub(crate) fn sjis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

#[tokio::test]
async fn a_notebook_is_shown_added_beside_the_hubs_and_taken_out_again() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let page = bring(&app, &mut client, &[("techo.txt", &sjis(OWN))], "").await;
    assert_eq!(page.status, 200);
    for said in [
        "1件のファイルを読み取りました",
        "お薬手帳：見本　一郎さん（1974年6月12日生まれ、男性）",
        "Ver.2.5・2.6、調剤 1回、お薬 1件",
        "アレルギー歴：ピーナッツ",
        "見本風邪薬（2026年11月10日から）",
        "2026年11月3日 手帳だけの薬局（お薬 1件）",
        "手帳だけの錠<span class=\"nowrap\">５ｍｇ</span>",
        "【分１ 朝食後】、1日に1錠、28日分",
        "処方：手帳だけの病院",
        "あなたのお薬の記録に加える",
    ] {
        assert!(page.body.contains(said), "{said}");
    }
    assert!(kept(&app).await.is_empty(), "reading keeps nothing");
    let text = carried(&page.body, "notebook");
    let answer = client.post("/import/medications", &[("notebook", &text)]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/medications")));
    let drugs = client.get("/medications").await.body;
    for said in ["お薬の記録に加えました", "手帳だけの錠", "あなたが加えたお薬手帳"] {
        assert!(drugs.contains(said), "{said}");
    }
    let rows = kept(&app).await;
    assert_eq!(rows.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["added drugs"]);
    assert!(!rows[0].1.windows(6).any(|window| window == "ピー".as_bytes()), "sealed");
    assert_eq!(client.post("/import/medications", &[("notebook", &text)]).await.status, 303);
    assert!(client.get("/medications").await.body.contains("前に加えたものと同じでした"));

    // The hub's are gone for a while; the person's own are not.
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let faults = |faults: &'static str| http.put(format!("{}/sim/faults", app.hub)).body(faults).send();
    faults("down=medications").await.unwrap();
    let alone = client.get("/medications").await.body;
    for said in ["病院・薬局からのお薬の記録を表示できません", "手帳だけの錠", "重なりは確かめていません"]
    {
        assert!(alone.contains(said), "{said}");
    }
    faults("").await.unwrap();

    let archive = client.post("/export/all", &[]).await.body;
    for part in ["あなたが加えたお薬.csv", "あなたが加えたお薬手帳_1.txt", "粉砕しています"]
    {
        assert!(archive.contains(part), "{part}");
    }
    assert!(client.get("/settings/erase").await.body.contains("あなたが加えたお薬手帳と市販薬"));

    let me = client.get("/me").await.body;
    assert!(me.contains("お薬手帳（2026年11月3日）"));
    let form = Form::to(&me, "/import/medications/remove");
    let token = form.hidden.into_iter().find(|(name, _)| name == "notebook").expect("a token").1;
    for _ in 0..2 {
        let answer = client.post("/import/medications/remove", &[("notebook", &token)]).await;
        assert_eq!(answer.status, 303, "twice is once");
    }
    assert!(!client.get("/medications").await.body.contains("手帳だけの錠"));
}

#[tokio::test]
async fn pieces_from_files_and_typed_text_are_joined_and_what_was_typed_comes_back() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let bytes = sjis(OWN);
    let body = &bytes["JAHISTC08,1\r\n".len()..];
    let end = |text: &str| {
        let line = sjis(text);
        body.windows(line.len()).position(|window| window == line).unwrap()
    };
    let (one, two) = (end("5,2026"), end("201,1"));
    let piece = |from: usize, to: usize, place: u8| {
        let tail = format!("911,20261122093000,3,{place}\r\n");
        [b"JAHISTC08,1\r\n".as_slice(), &body[from..to], tail.as_bytes()].concat()
    };
    let (first, last) = (piece(0, one, 1), piece(two, body.len(), 3));
    let typed = encoding_rs::SHIFT_JIS.decode(&piece(one, two, 2)).0.into_owned();
    let page = bring(&app, &mut client, &[("3.txt", &last), ("1.txt", &first)], &typed).await.body;
    for said in [
        "3件のファイルを読み取りました",
        "3.txt、1.txt、QRコードの文字",
        "（つなげて読み取りました）",
        "手帳だけの錠<span class=\"nowrap\">５ｍｇ</span>",
        "/login?next=/import",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!page.contains("action=\"/import/medications\""));
    let page = bring(&app, &mut client, &[("3.txt", &last)], "JAHISTC09,1\r\n<b>&").await.body;
    for said in [
        "3つに分かれていますが、1つ目、2つ目がありません",
        "版（JAHISTC09）は、まだ読み取れません",
        "\nJAHISTC09,1\r\n&lt;b&gt;&amp;</textarea>",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[tokio::test]
async fn another_persons_notebook_is_read_but_never_added() {
    let app = TestApp::start().await;
    let mut other = app.signed_in("elder").await;
    let page = bring(&app, &mut other, &[("t.txt", OWN.as_bytes())], "").await.body;
    assert!(page.contains("生年月日が、あなたの生年月日と違います"), "{page}");
    assert!(!page.contains("action=\"/import/medications\""));
    // Nor by somebody who sends what the page does not offer.
    let answer = other.post("/import/medications", &[("notebook", OWN)]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/import")));
    assert!(other.get("/import").await.body.contains("お薬手帳を加えませんでした"));
    let mut owner = app.signed_in("changer").await;
    let future = OWN.replace("20261103", "20261123");
    assert_eq!(owner.post("/import/medications", &[("notebook", &future)]).await.location.as_deref(), Some("/import"));
    for (field, changed) in [("notebook", "x"), ("notebook", ""), ("otc", OWN), ("otc", "JAHISTC08,2\n4,x,,1\n")] {
        assert_eq!(owner.post("/import/medications", &[(field, changed)]).await.status, 400, "{field} {changed:.40}");
    }
    assert!(kept(&app).await.is_empty());
}

#[tokio::test]
async fn drugs_bought_without_prescription_by_hand_and_from_a_list() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let wrong = [("name", "見本胃腸薬"), ("jan", "4900000000017"), ("from", "来週"), ("until", "")];
    let answer = client.post("/import/otc", &wrong).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/import/otc")));
    let page = client.get("/import/otc").await.body;
    for said in [
        "まだ書き加えていません",
        "JANコードの数字が違うようです",
        "飲みはじめた日を、西暦8けたか元号で",
        "value=\"見本胃腸薬\"",
        "value=\"来週\"",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let right = [
        ("name", "見本胃腸薬"),
        ("jan", "4900000000016"),
        ("from", "令和8年11月20日"),
        ("until", ""),
        ("ingredients", "ファモチジン、酸化マグネシウム"),
    ];
    assert_eq!(client.post("/import/otc", &right).await.status, 303);
    let page = client.get("/import/otc").await.body;
    for said in [
        "市販薬を書き加えました",
        "見本胃腸薬（2026年11月20日から）",
        "JANコード 4900000000016",
        "成分 ファモチジン・酸化マグネシウム",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let list = "日付,JAN,名前\r\n2026/11/01,4901234567894,見本目薬\r\n2026/11/02,49123456,\r\n";
    let page = bring(&app, &mut client, &[("otc.csv", list.as_bytes())], "").await.body;
    for said in ["市販薬の一覧（2件）", "見本目薬（2026年11月1日から）", "名前の分からない市販薬（JANコード 49123456）"]
    {
        assert!(page.contains(said), "{said}");
    }
    let text = carried(&page, "otc");
    assert_eq!(client.post("/import/medications", &[("otc", &text)]).await.location.as_deref(), Some("/medications"));
    let drugs = client.get("/medications").await.body;
    for said in ["見本胃腸薬", "見本目薬", "あなたが書いた市販薬"] {
        assert!(drugs.contains(said), "{said}");
    }
    let me = client.get("/me").await.body;
    assert_eq!(me.matches("action=\"/import/medications/remove\"").count(), 3);
    let sheet = client.get("/print/medications").await.body;
    assert!(sheet.contains("市販薬（本人が書いたもの）") && sheet.contains("見本胃腸薬"), "{sheet}");
}
