//! The headers of everything on the origin of pages inside providers' pages. Nobody may frame an answer unless it says who.

use app::embed::EmbedTrouble;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, SET_COOKIE, X_FRAME_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::answer::trouble;
use super::begin::at;
use crate::csp_report::PATH;
use crate::middleware::fault::Faulted;
use crate::middleware::headers::{self, ScriptNonce};
use crate::state::SharedPortal;

/// Beside an answer: the origins whose pages may stand around it, with spaces between them.
#[derive(Clone, Debug)]
pub(crate) struct Framed(pub(crate) String);

/// Sets them, makes pages of bare errors, and lets no cookie in or out.
pub(crate) async fn dress(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
    request.extensions_mut().insert(ScriptNonce(nonce.clone()));
    request.headers_mut().remove(COOKIE);
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let bare = response.headers().get(CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if response.extensions().get::<Faulted>().is_some() || (response.status().is_server_error() && bare) {
        response = trouble(&portal, &asked, &at(&asked, None), EmbedTrouble::Unavailable.into()).await;
    }
    let framed = response.extensions().get().map(|Framed(origins)| origins.clone());
    let https = portal.config.embed.as_ref().is_some_and(crate::config::embed::EmbedConfig::is_https);
    let headers = response.headers_mut();
    headers::dress(headers, https);
    headers.remove(SET_COOKIE);
    if framed.is_some() {
        // Older than `frame-ancestors`, and knows no origins.
        headers.remove(X_FRAME_OPTIONS);
        let anywhere = HeaderValue::from_static("cross-origin");
        headers.insert(HeaderName::from_static("cross-origin-resource-policy"), anywhere);
    } else if asked.uri.path() == "/embed.js" {
        let anywhere = HeaderValue::from_static("cross-origin");
        headers.insert(HeaderName::from_static("cross-origin-resource-policy"), anywhere);
    }
    let policy = policy(&nonce, framed.as_deref().unwrap_or("'none'"));
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
        headers.insert(HeaderName::from_static("reporting-endpoints"), headers::REPORTS);
    }
    response
}

/// Any other address of this origin: there is nothing.
pub(crate) async fn missing(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    trouble(&portal, &parts, &at(&parts, None), EmbedTrouble::NotFound.into()).await.into_response()
}

fn policy(nonce: &str, ancestors: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {ancestors}; require-trusted-types-for 'script'; report-uri {PATH}; report-to csp"
    )
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn the_policy_word_for_word() {
        insta::assert_snapshot!(policy("N", "https://app.example https://b.example"), @"default-src 'none'; script-src 'nonce-N' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors https://app.example https://b.example; require-trusted-types-for 'script'; report-uri /csp-report; report-to csp");
    }
}
