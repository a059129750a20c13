//! A portal whose database PostgreSQL serves: all that is kept is kept there, outlives the process, and is found by the verifier
//! where somebody changes it.

use std::process::Output;

use crate::app::TestApp;
use crate::client::Form;
use crate::cluster::Cluster;
use crate::partner;

/// What the verifier prints, and whether it found all well.
fn verified(app: &TestApp) -> (String, bool) {
    let Output { status, stdout, stderr } = app.command(&["audit", "verify"]);
    (format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)), status.success())
}

#[tokio::test]
async fn what_is_kept_outlives_the_process_and_is_gone_when_erased() {
    let cluster = Cluster::start();
    let database = cluster.database();
    let first = TestApp::start_with(&[("PORTAL_DATABASE_URL", &database)]).await;
    let mut client = first.signed_in("changer").await;
    assert!(!first.database().exists(), "no file beside it");

    // A typed row, a copy, a feed, a form that comes back, each in its table.
    let row = [
        ("year", "2025"),
        ("do", "add"),
        ("kind", "transport"),
        ("whose", "見本　一郎"),
        ("place", "見本バス"),
        ("paid", "420"),
    ];
    assert_eq!(client.post("/expenses/rows", &row).await.status, 303);
    let typed = client.get("/expenses/rows?year=2025").await.body;
    assert!(typed.contains("見本バス"), "{}", first.log());
    assert_eq!(client.post("/settings/copy", &[("copy", "on")]).await.status, 303);
    assert_eq!(client.post("/notices/feed", &[]).await.status, 303);
    assert_eq!(client.post("/family/offer", &[("birth", "昭和のいつか")]).await.status, 303);
    assert!(client.get("/family").await.body.contains("昭和のいつか"), "what was typed comes back");

    // A second process on the same database knows the session and all of it.
    let second = TestApp::start_with(&[
        ("PORTAL_DATABASE_URL", &database),
        ("PORTAL_HUB_URL", &first.hub),
        ("PORTAL_OIDC_ISSUER", &format!("{}/api/realms/main", first.hub)),
        ("PORTAL_DATA_KEY", first.folder().join("data/data.key").to_str().unwrap()),
    ])
    .await;
    let mut there = client.at(&second.base);
    assert!(there.get("/expenses/rows?year=2025").await.body.contains("見本バス"), "{}", second.log());

    // Erased on one, gone on both.
    let page = client.get("/settings/erase").await.body;
    let mut fields = Form::to(&page, "/settings/erase").hidden;
    fields.push(("erase".into(), "all".into()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(client.post("/settings/erase", &fields).await.status, 303, "{}", first.log());
    assert!(!there.get("/expenses/rows?year=2025").await.body.contains("見本バス"));
}

#[tokio::test]
async fn a_provider_reads_and_is_stopped() {
    let cluster = Cluster::start();
    let app = TestApp::start_with(&[("PORTAL_DATABASE_URL", &cluster.database())]).await;
    let done = partner::register(&app, &partner::entry("sample-app"));
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut client = app.signed_in("changer").await;
    let given = partner::tokens(&app, &mut client, &partner::KINDS, &partner::YEARS).await;
    let (access, refresh) = (partner::text(&given, "access_token"), partner::text(&given, "refresh_token"));
    assert_eq!(partner::look(&app, "/fhir/Observation?_count=5", access).await.0, 200);
    assert!(client.get("/sharing").await.body.contains("健診"), "the use is listed");
    let (status, renewed) = partner::refresh(&app, refresh).await;
    assert_eq!(status, 200, "{renewed}");
    // A token that is used a second time ends all of them.
    assert_eq!(partner::refresh(&app, refresh).await.0, 400);
    let newest = partner::text(&renewed, "access_token");
    assert_eq!(partner::look(&app, "/fhir/Observation?_count=5", newest).await.0, 401);
}

#[tokio::test]
async fn the_verifier_finds_what_is_changed() {
    let cluster = Cluster::start();
    let database = cluster.database();
    let mut app = TestApp::start_with(&[("PORTAL_DATABASE_URL", &database)]).await;
    let mut client = app.signed_in("changer").await;
    for page in ["/checkups", "/medications", "/access"] {
        assert_eq!(client.get(page).await.status, 200);
    }
    // Ending in good order signs what has been written.
    let asked = std::process::Command::new("kill").args(["-TERM", &app.process_id().to_string()]).status().unwrap();
    assert!(asked.success() && app.wait());
    let (words, well) = verified(&app);
    assert!(well, "{words}");
    cluster.run(&database, "alter table audit_entry disable trigger all");
    cluster.run(&database, "update audit_entry set object = '/checkupt' where sequence = 2");
    let (words, well) = verified(&app);
    assert!(!well && words.contains('2'), "{words}");
}
