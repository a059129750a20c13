//! What a person does with notices, from one tab or many, and only with their own.

use crate::app::TestApp;
use crate::client::{Client, Form};

/// The part of the page under one of its headings.
async fn part(client: &mut Client, id: &str) -> String {
    let page = client.get("/notices").await.body;
    page.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or("").to_owned()
}

/// Names of the notices in a part of a page.
fn ids(part: &str) -> Vec<String> {
    let mut ids: Vec<String> =
        part.split("name=\"id\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[tokio::test]
async fn reading_is_said_by_a_button_and_by_nothing_else() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000851").await;
    let new = ids(&part(&mut client, "new").await);
    assert!(!new.is_empty());
    assert_eq!(ids(&part(&mut client, "new").await), new, "looking reads nothing");
    let count = format!("新しいお知らせが {}件", new.len());
    assert!(client.get("/").await.body.contains(&count), "home counts the same");

    for _ in 0..2 {
        let answer = client.post("/notices/marks", &[("do", "read"), ("id", &new[0])]).await;
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/notices")));
    }
    assert!(!ids(&part(&mut client, "new").await).contains(&new[0]));
    assert!(ids(&part(&mut client, "earlier").await).contains(&new[0]));
    client.post("/notices/marks", &[("do", "keep"), ("id", &new[0])]).await;
    assert!(ids(&part(&mut client, "kept").await).contains(&new[0]));
    client.post("/notices/marks", &[("do", "unread"), ("id", &new[0])]).await;
    assert_eq!(ids(&part(&mut client, "new").await), new, "and back");
    client.post("/notices/marks", &[("do", "let-go"), ("id", &new[0])]).await;
    assert_eq!(part(&mut client, "kept").await, "");
    // It outlives the session.
    client.post("/notices/marks", &[("do", "read"), ("id", &new[0])]).await;
    client.post("/logout", &[]).await;
    let mut again = app.signed_in("n-000000851").await;
    assert!(!ids(&part(&mut again, "new").await).contains(&new[0]));
    assert_eq!(again.post("/notices/marks", &[("do", "burn"), ("id", &new[0])]).await.status, 400);
}

#[tokio::test]
async fn many_tabs_at_once_lose_nothing() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let new = ids(&part(&mut client, "new").await);
    assert!(new.len() > 3, "{new:?}");
    let tabs: Vec<_> = new
        .iter()
        .map(|id| {
            let (mut tab, id) = (client.clone(), id.clone());
            tokio::spawn(async move { tab.post("/notices/marks", &[("do", "read"), ("id", &id)]).await.status })
        })
        .collect();
    for tab in tabs {
        assert_eq!(tab.await.unwrap(), 303);
    }
    assert_eq!(ids(&part(&mut client, "new").await), Vec::<String>::new());
    let all: Vec<(&str, &str)> =
        [("do", "unread")].into_iter().chain(new.iter().map(|id| ("id", id.as_str()))).collect();
    client.post("/notices/marks", &all).await;
    // The button that marks all carries what its page showed.
    let page = client.get("/notices").await.body;
    let form =
        Form::all(&page).into_iter().find(|form| form.hidden.len() > 2 && form.action == "/notices/marks").unwrap();
    let fields: Vec<(&str, &str)> =
        form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([("do", "read")]).collect();
    client.post("/notices/marks", &fields).await;
    assert_eq!(ids(&part(&mut client, "new").await), Vec::<String>::new());
}

#[tokio::test]
async fn switches_of_two_tabs_are_both_turned() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("n-000000855").await;
    assert!(ids(&part(&mut client, "new").await).iter().any(|id| id.starts_with("own.expenses")));
    let switches = part(&mut client, "switches").await;
    assert_eq!(switches.matches(" checked").count(), 18, "all on at first");
    // Both tabs showed everything on; the first turns one kind off, the second another.
    client.post("/notices/switches", &[("was-new", "expenses"), ("was-new", "care"), ("new", "care")]).await;
    client.post("/notices/switches", &[("was-new", "expenses"), ("was-new", "care"), ("new", "expenses")]).await;
    let switches = part(&mut client, "switches").await;
    assert_eq!(switches.matches(" checked").count(), 16);
    assert!(!ids(&part(&mut client, "new").await).iter().any(|id| id.starts_with("own.expenses")));
    let answer = client.post("/notices/switches", &[("was-new", "nonsense"), ("feed", "<script>")]).await;
    assert_eq!(answer.status, 303, "what is no kind is nothing");
}

#[tokio::test]
async fn nobody_marks_another_persons() {
    let app = TestApp::start().await;
    let (mut owner, mut other) = (app.signed_in("n-000000853").await, app.signed_in("n-000000854").await);
    let new = ids(&part(&mut owner, "new").await);
    let before = part(&mut other, "new").await;
    let fields: Vec<(&str, &str)> =
        [("do", "read")].into_iter().chain(new.iter().map(|id| ("id", id.as_str()))).collect();
    // Names of notices are no secret and may be the same; the marks are the owner's own.
    assert_eq!(other.post("/notices/marks", &[("do", "keep"), ("id", "hub.notice-of-somebody")]).await.status, 303);
    assert_eq!(ids(&part(&mut other, "new").await), ids(&before));
    owner.post("/notices/marks", &fields).await;
    assert_eq!(ids(&part(&mut owner, "new").await), Vec::<String>::new());
    assert_eq!(ids(&part(&mut other, "new").await), ids(&before), "the other's are as they were");
}

#[tokio::test]
async fn no_subject_line_says_what_the_hub_wrote_and_the_text_is_inside() {
    let app = TestApp::start().await;
    for card in ["changer", "hostile"] {
        let mut client = app.signed_in(card).await;
        let (page, home) = (client.get("/notices").await.body, client.get("/").await.body);
        for summary in page.split("<summary>").skip(1).map(|rest| rest.split("</summary>").next().unwrap()) {
            for told in ["再検査", "見本総合病院", "健康まつり", "高額療養費", "&lt;", "alert"] {
                assert!(!summary.contains(told), "{card}: {summary}");
            }
        }
        for told in ["再検査のご案内", "見本総合病院", "健康まつり"] {
            assert!(page.contains(told), "{card}: {told} is inside");
            assert!(!home.contains(told), "{card}: {told} is not on home");
        }
    }
}

#[tokio::test]
async fn while_the_hub_has_no_notices_the_portals_own_stand() {
    let app = TestApp::start_with(&[("HUB_SIM_FAULTS", "down=notices")]).await;
    let mut client = app.signed_in("changer").await;
    let page = client.get("/notices").await.body;
    assert!(page.contains("お知らせを表示できません") && page.contains("own.expenses."));
    let mut marked = client.clone();
    let own = ids(&page).into_iter().find(|id| id.starts_with("own.")).unwrap();
    assert_eq!(marked.post("/notices/marks", &[("do", "read"), ("id", &own)]).await.status, 303);
    assert!(!ids(&part(&mut client, "new").await).contains(&own));
}
