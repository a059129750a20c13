//! `GET /session/left`: the seconds until the session ends if nothing is done. Asking does not lengthen it.

use axum::Json;
use axum::extract::{Request, State};
use serde_json::{Value, json};

use crate::middleware::session::CurrentSession;
use crate::state::SharedPortal;

/// Nothing is left for someone signed out.
pub async fn left(State(portal): State<SharedPortal>, request: Request) -> Json<Value> {
    let left = match request.extensions().get() {
        Some(CurrentSession::Open(session)) => portal.sessions.left(session),
        _ => 0,
    };
    Json(json!({ "left": left }))
}
