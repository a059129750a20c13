//! Two portals over one database and one hub: what one does, the other knows.

use crate::app::TestApp;
use crate::client::{Client, Form};
use crate::cluster::Cluster;

/// A second node beside the first.
async fn beside(first: &TestApp) -> TestApp {
    let hub = first.hub().await;
    let issuer = format!("{hub}/api/realms/main");
    TestApp::start_with(&[
        ("PORTAL_DATABASE_URL", first.database_url()),
        ("PORTAL_HUB_URL", &hub),
        ("PORTAL_OIDC_ISSUER", &issuer),
    ])
    .await
}

/// Runs a test over a database in a file, and over one that is served.
async fn on_both(test: impl AsyncFn(TestApp)) {
    test(TestApp::start().await).await;
    let cluster = Cluster::start();
    test(TestApp::start_with(&[("PORTAL_DATABASE_URL", &cluster.database())]).await).await;
}

#[tokio::test]
async fn signing_out_on_one_ends_it_on_the_other_within_a_second() {
    on_both(signing_out).await;
}

async fn signing_out(one: TestApp) {
    let other = beside(&one).await;
    let mut here = one.signed_in("changer").await;
    let mut there = here.at(&other.base);
    assert_eq!(there.get("/insurance").await.status, 200, "a session is one on both");
    let begun = std::time::Instant::now();
    here.post("/logout", &[]).await;
    assert_eq!(there.get("/insurance").await.status, 303);
    assert!(begun.elapsed() < std::time::Duration::from_secs(1), "{:?}", begun.elapsed());
}

/// The form of the page that a node shows, filled.
async fn filled(client: &mut Client) -> Vec<(String, String)> {
    let page = client.get("/registration").await.body;
    let mut fields = Form::to(&page, "/registration").hidden;
    fields.push(("register".into(), "1".into()));
    fields
}

async fn register(client: &mut Client, fields: &[(String, String)]) -> u16 {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post("/registration", &fields).await.status
}

#[tokio::test]
async fn registering_on_both_at_once_registers_once() {
    on_both(registering).await;
}

async fn registering(one: TestApp) {
    let other = beside(&one).await;
    let mut here = one.signed_in("hanako").await;
    let mut there = here.at(&other.base);
    let (first, second) = (filled(&mut here).await, filled(&mut there).await);
    let answers = tokio::join!(register(&mut here, &first), register(&mut there, &second));
    assert_eq!(answers, (303, 303));
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let told = http.get(format!("{}/sim/registrations", one.hub().await)).send().await.unwrap().text().await.unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&told).unwrap()["hanako"], 1, "{told}");
    let trail = here.get("/access").await.body;
    assert_eq!(trail.matches("利用登録の申し込みを行いました").count(), 1, "{trail}");
    let entry = trail.split("利用登録の申し込みを行いました").nth(1).and_then(|rest| rest.split("</li>").next());
    assert!(entry.is_some_and(|rest| !rest.contains("（2回）")), "one registration, one entry: {entry:?}");
}
