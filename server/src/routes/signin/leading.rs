//! A small page of ours that leads on by itself: where a redirect cannot. It needs no script, and a person can press its
//! button too.

use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use crate::middleware::headers::ScriptNonce;
use crate::session::browser::is_browser;
use crate::state::Portal;

/// What the page says.
pub(crate) struct Words {
    /// Title and heading.
    pub(crate) title: &'static str,
    /// What happens next.
    pub(crate) says: &'static str,
    /// The button.
    pub(crate) button: &'static str,
}

/// What a browser says of the page that it comes from: `same-origin`, `cross-site`, `none` …; nothing from browsers of
/// before 2023 and from programs.
pub(super) fn comes_from(headers: &HeaderMap) -> Option<&str> {
    headers.get("sec-fetch-site").and_then(|site| site.to_str().ok())
}

/// Whether an old browser asks, which does not say where it comes from.
pub(super) fn is_old_browser(headers: &HeaderMap) -> bool {
    comes_from(headers).is_none()
        && headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).is_some_and(is_browser)
}

/// The page that leads to an address.
pub(crate) fn lead(portal: &Portal, nonce: &ScriptNonce, words: &Words, to: &str) -> Response {
    let mut response = page(words, to, &portal.site.paths.css, &nonce.0).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

fn page(words: &Words, to: &str, css: &str, nonce: &str) -> String {
    let to = to.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('\'', "&#39;");
    let Words { title, says, button } = words;
    format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title} - 健康手帳</title><link rel=\"icon\" href=\"/icon.svg\">\
         <link rel=\"stylesheet\" href=\"{css}\">\
         <noscript><meta http-equiv=\"refresh\" content=\"0;url={to}\"></noscript></head>\
         <body><main id=\"main\"><h1>{title}</h1>\
         <p>{says}</p>\
         <div class=\"actions\"><a class=\"btn big\" id=\"on\" href=\"{to}\">{button}</a></div></main>\
         <script nonce=\"{nonce}\">location.replace(document.getElementById(\"on\").href);</script></body></html>"
    )
}

#[cfg(test)]
mod tests {
    use super::{Words, page};

    #[test]
    fn the_way_on_stands_in_it_twice_and_is_text() {
        let words = Words { title: "題", says: "文", button: "続ける" };
        let html = page(&words, "https://id.example/a?x=1&y=\"'<", "/assets/x.css", "N");
        assert_eq!(html.matches("https://id.example/a?x=1&amp;y=&quot;&#39;&lt;\"").count(), 2);
        assert!(html.contains("content=\"0;url=https://id.example/a?x=1&amp;y="));
        assert!(!html.contains("style="));
    }
}
