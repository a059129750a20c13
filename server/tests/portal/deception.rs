//! Addresses that look like files of a page: something between us and the browser might keep what they answer.

use app::page_table::PAGES;

use crate::app::TestApp;
use crate::client::address_of;

/// What is put behind, around and into a page's address.
fn disguises(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for ending in ["css", "js", "svg", "ico", "png", "woff2", "txt", "json", "avif"] {
        for between in [
            "/x.", "/.", ".", ";x.", ";.", "%2ex.", "%2e", "%2fx.", "%3bx.", "%3fx.", "%23x.", "%00.", "%0a.", "%5cx.",
            "//x.",
        ] {
            found.push(format!("{path}{between}{ending}"));
        }
    }
    for around in [
        "//",
        "/.",
        "/..",
        "/./",
        ".",
        "..",
        "...",
        "%2e",
        "%2e%2e",
        "%2f",
        "/%2e",
        "%20",
        ";",
        ";jsessionid=1",
        "/;/",
        "\\",
    ] {
        found.push(format!("{path}{around}"));
    }
    for before in ["//x", "/", "/.", "/assets/..", "/assets/%2e%2e", "/assets/..%2f", "/x;", "/%2e", "/icon.svg"] {
        found.push(format!("{before}{path}"));
    }
    found
}

#[tokio::test]
async fn what_looks_like_a_file_is_no_page_and_says_nothing_about_anyone() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("changer").await;
    let home = client.get("/").await.body;
    let name = home.split("<div class=\"whose\"><span><b>").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    assert!(client.get("/checkups").await.body.contains(name), "the name is on pages");
    let (mut asked, mut wrong) = (0, vec![]);
    for page in PAGES.iter().filter(|page| page.path != "/") {
        for target in disguises(&address_of(page.path)) {
            let (status, answer) = client.raw(&target).await;
            asked += 1;
            let kept = answer.to_lowercase();
            if !matches!(status, 400 | 404)
                || answer.contains(name)
                || answer.contains("class=\"whose\"")
                || !kept.contains("\r\ncache-control: no-store\r\n")
                || kept.contains("\r\netag:")
            {
                wrong.push(format!("{target}: {status}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(asked > 1000, "{asked}");
}
