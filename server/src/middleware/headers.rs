//! The headers that every answer carries, error or not, and the nonce of the page's own script.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::csp_report::PATH;
use crate::state::SharedPortal;

/// Random for each answer; the page's script carries it.
#[derive(Clone, Debug)]
pub struct ScriptNonce(pub String);

static ALWAYS: [(HeaderName, &str); 7] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Pages say for themselves that their own forms may name the page they stand on (see `app::shell`).
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()",
    ),
    (HeaderName::from_static("x-frame-options"), "DENY"),
];

/// Where browsers send what breaks a page's policy; names [`PATH`].
pub(crate) const REPORTS: HeaderValue = HeaderValue::from_static("csp=\"/csp-report\"");

/// Sets them.
pub async fn set(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let nonce = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 18]>());
    request.extensions_mut().insert(ScriptNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // A file to carry away brings a policy of its own, stricter than a page can have.
    if let (false, Ok(policy)) =
        (headers.contains_key(CONTENT_SECURITY_POLICY), HeaderValue::try_from(content_security_policy(&nonce)))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
        headers.insert(HeaderName::from_static("reporting-endpoints"), REPORTS);
    }
    dress(headers, portal.config.listen.is_https());
    response
}

/// What every answer says about itself, whoever makes it: pages, files, errors, and the accept loop's own words.
pub(crate) fn dress(headers: &mut HeaderMap, https: bool) {
    for (name, value) in &ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000; includeSubDomains"));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// Nothing is allowed but our own style, pictures and calls, and the one script with the nonce and what it loads.
fn content_security_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri {PATH}; report-to csp"
    )
}

#[cfg(test)]
mod tests {
    use super::{PATH, REPORTS, content_security_policy};

    #[test]
    fn reports_have_somewhere_to_go() {
        assert_eq!(REPORTS, format!("csp=\"{PATH}\""));
    }

    #[test]
    fn the_policy_word_for_word() {
        insta::assert_snapshot!(content_security_policy("N"), @"default-src 'none'; script-src 'nonce-N' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri /csp-report; report-to csp");
    }
}
