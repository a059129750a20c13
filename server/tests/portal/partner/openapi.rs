//! The description of the addresses for providers' programs: neither more nor less than there is.

use std::collections::{BTreeMap, BTreeSet};

use app::domain::partner::Resource;
use serde_json::Value;
use server::router::{ROUTES, WhoseForm};

use super::look_with;
use crate::app::TestApp;

/// Addresses where there is nothing, which is all that can be said of them; and the one that begins a page inside a
/// provider's page, which hands out no record.
const NOT_DESCRIBED: [&str; 4] = ["/fhir", "/fhir/", "/fhir/{resource}/{id}/{*rest}", "/oauth/launch"];

async fn told(app: &TestApp, path: &str) -> Value {
    let answer = look_with(app, path, &[]).await;
    assert_eq!(answer.status, 200, "{path}");
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn it_describes_every_address_for_providers_and_no_other() {
    let app = TestApp::start().await;
    let description = told(&app, "/fhir/openapi.json").await;
    let there: BTreeSet<(String, String)> = ROUTES
        .iter()
        .copied()
        .flatten()
        .filter(|route| route.form == WhoseForm::Providers && !NOT_DESCRIBED.contains(&route.path))
        .flat_map(|route| {
            let types: &[Resource] =
                if route.path.contains("{resource}") { &Resource::ALL } else { &[Resource::Patient] };
            let path = |one: &Resource| route.path.replace("{resource}", one.name());
            types.iter().map(move |one| (route.method.to_lowercase(), path(one))).collect::<Vec<_>>()
        })
        .collect();
    let described: BTreeSet<(String, String)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, item)| item.as_object().unwrap().keys().map(move |method| (method.clone(), path.clone())))
        .collect();
    assert_eq!(there, described, "left: the router's table; right: the description");
    assert_eq!(description["servers"][0]["url"], app.base.as_str());
}

#[tokio::test]
async fn its_searches_are_those_of_the_statement() {
    let app = TestApp::start().await;
    let description = told(&app, "/fhir/openapi.json").await;
    let statement = told(&app, "/fhir/metadata").await;
    let names = |list: &Value| -> BTreeSet<String> {
        list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    let stated: BTreeMap<&str, BTreeSet<String>> = statement["rest"][0]["resource"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["type"].as_str().unwrap(), names(&one["searchParam"])))
        .collect();
    assert_eq!(stated.len(), Resource::ALL.len());
    for (name, stated) in stated {
        let mut described = names(&description["paths"][format!("/fhir/{name}")]["get"]["parameters"]);
        for of_pages in ["_count", "_after", "_format"] {
            assert!(described.remove(of_pages), "{name}: {of_pages}");
        }
        assert_eq!(described, stated, "{name}");
    }
    // What is named anywhere in it stands in it.
    let text = description.to_string();
    for reference in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(description["components"]["schemas"].get(reference).is_some(), "{reference}");
    }
}
