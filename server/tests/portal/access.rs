//! Reporting a look and taking a consent back: once is once, what was typed comes back, and nobody learns of another
//! person's.

use serde_json::{Value, json};

use crate::app::TestApp;
use crate::client::{Answer, Client, Form};

/// The hub, asked past the portal.
async fn at_hub(app: &TestApp, method: &str, path: &str, body: String) -> Value {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.request(method.parse().unwrap(), format!("{}{path}", app.hub));
    let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.json().await.unwrap_or(Value::Null)
}

/// Ids of the looks on a page.
fn looks(page: &str) -> Vec<String> {
    page.split("<li id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

async fn first_look(client: &mut Client) -> String {
    looks(&client.get("/access").await.body).first().expect("a look").clone()
}

/// Sends the form of a look as its page has it.
async fn report(client: &mut Client, look: &str, reason: &str, words: &str) -> (Vec<(String, String)>, Answer) {
    let page = client.get(&format!("/access/reports/{look}")).await.body;
    let mut fields = Form::to(&page, "/access/reports").hidden;
    fields.push(("reason".into(), reason.into()));
    fields.push(("words".into(), words.into()));
    let answer = send(client, "/access/reports", &fields).await;
    (fields, answer)
}

async fn send(client: &mut Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(path, &fields).await
}

/// The reference number on a page.
fn number(page: &str) -> String {
    let rest = page.split("<p class=\"total num\">").nth(1).unwrap_or_else(|| panic!("no number"));
    rest.split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_look_is_reported_once_however_often_it_is_sent() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000821").await;
    let look = first_look(&mut client).await;
    let page = format!("/access/reports/{look}");
    let (fields, sent) = report(&mut client, &look, "not_visited", "その日は旅行中でした").await;
    assert_eq!((sent.status, sent.location.as_deref()), (303, Some(page.as_str())));
    let told = client.get(&page).await.body;
    assert!(told.contains("心当たりがないことを伝えました") && told.contains("これからのこと"), "{told}");
    let first = number(&told);
    // The same form a second time, and an older page's form.
    assert_eq!(send(&mut client, "/access/reports", &fields).await.location.as_deref(), Some(page.as_str()));
    let mut other: Vec<(String, String)> = fields.iter().filter(|(name, _)| name != "form_key").cloned().collect();
    other.insert(0, ("form_key".into(), client.form_key().await));
    assert_eq!(send(&mut client, "/access/reports", &other).await.location.as_deref(), Some(page.as_str()));
    let told = client.get(&page).await.body;
    assert_eq!(number(&told), first);
    assert!(!told.contains("action=\"/access/reports\""), "nothing more to send");
    let list = client.get("/access").await.body;
    assert_eq!(list.matches(&first).count(), 1);
    assert!(!app.log().contains("旅行中") && !app.log().contains(&look), "neither words nor look are logged");
}

#[tokio::test]
async fn what_cannot_be_taken_comes_back_whole() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000822").await;
    let look = first_look(&mut client).await;
    let page = format!("/access/reports/{look}");
    for (reason, words, said) in [
        ("", "覚えが\nありません<b>", "ひとつ選んでください"),
        ("other", "", "書いてください"),
        ("not_visited", &"長".repeat(402), "2文字けずって"),
    ] {
        let (_, sent) = report(&mut client, &look, reason, words).await;
        assert_eq!((sent.status, sent.location.as_deref()), (303, Some(page.as_str())));
        let again = client.get(&page).await.body;
        assert!(again.contains(said) && again.contains("入力内容を確かめてください"), "{reason}");
        assert!(
            again.contains(&words.replace('<', "&lt;").replace('>', "&gt;")),
            "what was typed stands there: {reason}"
        );
        if !reason.is_empty() {
            assert!(again.contains(&format!("value=\"{reason}\" checked")), "{reason}");
        }
        let later = client.get(&page).await.body;
        assert!(!later.contains("入力内容を確かめてください"), "handed back once: {reason}");
    }
    let list = client.get("/access").await.body;
    assert!(list.contains("心当たりがないことを伝える"), "and nothing was reported");
    assert!(list.contains("入力に直すところがあったため、行われませんでした"), "the own record says so");
    assert!(!list.contains("「あなたの記録を見た人」の手続きを行いました"), "nor is it written as done");
}

#[tokio::test]
async fn nothing_typed_is_lost_while_the_hub_is_away() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000823").await;
    let look = first_look(&mut client).await;
    let page = format!("/access/reports/{look}");
    let form = client.get(&page).await.body;
    at_hub(&app, "PUT", "/sim/faults", "down=access".into()).await;
    let mut fields = Form::to(&form, "/access/reports").hidden;
    fields.extend([("reason".into(), "not_consented".into()), ("words".into(), "同意していません".into())]);
    assert_eq!(send(&mut client, "/access/reports", &fields).await.location.as_deref(), Some(page.as_str()));
    let told = client.get(&page).await.body;
    for said in
        ["はっきりした返事がありませんでした", "表示できません", "同意していません", "value=\"not_consented\" checked"]
    {
        assert!(told.contains(said), "{said}");
    }
    at_hub(&app, "PUT", "/sim/faults", String::new()).await;
    let mut fields = Form::to(&told, "/access/reports").hidden;
    fields.extend([("reason".into(), "not_consented".into()), ("words".into(), "同意していません".into())]);
    let begun = std::time::Instant::now();
    // The hub is left alone for a while after it has failed.
    loop {
        send(&mut client, "/access/reports", &fields).await;
        let told = client.get(&page).await.body;
        if told.contains("受付番号") && told.contains("class=\"total num\"") {
            break;
        }
        assert!(begun.elapsed().as_secs() < 40, "{told}");
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
}

#[tokio::test]
async fn another_persons_look_and_consent_are_like_made_up_ones() {
    let app = TestApp::start().await;
    let mut owner = app.signed_in("clinic").await;
    let mut other = app.signed_in("changer").await;
    let look = first_look(&mut owner).await;
    let consents = owner.get("/access/consents").await.body;
    let consent = consents.split("?take=").nth(1).and_then(|rest| rest.split('"').next());
    let consent = consent.expect("a good consent").to_owned();
    let mut seen = Vec::new();
    for id in [look.as_str(), "look-0000000000000000"] {
        let sent = other.post("/access/reports", &[("look", id), ("reason", "not_visited"), ("words", "")]).await;
        assert_eq!((sent.status, sent.location.as_deref()), (303, Some("/access")), "{id}");
        assert!(other.get("/access").await.body.contains("その閲覧の記録が見つからない"), "{id}");
        let page = other.get(&format!("/access/reports/{id}")).await;
        assert_eq!(page.status, 200);
        let main = page.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap().to_owned();
        assert!(main.contains("その閲覧の記録は見つかりません"), "{id}");
        seen.push(main);
    }
    assert_eq!(seen[0], seen[1], "nothing tells one from the other");
    for id in [consent.as_str(), "consent-0000000000000000"] {
        let sent = other.post("/access/consents/withdraw", &[("consent", id)]).await;
        assert_eq!((sent.status, sent.location.as_deref()), (303, Some("/access/consents")), "{id}");
        assert!(other.get("/access/consents").await.body.contains("その同意が見つからない"), "{id}");
    }
    assert!(!owner.get("/access").await.body.contains("受付番号"), "nothing was reported");
    assert!(owner.get("/access/consents").await.body.contains(&format!("?take={consent}\"")), "nor taken back");
}

#[tokio::test]
async fn a_consent_of_a_counter_is_shown_and_taken_back_once() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000824").await;
    let shown = json!({ "card": "n-000000824", "by": "face", "institution": "見本駅前医院", "role": "doctor", "kinds": ["medications"] });
    let consent = at_hub(&app, "POST", "/terminal/consents", shown.to_string()).await["consent"].clone();
    let consent = consent.as_str().unwrap();
    let reading = json!({ "consent": consent, "kinds": ["medications"] }).to_string();
    at_hub(&app, "POST", "/terminal/readings", reading.clone()).await;
    let list = client.get("/access").await.body;
    assert!(list.contains("見本駅前医院") && list.contains(&format!("show={consent}")), "{list}");
    let page = client.get(&format!("/access/consents?take={consent}")).await.body;
    let fields = Form::to(&page, "/access/consents/withdraw").hidden;
    assert!(fields.iter().any(|(name, value)| name == "consent" && value == consent));
    for _ in 0..2 {
        let sent = send(&mut client, "/access/consents/withdraw", &fields).await;
        assert_eq!((sent.status, sent.location.as_deref()), (303, Some("/access/consents")));
        let told = client.get("/access/consents").await.body;
        assert!(told.contains("同意を取り消しました") && told.contains("取り消しずみ"), "{told}");
        assert!(!told.contains(&format!("?take={consent}\"")), "nothing more to take back");
    }
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let refused = http.post(format!("{}/terminal/readings", app.hub)).header("content-type", "application/json");
    assert_eq!(refused.body(reading).send().await.unwrap().status().as_u16(), 403, "the counter sees nothing any more");
    // One that has ended by itself.
    let over = client.get("/access").await.body;
    let over = over.split("show=consent-").nth(1).and_then(|rest| rest.split('"').next()).expect("an old visit");
    client.post("/access/consents/withdraw", &[("consent", &format!("consent-{over}"))]).await;
    assert!(client.get("/access/consents").await.body.contains("すでに期限がきて終わっています"));
}
