//! Where browsers tell that a page broke its own policy: counted and logged by the rule alone, so that somebody looks.
//!
//! A report comes from the browser itself: without a session, without a form's key, and it changes nothing. What it says
//! of addresses and samples is not repeated, because anybody can send one.

use app::page_table::page_of;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::Value;
use tower_http::limit::RequestBodyLimitLayer;
use tracing::warn;

use crate::state::SharedPortal;

/// Where reports go; stands in the policy of every page.
pub(crate) const PATH: &str = "/csp-report";

/// Largest report, bytes.
const LARGEST: usize = 16 << 10;

/// The rules of our policy that can be broken.
const RULES: [&str; 13] = [
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "connect-src",
    "form-action",
    "frame-ancestors",
    "require-trusted-types-for",
    "base-uri",
];

/// The route.
pub(crate) fn routes() -> Router<SharedPortal> {
    Router::new().route(PATH, post(take).layer(RequestBodyLimitLayer::new(LARGEST)))
}

async fn take(State(portal): State<SharedPortal>, body: Bytes) -> StatusCode {
    for (rule, page) in broken(&body) {
        warn!(rule, page, "a browser reports that a page broke its policy");
        portal.metrics.broken_policy(rule);
    }
    StatusCode::NO_CONTENT
}

/// The rules that a body says were broken, and on which page of the page table: of both forms of reports (Reporting API
/// level 1, and the older `csp-report`).
fn broken(body: &[u8]) -> Vec<(&'static str, &'static str)> {
    let reports = match serde_json::from_slice(body) {
        Ok(Value::Array(reports)) => reports,
        Ok(report @ Value::Object(_)) => vec![report],
        _ => Vec::new(),
    };
    let found = reports.iter().take(20).filter_map(|report| {
        let body = report.get("body").or_else(|| report.get("csp-report"))?;
        let text = |names: [&str; 2]| names.iter().find_map(|name| body.get(*name)?.as_str());
        let rule = text(["effectiveDirective", "effective-directive"])?;
        let rule = RULES.iter().copied().find(|known| *known == rule).unwrap_or("other");
        let address = text(["documentURL", "document-uri"]).and_then(|address| reqwest::Url::parse(address).ok());
        let page = address.and_then(|address| page_of(address.path()));
        Some((rule, page.map_or("none", |page| page.path)))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn both_forms_of_reports_are_read_and_nothing_else_is_repeated() {
        for (body, expected) in [
            (
                r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","documentURL":"http://localhost:3000/checkups/items/sbp?x=1","blockedURL":"https://evil.example/"}}]"#,
                vec![("img-src", "/checkups/items/:item")],
            ),
            (
                r#"{"csp-report":{"effective-directive":"script-src-elem","document-uri":"http://localhost:3000/"}}"#,
                vec![("script-src-elem", "/")],
            ),
            (
                r#"[{"body":{"effectiveDirective":"x\nERROR","documentURL":"http://localhost/secret"}},{"body":{}}]"#,
                vec![("other", "none")],
            ),
            (r#"[{"type":"deprecation"}]"#, vec![]),
            ("no report", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(broken(body.as_bytes()), expected, "{body}");
        }
    }
}
