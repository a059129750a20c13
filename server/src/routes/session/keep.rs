//! `POST /session/keep`: a page whose session has run out hands over what was typed and not sent, before it closes itself.
//! It is there again when its person has signed in.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::middleware::keep;
use crate::middleware::session::{CurrentSession, Former};
use crate::session::cookie::Jar;
use crate::state::SharedPortal;

/// Keeps the fields for the page that sends them, and says whether it did. Of nobody nothing is kept.
pub async fn keep(State(portal): State<SharedPortal>, request: Request) -> Response {
    let person = match (request.extensions().get(), request.extensions().get()) {
        (Some(CurrentSession::Open(session)), _) => session.person,
        (_, Some(Former(person))) => *person,
        _ => return Json(json!({ "kept": false })).into_response(),
    };
    let (parts, body) = request.into_parts();
    let kept = keep::keep(&portal, person, &parts, body).await;
    let mut response = Json(json!({ "kept": kept.is_some() })).into_response();
    if let Some(cookie) = kept {
        response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Draft, &cookie.value()));
    }
    response
}
