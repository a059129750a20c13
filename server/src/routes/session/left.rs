//! `GET /session/left`: the seconds until the session ends if nothing is done, and whether it ends then whatever is done.
//! Asking does not lengthen it. Once it is over, by what: `time`, or `other` for a sign-out, a card taken away or renewed.
//!
//! A page sends its form key along: where another person has signed in in this browser since, the page is over, however long
//! theirs lasts.

use axum::Json;
use axum::extract::{Request, State};
use serde_json::{Value, json};

use crate::middleware::session::{CurrentSession, Former};
use crate::state::SharedPortal;

/// Nothing is left for someone signed out.
pub async fn left(State(portal): State<SharedPortal>, request: Request) -> Json<Value> {
    let ran_out = match request.extensions().get() {
        Some(CurrentSession::Open(session))
            if portal.form_keys.page_is_of(portal.cookies, session, request.headers()) =>
        {
            let (left, last) = (portal.sessions.left(session), portal.sessions.is_last(session));
            return Json(json!({ "left": left, "last": last }));
        }
        Some(CurrentSession::Open(_)) => false,
        _ => request.extensions().get::<Former>().is_some_and(|former| former.ran_out),
    };
    Json(json!({ "left": 0, "last": true, "over": if ran_out { "time" } else { "other" } }))
}
