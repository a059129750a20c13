//! The citizen whose every text is an attack, and the one whose answers are somebody else's.

use app::page_table::PAGES;

use crate::app::TestApp;
use crate::client::{address_of, names_a_record};

/// Scripts of a page that do not carry the page's own nonce.
fn foreign_scripts(page: &str, policy: &str) -> Vec<String> {
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap();
    page.match_indices("<script")
        .map(|(start, _)| page[start..].split('>').next().unwrap().to_owned())
        .filter(|tag| !tag.contains(nonce))
        .collect()
}

#[tokio::test]
async fn attacks_in_records_stay_text() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hostile").await;
    let mut attacks = 0;
    let years = ["/medications?year=2025", "/expenses?year=2025", "/tax?year=2025", "/checkups/items/hba1c"];
    let list = client.get("/checkups").await.body;
    let visit = list.split("href=\"/checkups/visits/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let visit = format!("/checkups/visits/{visit}");
    let list = client.get("/medications").await.body;
    let drug = list.split("href=\"/medications/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let drug = format!("/medications/{drug}");
    let pages = PAGES.iter().filter(|page| !names_a_record(page.path)).map(|page| address_of(page.path));
    for path in pages.chain(years.map(str::to_owned)).chain([visit, drug]) {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(
            foreign_scripts(&answer.body, answer.headers["content-security-policy"].to_str().unwrap()),
            Vec::<String>::new(),
            "{path}"
        );
        for raw in ["<img src=x", "<svg onload", "<svg/onload", "onerror=alert", "<iframe", "javascript:alert"] {
            for (place, _) in answer.body.match_indices(raw) {
                let before = answer.body[..place].rsplit(['<', '>']).next().unwrap();
                assert!(!raw.starts_with('<') && !is_inside_tag(&answer.body, place), "{path}: {raw} after {before:?}");
            }
        }
        attacks += answer.body.matches("&lt;").count();
    }
    assert!(attacks > 0, "the attacks are on the pages, as text");
}

/// Whether a place in a page lies between `<` and `>`, where text would be markup.
fn is_inside_tag(page: &str, place: usize) -> bool {
    match (page[..place].rfind('<'), page[..place].rfind('>')) {
        (Some(open), Some(close)) => open > close && !page[open..place].contains('"'),
        (Some(_), None) => true,
        (None, _) => false,
    }
}

#[tokio::test]
async fn answers_of_another_person_are_refused_and_counted() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("crossed").await;
    for page in PAGES.iter().filter(|page| page.path != "/medications/:drug") {
        let path = address_of(page.path);
        assert_eq!(client.get(&path).await.status, 200, "{path}");
    }
    let metrics = client.get(&format!("{}/metrics", app.admin)).await.body;
    let mismatches: u64 =
        metrics.lines().find_map(|line| line.strip_prefix("portal_hub_mismatches_total ")).unwrap().parse().unwrap();
    assert!(mismatches > 0, "{metrics}");
}
