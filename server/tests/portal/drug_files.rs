//! Drugs as files and on the sheet for the counter: what is in them, of whom, what is asked before anything is replaced, and
//! that nothing hidden stands there.

use app::domain::import::own_cp932;
use app::domain::notebook::{Direction, RemarkKind, read};
use app::files::jahis::broken;
use serde_json::Value;

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};
use crate::notebook_import::bring;

fn header(answer: &Answer, name: &str) -> String {
    answer.headers[name].to_str().unwrap().to_owned()
}

async fn notebook(client: &mut Client) -> Answer {
    client.post("/medications/export/jahis", &[("replace", "yes")]).await
}

/// Whoever may be asked: a name with letters that the file cannot hold is still one's own.
#[tokio::test]
async fn ones_own_file_can_be_added_again() {
    let app = TestApp::start().await;
    for card in ["elder", "hostile", "n-000000011"] {
        let mut client = app.signed_in(card).await;
        let file = notebook(&mut client).await.bytes;
        let page = bring(&app, &mut client, &[("techo.txt", &file)], "").await.body;
        assert!(page.contains("action=\"/import/medications\""), "{card}");
    }
}

#[tokio::test]
async fn every_citizens_notebook_keeps_every_rule_and_is_read_again() {
    let app = TestApp::start().await;
    for card in ["changer", "elder", "parent", "chronic", "hostile", "n-000000077"] {
        let mut client = app.signed_in(card).await;
        let answer = notebook(&mut client).await;
        assert_eq!(answer.status, 200, "{card}: {:?}", answer.location);
        assert_eq!(header(&answer, "content-type"), "text/plain; charset=shift_jis");
        let disposition = header(&answer, "content-disposition");
        assert!(disposition.starts_with("attachment; filename=\"okusuri_techo_2026-11-22.txt\""), "{disposition}");
        assert_eq!(broken(&answer.bytes), [], "{card}: {}", own_cp932(&answer.bytes).unwrap_or_default());
        let book = read(&answer.bytes, own_cp932).unwrap();
        assert_eq!((book.version, book.direction), (8, Direction::FromPatient), "{card}");
        assert!(book.doubts.is_empty() && !book.dispensings.is_empty(), "{card}: {:?}", book.doubts);
        assert!(book.dispensings.windows(2).all(|pair| pair[0].on >= pair[1].on), "{card}: newest first");
    }
}

#[tokio::test]
async fn what_cannot_be_written_is_replaced_only_with_consent() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let page = client.get("/export/medications").await.body;
    assert!(!page.contains("この形式では書けない文字があります"));
    assert_eq!(client.post("/medications/export/jahis", &[]).await.status, 200);
    let own = "JAHISTC08,1\n1,見本　一郎,1,19740612\n2,1,𠮟られる味,2\n";
    client.post("/import/medications", &[("notebook", own)]).await;
    let answer = client.post("/medications/export/jahis", &[]).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/export/medications")));
    let page = client.get("/export/medications").await.body;
    for said in [
        "まだ作っていません",
        "患者特記の「𠮟られる味」：「𠮟」 → 「叱」",
        "置きかえてよいときは、印をつけて",
        "name=\"replace\" value=\"yes\"",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let book = read(&notebook(&mut client).await.bytes, own_cp932).unwrap();
    assert_eq!((book.remarks[0].kind, book.remarks[0].text.as_str()), (RemarkKind::Allergy, "叱られる味"));
}

#[tokio::test]
async fn list_text_and_fhir_are_attachments_of_ones_own_drugs() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("elder").await;
    for (route, kind, name) in [
        ("csv", "text/csv; charset=utf-8", "okusuri_2026-11-22.csv"),
        ("text", "text/plain; charset=utf-8", "okusuri_2026-11-22.txt"),
        ("fhir", "application/fhir+json", "okusuri_2026-11-22_fhir.json"),
        ("pdf", "application/pdf", "okusuri_2026-11-22.pdf"),
    ] {
        let answer = client.post(&format!("/medications/export/{route}"), &[]).await;
        assert_eq!((answer.status, header(&answer, "content-type").as_str()), (200, kind), "{route}");
        assert!(header(&answer, "content-disposition").contains(name), "{route}");
        assert!(header(&answer, "content-security-policy").contains("sandbox"), "{route}");
    }
    let bundle: Value = serde_json::from_str(&client.post("/medications/export/fhir", &[]).await.body).unwrap();
    let entries = bundle["entry"].as_array().unwrap();
    let dispenses = entries.iter().filter(|one| one["resource"]["resourceType"] == "MedicationDispense").count();
    let book = read(&notebook(&mut client).await.bytes, own_cp932).unwrap();
    let drugs: usize = book.dispensings.iter().map(|one| one.drug_count()).sum();
    assert!(drugs > 12 && dispenses == drugs, "{dispenses} {drugs}");
    let page = client.get("/medications").await.body;
    assert_eq!(Form::to(&page, "/medications/export/jahis").method, "post", "on the page it belongs to");
}

#[tokio::test]
async fn the_pages_are_tagged_hold_their_font_and_need_the_card_again() {
    let app = TestApp::start().await;
    for card in ["elder", "hostile", "empty"] {
        let mut client = app.signed_in(card).await;
        let page = client.get("/export/medications").await.body;
        // Where there is nothing to take along, the page offers nothing.
        assert_eq!(page.contains("action=\"/medications/export/pdf\""), card != "empty", "{card}");
        let answer = client.post("/medications/export/pdf", &[]).await;
        assert!(answer.status == 200 && answer.bytes.starts_with(b"%PDF-1."), "{card}: {}", answer.status);
        let holds = |what: &str| answer.bytes.windows(what.len()).any(|window| window == what.as_bytes());
        for part in ["pdfuaid", "ja-JP"] {
            assert!(holds(part), "{card}: {part}");
        }
        for alive in ["/JavaScript", "/OpenAction", "/URI"] {
            assert!(!holds(alive), "{card}: {alive}");
        }
    }
}

#[tokio::test]
async fn the_sheet_says_what_is_taken_and_what_is_not_known() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("elder").await;
    let page = client.get("/print/medications").await.body;
    for said in [
        "いま飲んでいる（とみられる）お薬：推定",
        "アレルギーと副作用の記録は、届いていません。ないという意味ではありません",
        "この3か月に受け取ったお薬",
        "同じ成分のお薬が、別々に出ています",
        "お薬手帳のQRコード（JAHIS形式）",
        "role=\"img\" aria-label=\"お薬手帳のQRコード 1 /",
        "国や自治体、薬局が出した書類ではありません",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let codes = page.matches("aria-label=\"お薬手帳のQRコード").count();
    assert!((1..=8).contains(&codes), "{codes}");
    let pages = client.get("/print/medications-qr").await.body;
    assert!(pages.matches("class=\"card set\"").count() > 3);
}

/// The first drug of the sheet, hidden by the form on its own page.
pub(crate) async fn hide_one(client: &mut Client) -> String {
    let page = client.get("/medications").await.body;
    let place = page.find("class=\"card taking\"").expect("what is taken");
    let address = page[place..].split("href=\"/medications/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let own = client.get(&format!("/medications/{address}")).await.body;
    let name = own.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap().to_owned();
    let form = Form::to(&own, "/medications/hide");
    let mut fields: Vec<(&str, &str)> = form
        .hidden
        .iter()
        .filter(|(name, _)| name != "form_key")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    // The button that was pressed.
    fields.push(("do", "hide"));
    let answer = client.post("/medications/hide", &fields).await;
    assert_eq!(answer.status, 303);
    name
}

#[tokio::test]
async fn a_hidden_drug_is_on_no_sheet_in_no_file_and_is_said_to_its_person_alone() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("elder").await;
    let before = read(&notebook(&mut client).await.bytes, own_cp932).unwrap();
    hide_one(&mut client).await;
    let after = read(&notebook(&mut client).await.bytes, own_cp932).unwrap();
    let names = |book: &app::domain::notebook::Notebook| -> Vec<String> {
        let groups = book.dispensings.iter().flat_map(|one| one.groups());
        groups.flat_map(|group| &group.drugs).map(|drug| drug.name.clone()).collect()
    };
    let gone: Vec<String> = names(&before).into_iter().filter(|name| !names(&after).contains(name)).collect();
    assert!(!gone.is_empty() && names(&after).len() < names(&before).len());
    let sheet = client.get("/print/medications").await.body;
    assert!(sheet.contains("あなたが隠しているお薬") && sheet.contains("この知らせは、あなたにだけ見えます"));
    // A name stands there with its strength held together.
    let whole = sheet.replace("<span class=\"nowrap\">", "").replace("</span>", "");
    let carried = [
        ("the sheet", whole),
        ("codes", client.get("/print/medications-qr").await.body),
        ("the page of files", client.get("/export/medications").await.body),
        ("csv", client.post("/medications/export/csv", &[]).await.body),
        ("text", client.post("/medications/export/text", &[]).await.body),
        ("fhir", client.post("/medications/export/fhir", &[]).await.body),
    ];
    for name in &gone {
        for (what, text) in &carried {
            assert!(!text.contains(name.as_str()), "{what} names {name}");
        }
    }
    // One's own archive is whole, and says what is kept off.
    let archive = client.post("/export/all", &[]).await.body;
    assert!(archive.contains("紙や共有に出さないお薬.json"));
}
