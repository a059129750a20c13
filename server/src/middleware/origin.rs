//! Refuses forms that another site sent. Needs no token: browsers say where a request comes from.
//!
//! A request that says nothing at all is not from a browser that could be tricked, and passes.

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Faulted;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// Lets through what changes nothing, and what our own pages sent.
pub async fn check(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_own(request.headers(), &portal.config.listen.origin()) {
        return next.run(request).await;
    }
    Faulted(Fault::ForeignForm).into_response()
}

fn is_own(headers: &HeaderMap, own_origin: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    headers.get(ORIGIN).is_none_or(|origin| origin == own_origin)
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::is_own;

    #[test]
    fn only_our_own_pages_may_send_forms() {
        for (site, origin, expected) in [
            (None, None, true),
            (Some("same-origin"), Some("http://localhost:3000"), true),
            (Some("none"), None, true),
            (Some("cross-site"), Some("http://localhost:3000"), false),
            (Some("same-site"), Some("http://localhost:3000"), false),
            (None, Some("http://localhost:3000"), true),
            (None, Some("http://localhost:3001"), false),
            (None, Some("https://localhost:3000"), false),
            (None, Some("http://localhost:3000.evil.example"), false),
            (None, Some("null"), false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            if let Some(origin) = origin {
                headers.insert("origin", HeaderValue::from_static(origin));
            }
            assert_eq!(is_own(&headers, "http://localhost:3000"), expected, "{site:?} {origin:?}");
        }
    }
}
