//! Checkups as files: what is in them, of whom, and what is refused.

use reqwest::Method;
use serde_json::Value;

use crate::app::TestApp;
use crate::client::{Answer, Client};
use crate::sessions::change;

const FORMS: [&str; 2] = ["/checkups/export/csv", "/checkups/export/fhir"];

fn header(answer: &Answer, name: &str) -> String {
    answer.headers[name].to_str().unwrap().to_owned()
}

/// Days of the visits of who is signed in, newest first.
async fn days(client: &mut Client) -> Vec<String> {
    let csv = client.post("/checkups/export/csv", &[]).await.body;
    let mut days: Vec<String> = csv.lines().skip(1).filter_map(|line| Some(line.get(..10)?.to_owned())).collect();
    days.dedup();
    days
}

#[tokio::test]
async fn all_and_one_day_are_attachments_named_by_nothing_but_the_day() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let days = days(&mut client).await;
    assert_eq!(days.len(), 10);
    let day = days[0].as_str();
    for (path, fields, kind, name) in [
        (FORMS[0], vec![], "text/csv; charset=utf-8", "kenshin_all.csv".to_owned()),
        (FORMS[0], vec![("date", day)], "text/csv; charset=utf-8", format!("kenshin_{day}.csv")),
        (FORMS[1], vec![], "application/zip", "kenshin_all_fhir.zip".to_owned()),
        (FORMS[1], vec![("date", day)], "application/fhir+json", format!("kenshin_{day}_fhir.json")),
    ] {
        let answer = client.post(path, &fields).await;
        assert_eq!(answer.status, 200, "{path} {fields:?}");
        assert_eq!(header(&answer, "content-type"), kind);
        let disposition = header(&answer, "content-disposition");
        assert!(disposition.starts_with(&format!("attachment; filename=\"{name}\"")), "{disposition}");
        assert_eq!(header(&answer, "cache-control"), "no-store");
        assert!(header(&answer, "content-security-policy").contains("sandbox"));
    }
}

#[tokio::test]
async fn a_day_is_that_day_alone_and_another_is_no_address() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let days = days(&mut client).await;
    for day in &days {
        let csv = client.post(FORMS[0], &[("date", day)]).await.body;
        assert!(csv.lines().skip(1).all(|line| line.starts_with(day.as_str())) && csv.lines().count() > 20, "{day}");
        let document: Value = serde_json::from_str(&client.post(FORMS[1], &[("date", day)]).await.body).unwrap();
        let composition = &document["entry"][0]["resource"];
        assert_eq!(composition["event"][0]["period"]["start"], day.as_str());
        assert_eq!(document["timestamp"].as_str().unwrap().get(..10), Some("2026-11-22"));
    }
    for path in FORMS {
        for (day, status) in
            [("2026-01-01", 404), ("0001-01-01", 404), ("2026-02-30", 400), ("x", 400), ("../all", 400)]
        {
            let answer = client.post(path, &[("date", day)]).await;
            assert_eq!(answer.status, status, "{path} {day}");
            assert!(!answer.headers.contains_key("content-disposition"));
        }
    }
}

#[tokio::test]
async fn the_archive_holds_a_document_of_each_visit() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("parent").await;
    let days = days(&mut client).await;
    // Its parts are stored as they are, so each document stands in it word for word.
    let archive = client.post(FORMS[1], &[]).await.body;
    assert!(archive.starts_with("PK") && !days.is_empty());
    for day in &days {
        let document = client.post(FORMS[1], &[("date", day)]).await.body;
        assert!(archive.contains(&format!("健診_{day}.json")), "{day}");
        // What was found; the moment of making may differ.
        let found = document.split("\"title\":\"検査の結果\"").nth(1).and_then(|rest| rest.split("\"entry\"").next());
        assert!(found.is_some_and(|found| found.len() > 500 && archive.contains(found)), "{day}");
    }
}

#[tokio::test]
async fn the_files_are_of_the_person_alone() {
    let app = TestApp::start().await;
    let mut texts = Vec::new();
    for card in ["changer", "elder", "parent"] {
        let mut client = app.signed_in(card).await;
        let day = days(&mut client).await.remove(0);
        texts.push(client.post(FORMS[1], &[("date", &day)]).await.body);
    }
    let names: Vec<String> = texts
        .iter()
        .map(|text| {
            let document: Value = serde_json::from_str(text).unwrap();
            document["entry"][1]["resource"]["name"][0]["text"].as_str().unwrap().to_owned()
        })
        .collect();
    for (place, text) in texts.iter().enumerate() {
        for (other, name) in names.iter().enumerate() {
            assert_eq!(text.contains(name.as_str()), place == other, "{name} in the file of {}", names[place]);
        }
    }
}

#[tokio::test]
async fn who_has_no_checkup_gets_an_empty_file_and_who_cannot_get_any_none() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("empty").await;
    for path in FORMS {
        let answer = client.post(path, &[]).await;
        assert!(answer.status == 200 && !answer.body.contains("2026-"), "{path}: a file that says there is nothing");
        assert_eq!(client.post(path, &[("date", "2026-05-14")]).await.status, 404, "{path}");
    }
    assert!(!client.get("/checkups").await.body.contains("/checkups/export"), "nothing to take along");
    let mut crossed = app.signed_in("crossed").await;
    for path in FORMS {
        let answer = crossed.post(path, &[]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/checkups")), "{path}");
        assert!(!answer.headers.contains_key("content-disposition"), "another person's answer gives no file");
    }
}

#[tokio::test]
async fn a_file_takes_a_new_card_and_is_written_down() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    for path in FORMS {
        assert_eq!(client.post(path, &[]).await.status, 200);
    }
    let access = client.get("/access").await.body;
    for words in
        ["健診の記録の一覧（CSVのファイル）を受け取りました", "健診の記録（FHIR形式のファイル）を受け取りました"]
    {
        assert!(access.contains(words), "{words}");
    }
    change(&app, "update session set authenticated_at = authenticated_at - 360").await;
    for path in FORMS {
        let answer = client.post(path, &[]).await;
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.body.contains("カードでもう一度確認する"));
        assert!(answer.body.contains("/login?again=1&amp;next=/checkups"), "{path}");
    }
    let answer = app.anonymous().send_bare(Method::POST, FORMS[1], &[], &[]).await;
    assert!(answer.status == 303 || answer.status == 403);
    assert!(!answer.headers.contains_key("content-disposition"));
}
