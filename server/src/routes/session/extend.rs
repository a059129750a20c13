//! `POST /session/extend`: more time, for people who read slowly. Other requests extend to the minute; this one at once.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::signin::next::page_left;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// Leads back to the page the button stood on, where that is one of ours. A page that asks by script stays as it is, with
/// everything typed into it, and is told the seconds.
pub async fn extend(State(portal): State<SharedPortal>, caller: Caller, headers: HeaderMap) -> Response {
    let left = match portal.sessions.extend(&caller.session).await {
        Ok(left) => left,
        Err(failure) => {
            error!(%failure, "a session could not be extended");
            return Faulted(Fault::Unavailable).into_response();
        }
    };
    let last = portal.sessions.is_last(&caller.session);
    if headers.get(ACCEPT).is_some_and(|accepted| accepted == "application/json") {
        return Json(json!({ "left": left, "last": last })).into_response();
    }
    let page = page_left(&headers, &portal.config.listen.public_url);
    to_page_saying(
        page.as_deref().unwrap_or("/"),
        if last { Flash::ExtendedToTheEnd } else { Flash::Extended },
        portal.cookies,
    )
}
