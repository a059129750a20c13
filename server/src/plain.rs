//! Beside a portal that speaks TLS: an address for browsers that come without. It sends them to the secure one, and has
//! nothing else to say.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, LOCATION};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::middleware::headers::dress;

/// Every address leads to the same one on `origin`. What the browser calls this host counts for nothing.
pub(crate) fn router(origin: String) -> Router {
    Router::new().fallback(away).with_state(origin)
}

async fn away(State(origin): State<String>, request: Request) -> Response {
    let to = format!("{origin}{}", address_of(request.uri()));
    let mut response = (StatusCode::PERMANENT_REDIRECT, [(LOCATION, to)]).into_response();
    // No promise about transport here: browsers ignore one that did not come over TLS.
    dress(response.headers_mut(), false);
    let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, nothing);
    response
}

/// Path and query as they came. `//host/path` and what is no path lead to the first page.
fn address_of(uri: &Uri) -> &str {
    uri.path_and_query()
        .map(axum::http::uri::PathAndQuery::as_str)
        .filter(|address| address.starts_with('/') && !address.starts_with("//"))
        .unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_to_the_same_address() {
        for (asked, address) in [
            ("/", "/"),
            ("/tax?year=2025", "/tax?year=2025"),
            ("http://evil.example/tax", "/tax"),
            ("//evil.example/tax", "/"),
            ("*", "/"),
        ] {
            assert_eq!(address_of(&asked.parse().expect("an address")), address, "{asked}");
        }
    }
}
