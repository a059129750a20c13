//! Where a request comes from, as far as the browser says it. Scripts of other sites cannot change these headers.
//!
//! A request that says nothing at all is not from a browser of today; its form's key alone decides (`form`).

use axum::http::HeaderMap;
use axum::http::header::ORIGIN;

/// Whether it comes from our own pages, or does not say.
pub(super) fn is_own(headers: &HeaderMap, own_origin: &str) -> bool {
    let origin = headers.get(ORIGIN);
    let own = origin.is_none_or(|origin| origin == own_origin);
    match headers.get("sec-fetch-site").map(|site| site.as_bytes()) {
        None => own,
        // Browsers hide the origin of forms on pages that name no referrer.
        Some(b"same-origin") => own || origin.is_some_and(|origin| origin == "null"),
        // A form that a person sends again by reloading.
        Some(b"none") => own,
        Some(_) => false,
    }
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
            (Some("none"), Some("null"), false),
            (Some("same-origin"), Some("null"), true),
            (Some("same-origin"), Some("https://evil.example"), false),
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
