//! Who asks too often is told so on a page, and when to come again.

use std::time::Duration;

use app::pages::fault::Fault;
use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Faulted;
use super::session::CurrentSession;
use crate::router::{WhoseForm, route_of};
use crate::session::cookie::Jar;
use crate::state::SharedPortal;

/// Counts the requests of each open session. Signing out is not counted: nobody is kept from it.
pub async fn count(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    let open = matches!(request.extensions().get(), Some(CurrentSession::Open(_)));
    let route = request.extensions().get::<MatchedPath>().and_then(|path| route_of(request.method(), path.as_str()));
    let leaves = route.is_some_and(|route| route.form == WhoseForm::SessionOnly);
    let cookie = portal.cookies.read(Jar::Session, request.headers()).filter(|_| open && !leaves);
    match cookie.map_or(Ok(()), |cookie| portal.rates.session(cookie)) {
        Ok(()) => next.run(request).await,
        Err(wait) => too_often(wait),
    }
}

/// The answer to what is too much.
pub(crate) fn too_often(wait: Duration) -> Response {
    let mut response = Faulted(Fault::TooOften).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
    response
}
