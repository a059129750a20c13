//! `GET /session/left`: the seconds until the session ends if nothing is done, and whether it ends then whatever is done.
//! Asking does not lengthen it.

use axum::Json;
use axum::extract::{Request, State};
use serde_json::{Value, json};

use crate::middleware::session::CurrentSession;
use crate::state::SharedPortal;

/// Nothing is left for someone signed out.
pub async fn left(State(portal): State<SharedPortal>, request: Request) -> Json<Value> {
    let (left, last) = match request.extensions().get() {
        Some(CurrentSession::Open(session)) => (portal.sessions.left(session), portal.sessions.is_last(session)),
        _ => (0, true),
    };
    Json(json!({ "left": left, "last": last }))
}
