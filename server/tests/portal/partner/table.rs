//! Every type of resource, read and searched, by everybody who might try: generated from the list of types, so that none can be
//! forgotten.

use app::domain::partner::Resource;
use serde_json::Value;

use crate::family::{act_for, form_about, send};

use super::{KINDS, YEARS, command, entry, look, look_with, register, started, text, tokens};

/// The name of one resource of a type, as a token finds it.
async fn name_of(app: &crate::app::TestApp, resource: Resource, access: &str) -> String {
    let (status, bundle) = look(app, &format!("/fhir/{}?_count=1", resource.name()), access).await;
    assert_eq!(status, 200, "{}: {bundle}", resource.name());
    text(&bundle["entry"][0]["resource"], "id").to_owned()
}

#[tokio::test]
async fn only_the_cells_that_may_answer_do() {
    let app = started().await;
    register(&app, &entry("other-app"));
    let (mut owner, mut other) = (app.signed_in("parent").await, app.signed_in("changer").await);
    let own = tokens(&app, &mut owner, &KINDS, &YEARS).await;
    let own = text(&own, "access_token").to_owned();
    let foreign = tokens(&app, &mut other, &KINDS, &YEARS).await;
    let foreign = text(&foreign, "access_token").to_owned();
    // Another provider, to which the same person has given something else.
    let ask = super::Ask::of(&app, "other-app", super::EVERYTHING);
    let code = super::code(&mut owner, &ask, &["eligibility"], &["2026"]).await;
    let elsewhere = super::redeem(&app, &code, "other-app").await.1;
    let elsewhere = text(&elsewhere, "access_token").to_owned();
    let mut family = app.signed_in("spouse").await;
    let (mut acting, mut ended) = (app.signed_in("parent").await, app.signed_in("parent").await);
    act_for(&mut acting, "見本　陽").await;
    act_for(&mut ended, "見本　凜").await;
    let mut toddler = app.signed_in("toddler").await;
    let page = toddler.get("/family").await.body;
    send(&mut toddler, &form_about(&page, "見本　健太", "/family/end").unwrap()).await;
    for resource in Resource::ALL {
        let name = name_of(&app, resource, &own).await;
        let (read, search) =
            (format!("/fhir/{}/{name}", resource.name()), format!("/fhir/{}?_id={name}", resource.name()));
        assert_eq!(look(&app, &read, &own).await.0, 200, "{read}: the owner's consent");
        assert_eq!(look(&app, &search, &own).await.1["total"], 1, "{search}");
        // Another person's consent finds nothing under this name.
        assert_eq!(look(&app, &read, &foreign).await.0, 404, "{read}: another person's consent");
        assert_eq!(look(&app, &search, &foreign).await.1["total"], 0, "{search}: another person's consent");
        // Another provider's either: what is not agreed to is closed, and what is goes by other names.
        let expected = if resource.is_open(&[app::domain::delegation::RecordKind::Eligibility]) { 404 } else { 403 };
        assert_eq!(look(&app, &read, &elsewhere).await.0, expected, "{read}: another provider");
        // Sessions count for nothing here: the person's own, a stranger's, a relative's, one that acts for another, one
        // whose delegation has ended, nobody's.
        for client in [&mut owner, &mut other, &mut family, &mut acting, &mut ended, &mut app.anonymous()] {
            for path in [&read, &search] {
                let answer = client.get(path).await;
                assert_eq!(answer.status, 401, "{path}");
                assert_eq!(answer.headers["www-authenticate"], "Bearer error=\"invalid_token\"");
                let outcome: Value = serde_json::from_str(&answer.body).unwrap();
                assert_eq!(outcome["resourceType"], "OperationOutcome");
            }
        }
        for header in ["Bearer", "Bearer x", "Basic eDp4", &format!("Bearer {own}x"), &format!("Token {own}")] {
            assert_eq!(look_with(&app, &read, &[("authorization", header)]).await.status, 401, "{header}");
        }
        for (origin, status) in [(super::ORIGIN, 200), ("https://evil.example", 403), ("null", 403)] {
            let token = format!("Bearer {own}");
            let answer = look_with(&app, &read, &[("authorization", &token), ("origin", origin)]).await;
            assert_eq!(answer.status, status, "{origin}");
        }
    }
    // A provider's token opens no page, and takes no form.
    let bearer = format!("Bearer {own}");
    for path in ["/checkups", "/medications", "/sharing", "/access", "/export/all"] {
        let answer = look_with(&app, path, &[("authorization", &bearer)]).await;
        assert!(matches!(answer.status, 303 | 405), "{path}: {}", answer.status);
    }
    // Suspended, and then stopped: no cell is left.
    command(&app, &["suspend", "sample-app"]);
    for resource in Resource::ALL {
        assert_eq!(look(&app, &format!("/fhir/{}", resource.name()), &own).await.0, 403, "{}", resource.name());
    }
    command(&app, &["resume", "sample-app"]);
    let page = owner.get("/sharing").await.body;
    for form in crate::client::Form::all(&page).into_iter().filter(|form| form.action == "/sharing/stop") {
        let fields: Vec<(&str, &str)> =
            form.hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        owner.send_bare(reqwest::Method::POST, "/sharing/stop", &[], &fields).await;
    }
    for resource in Resource::ALL {
        for token in [&own, &elsewhere] {
            assert_eq!(look(&app, &format!("/fhir/{}", resource.name()), token).await.0, 401, "{}", resource.name());
        }
    }
    assert_eq!(look(&app, "/fhir/Patient", &foreign).await.0, 200, "and nobody else's is over by it");
}
