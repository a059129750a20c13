//! `POST /session/keep`: a page whose session has run out hands over what was typed and not sent, before it closes itself.
//! It is there again when its person has signed in.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::middleware::keep;
use crate::middleware::session::CurrentSession;
use crate::state::SharedPortal;

/// Keeps the fields for the page that sends them, and says whether it did. Of nobody nothing is kept.
pub async fn keep(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let person = match parts.extensions.get() {
        Some(CurrentSession::Open(session)) => Some(session.person),
        Some(CurrentSession::Unknown) => None,
        Some(CurrentSession::None) | None => keep::former(&portal, &parts).await,
    };
    let Some(person) = person else { return Json(json!({ "kept": false })).into_response() };
    let kept = keep::keep(&portal, person, &parts, body).await;
    let mut response = Json(json!({ "kept": kept.is_some() })).into_response();
    if let Some(cookie) = kept {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
