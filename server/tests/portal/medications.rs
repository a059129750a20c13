//! Drugs from the hub to the page: the one ingredient that comes twice, thirty years at the cost of one, drugs that stay off
//! sheets, and addresses that tell nothing.

use std::time::Instant;

use serde_json::Value;

use crate::app::TestApp;
use crate::client::{Client, Form};
use crate::family::{act_for, banner};

/// What stands in the card about ingredients from two places.
fn twofold(page: &str) -> &str {
    page.split("class=\"card twofold\"").nth(1).and_then(|rest| rest.split("</section>").next()).expect("the card")
}

/// Addresses of the pages of single drugs.
fn drugs(page: &str) -> Vec<String> {
    let links = page.split("href=\"/medications/").skip(1);
    links.map(|rest| format!("/medications/{}", rest.split('"').next().unwrap_or_default())).collect()
}

/// How often the hub was asked for drugs.
async fn asked(app: &TestApp) -> u64 {
    let stats = app.anonymous().get(&format!("{}/sim/stats", app.hub)).await.body;
    let stats: Value = serde_json::from_str(&stats).expect("numbers");
    stats
        .get("medications")
        .or_else(|| stats.get("requests")?.get("medications"))
        .and_then(Value::as_u64)
        .expect("a number")
}

#[tokio::test]
async fn elder_takes_one_ingredient_twice_and_no_other_is_said_to_be() {
    let app = TestApp::start().await;
    let mut elder = app.signed_in("elder").await;
    let page = elder.get("/medications").await.body;
    let card = twofold(&page);
    assert!(card.contains("同じ成分のお薬が、2つの所から出ています"), "{card}");
    let found: Vec<&str> = card.split("<h3>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(found, ["アムロジピン"], "exactly this, now or before, of one ingredient or of one class");
    for said in ["アムロジピン錠", "ミカムロ配合錠", "見本内科医院", "見本総合病院 循環器内科", "薬剤師にたずねて"]
    {
        assert!(card.contains(said), "{said}");
    }
    assert!(page.contains("この半年のお薬") && page.contains("枠は、2つの所から出て重なる間（1成分）"));
    // Twelve drugs of four providers stand in the record of half a year.
    let names: std::collections::BTreeSet<String> = drugs(&page).into_iter().collect();
    assert!(names.len() >= 12, "{}", names.len());
}

#[tokio::test]
async fn nobody_else_is_told_of_something_twice_without_it() {
    let app = TestApp::start().await;
    for card in ["hanako", "changer", "parent", "clinic", "ward", "renewed"] {
        let page = app.signed_in(card).await.get("/medications").await.body;
        if page.contains("class=\"card twofold\"") {
            let (now, before) = twofold(&page).split_once("<details").unwrap_or((twofold(&page), ""));
            assert!(!now.contains("<h3>"), "{card}: {now}");
            // In March two clinics gave one ingredient under two brands; that is over, and stands folded.
            let found: Vec<&str> = before.split("<h3>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
            let expected: &[&str] = if card == "parent" { &["モンテルカスト"] } else { &[] };
            assert_eq!(found, expected, "{card}");
        }
    }
}

#[tokio::test]
async fn thirty_years_open_at_the_cost_of_one_and_are_searched_whole() {
    let app = TestApp::start().await;
    let mut lifelong = app.signed_in("lifelong").await;
    let before = asked(&app).await;
    let start = Instant::now();
    let page = lifelong.get("/medications").await;
    let took = start.elapsed();
    assert_eq!((page.status, asked(&app).await - before), (200, 1), "one year is asked for, once");
    assert!(page.body.contains("もっと前の年（25年分）") && page.body.contains("/medications?year=1996"), "counted");
    let old = lifelong.get("/medications?year=1999").await;
    assert_eq!(asked(&app).await - before, 2);
    assert!(old.body.contains("1999年1月") && !old.body.contains("1998年1月"));
    // Much less than thirty years would be: what is held and sent is a year.
    assert!(old.body.len() < 900_000, "{}", old.body.len());
    assert!(took.as_secs() < 5, "{took:?}");

    let index = lifelong.get("/medications/index").await;
    let times = index.body.lines().filter(|line| line.starts_with("R\t")).count();
    assert!(times > 5_000, "{times}");
    assert_eq!(index.headers["cache-control"], "no-store");
    assert!(index.body.len() < 300_000, "{}", index.body.len());

    let oldest = index.body.lines().rev().find_map(|line| line.strip_prefix("R\t1996")).is_some();
    assert!(oldest, "the first year is in it");
    let found =
        lifelong.get("/medications?q=%E3%81%97%E3%82%93%E3%82%8A%E3%82%87%E3%81%86%E3%81%AA%E3%81%84%E3%81%8B").await;
    assert!(found.body.contains("31年分の記録にありました"), "心療内科, by how it is read");
    let drug = drugs(&found.body).into_iter().next().expect("a drug");
    let course = lifelong.get(&drug).await;
    assert_eq!(course.status, 200);
    for said in ["続けて出ていた間と、空いた間", "処方した所", "見本心療内科", "受け取ったときの記録"]
    {
        assert!(course.body.contains(said), "{said}");
    }
}

#[tokio::test]
async fn an_address_of_a_drug_tells_nothing_and_is_this_persons_alone() {
    let app = TestApp::start().await;
    let (mut elder, mut chronic) = (app.signed_in("elder").await, app.signed_in("chronic").await);
    let own = drugs(&elder.get("/medications").await.body);
    let others = drugs(&chronic.get("/medications").await.body);
    assert!(own.len() > 10 && others.len() > 3);
    for address in own.iter().chain(&others) {
        let token = address.strip_prefix("/medications/").unwrap();
        assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{address}");
    }
    assert!(own.iter().all(|address| !others.contains(address)), "both take アムロジピン");
    assert_eq!(chronic.get(&own[0]).await.status, 404);
    assert_eq!(elder.get(&own[0]).await.status, 200);
}

/// Sends the one form of a page that hides or shows a drug.
async fn press(client: &mut Client, page: &str, what: &str) -> Option<String> {
    let form = Form::to(page, "/medications/hide");
    let mut fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("do", what));
    let answer = client.send(reqwest::Method::POST, "/medications/hide", &[], &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location
}

#[tokio::test]
async fn a_drug_that_stays_off_sheets_is_shown_to_oneself_and_to_no_delegate() {
    let app = TestApp::start().await;
    let mut spouse = app.signed_in("spouse").await;
    let mut parent = app.signed_in("parent").await;
    act_for(&mut parent, "見本　美和").await;
    // A year in which there is something.
    let mut year = 2026;
    let (page, address) = loop {
        let page = spouse.get(&format!("/medications?year={year}&open=all")).await.body;
        if let Some(address) = drugs(&page).into_iter().next() {
            break (page, address);
        }
        year -= 1;
        assert!(year > 2020, "the spouse was never ill");
    };
    let there = format!("/medications?year={year}&open=all");
    let count = |page: &str| drugs(page).iter().filter(|one| **one == address).count();
    assert!(count(&page) > 0);
    let for_another = parent.get(&there).await.body;
    let before = drugs(&for_another).len();
    assert_eq!(banner(&for_another), Some("見本　美和"));
    assert!(!for_another.contains("/medications/hide"), "a delegate hides nothing");

    let own = spouse.get(&address).await.body;
    for _twice in 0..2 {
        assert_eq!(press(&mut spouse, &own, "hide").await.as_deref(), Some(address.as_str()));
    }
    let page = spouse.get(&there).await.body;
    assert!(page.contains("紙や共有に出さないお薬が") && page.contains("1種類"), "told to oneself");
    assert!(count(&page) > 0, "and still shown to oneself");
    let for_another = parent.get(&there).await.body;
    assert!(drugs(&for_another).len() < before, "gone for whoever looks for them");
    assert!(!for_another.contains("出さないお薬"), "nor told that anything is");
    assert!(spouse.get("/settings/erase").await.body.contains("紙や共有に出さないと決めたお薬の一覧"));

    assert_eq!(press(&mut spouse, &page, "show").await.as_deref(), Some("/medications"));
    assert!(!spouse.get(&there).await.body.contains("紙や共有に出さないお薬が"));
    assert_eq!(drugs(&parent.get(&there).await.body).len(), before);
    let wrong = [("drug", "00ff00ff00ff00ff"), ("year", "2026"), ("do", "hide")];
    assert_eq!(spouse.post("/medications/hide", &wrong).await.status, 400, "nothing of theirs has that name");
}
