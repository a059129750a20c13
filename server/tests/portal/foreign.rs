//! Pages of other sites: no answer of the portal gives them leave to read it, whatever they call themselves.

use reqwest::Method;

use crate::app::TestApp;

/// What a browser, or someone who plays one, says about where a request comes from.
fn origins(own: &str) -> Vec<String> {
    let port = own.rsplit(':').next().unwrap();
    let mut origins = vec![
        "null".to_owned(),
        "https://evil.example".to_owned(),
        "http://localhost".to_owned(),
        format!("http://localhost.evil.example:{port}"),
        format!("http://evil.example/{own}"),
        format!("{own}.evil.example"),
        format!("http://127.0.0.1:{port}"),
        own.to_owned(),
        "*".to_owned(),
        "file://".to_owned(),
    ];
    origins.extend((0..20).map(|_| format!("https://{:016x}.example", rand::random::<u64>())));
    origins
}

#[tokio::test]
async fn nobody_else_may_read_an_answer() {
    let app = TestApp::start().await;
    let mut client = app.signed_in("hanako").await;
    let paths = [
        "/",
        "/insurance",
        "/login?next=/",
        "/nothing",
        "/assets/portal.0123.css",
        "/icon.svg",
        "/import",
        "/tax/export/csv",
    ];
    let mut asked = 0;
    for origin in origins(&app.base) {
        for path in paths {
            for (method, preflight) in
                [(Method::GET, false), (Method::POST, false), (Method::OPTIONS, true), (Method::HEAD, false)]
            {
                let mut headers = vec![("origin", origin.as_str())];
                if preflight {
                    headers.extend([
                        ("access-control-request-method", "POST"),
                        ("access-control-request-headers", "content-type,authorization"),
                        ("access-control-request-private-network", "true"),
                    ]);
                }
                let answer = client.send(method.clone(), path, &headers, &[]).await;
                let leave: Vec<_> = answer
                    .headers
                    .keys()
                    .filter(|name| {
                        name.as_str().starts_with("access-control-") || name.as_str() == "timing-allow-origin"
                    })
                    .collect();
                assert!(leave.is_empty(), "{method} {path} from {origin}: {leave:?}");
                assert_eq!(answer.headers["cross-origin-resource-policy"], "same-origin", "{method} {path}");
                // Nothing of the request's own words comes back in the head.
                let echo = origin.len() > 8 && origin != app.base;
                let said = answer
                    .headers
                    .values()
                    .any(|value| value.as_bytes().windows(origin.len()).any(|part| part == origin.as_bytes()));
                assert!(!(echo && said), "{method} {path} says {origin} back");
                asked += 1;
            }
        }
    }
    assert!(asked >= 900, "{asked}");
}
