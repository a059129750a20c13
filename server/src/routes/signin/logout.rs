//! `POST /logout`: the session ends on the server first, then in the browser, which also forgets what it kept.

use axum::extract::{Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::{CurrentSession, forget};
use crate::routes::redirect::to_page_saying;
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// Ends the session. Nobody signed in is as good as signed out.
pub async fn end(State(portal): State<SharedPortal>, request: Request) -> Response {
    match request.extensions().get() {
        Some(CurrentSession::Open(session)) => {
            if let Err(failure) = portal.sessions.end(session.row_id()).await {
                error!(%failure, "a session could not be ended");
                return Faulted(Fault::Unavailable).into_response();
            }
        }
        Some(CurrentSession::Unknown) => return Faulted(Fault::Unavailable).into_response(),
        Some(CurrentSession::None) | None => {}
    }
    let mut response = to_page_saying("/", Flash::SignedOut, portal.cookies);
    for jar in [Jar::Session, Jar::Draft, Jar::Arrival] {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(jar));
    }
    forget(&portal, response.headers_mut());
    response
}
