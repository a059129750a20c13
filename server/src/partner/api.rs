//! Errors of the addresses for providers, in the words of their standards: an OperationOutcome where resources lie, OAuth's
//! own codes elsewhere. Never a page.

use axum::Json;
use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::fhir::outcome;
use crate::middleware::request_id::RequestId;

/// Puts what is bare, or meant to become a page, into those words.
pub async fn faults(request: Request, next: Next) -> Response {
    let resources = request.uri().path().starts_with("/fhir");
    let id = request.extensions().get::<RequestId>().cloned().unwrap_or_else(RequestId::generate);
    let response = next.run(request).await;
    let status = response.status();
    let bare = response.headers().get(CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if !bare || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut said = if resources {
        outcome::of_status(status, &id)
    } else {
        let code = if status.is_server_error() { "temporarily_unavailable" } else { "invalid_request" };
        // A form of another kind, or one that says something twice (RFC 6749, 3.2 and 5.2).
        let unread = matches!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY);
        let status = if unread { StatusCode::BAD_REQUEST } else { status };
        (status, Json(json!({ "error": code }))).into_response()
    };
    keep(response.headers(), said.headers_mut());
    *said.extensions_mut() = response.extensions().clone();
    said
}

fn keep(from: &HeaderMap, to: &mut HeaderMap) {
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = from.get(&name) {
            to.insert(name, value.clone());
        }
    }
}
