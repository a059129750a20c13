//! Errors as FHIR says them: an OperationOutcome with a word for programs and a sentence for people.

use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::hub::support_code;
use crate::middleware::request_id::RequestId;

/// The media type of all that is handed out here.
pub(super) const FHIR_JSON: HeaderValue = HeaderValue::from_static("application/fhir+json; charset=utf-8");

/// One error.
pub(super) fn of(status: StatusCode, code: &'static str, says: &str, id: &RequestId) -> Response {
    let says = format!("{says}（問い合わせ番号：{}）", support_code(&id.0));
    let outcome = json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": "error", "code": code, "diagnostics": says }],
    });
    let mut response = (status, outcome.to_string()).into_response();
    response.headers_mut().insert(CONTENT_TYPE, FHIR_JSON);
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        response.headers_mut().insert(WWW_AUTHENTICATE, challenge);
    }
    response
}

/// What a bare status means.
pub(in crate::partner) fn of_status(status: StatusCode, id: &RequestId) -> Response {
    let (code, says) = match status.as_u16() {
        404 => ("not-found", "There is nothing at this address"),
        405 => ("not-supported", "This method is not supported here: records can only be read"),
        406 => ("not-supported", "Records are written as application/fhir+json alone"),
        408 | 504 => ("timeout", "It took too long"),
        413 => ("too-long", "The request is too large"),
        429 => ("throttled", "Too many requests"),
        400..=499 => ("invalid", "The request cannot be read"),
        502 | 503 => ("transient", "The records cannot be reached now"),
        _ => ("exception", "The server failed"),
    };
    of(status, code, says, id)
}
