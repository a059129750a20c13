//! Finds the session of each request. What it finds stands in the request for guards, pages and forms.

use std::sync::Arc;

use app::records::Records;
use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::http::Method;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tracing::error;

use super::fault::Faulted;
use super::request_id::RequestId;
use crate::session::Session;
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::session::token::Token;
use crate::signin::next::{login_address, own_page, page_above, page_left};
use crate::state::{Portal, SharedPortal};
use app::pages::fault::Fault;

/// What the cookie of a request led to.
#[derive(Clone)]
pub enum CurrentSession {
    /// Nobody is signed in.
    None,
    /// Somebody is.
    Open(Session),
    /// The store did not answer, so nobody can tell.
    Unknown,
}

/// Looks the cookie up. A cookie that leads nowhere is removed.
pub async fn find(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let cookie = portal.cookies.read(Jar::Session, request.headers());
    let had_cookie = cookie.is_some();
    let current = match cookie.and_then(Token::parse) {
        None => CurrentSession::None,
        Some(token) => match portal.sessions.find(token).await {
            Ok(Some(session)) => CurrentSession::Open(session),
            Ok(None) => CurrentSession::None,
            Err(failure) => {
                error!(%failure, "the session store did not answer");
                CurrentSession::Unknown
            }
        },
    };
    let stale = had_cookie && matches!(current, CurrentSession::None);
    request.extensions_mut().insert(current);
    let mut response = next.run(request).await;
    if stale && !portal.cookies.is_set(Jar::Session, response.headers()) {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::Session));
    }
    response
}

/// The signed-in person of a request, for forms and downloads. Others are sent to sign in.
#[derive(Clone)]
pub struct Caller {
    /// Their session.
    pub session: Session,
    /// Their records, and nobody else's.
    pub records: Arc<dyn Records>,
}

impl FromRequestParts<SharedPortal> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &SharedPortal) -> Result<Self, Response> {
        match parts.extensions.get::<CurrentSession>() {
            Some(CurrentSession::Open(session)) => {
                let session = session.clone();
                let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(RequestId::generate);
                let records = portal.hub.records(&session.identity, &id);
                Ok(Self { session, records })
            }
            Some(CurrentSession::Unknown) => Err(Faulted(Fault::Unavailable).into_response()),
            Some(CurrentSession::None) | None => Err(to_sign_in(portal, parts)),
        }
    }
}

/// Sends a request to sign in first. A form is lost that way: it leads back to the page it stands on, which then says so.
pub fn to_sign_in(portal: &Portal, parts: &Parts) -> Response {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let back = uri.path_and_query().map(PathAndQuery::as_str);
        let back = back.filter(|address| own_page(address).is_some()).or_else(|| page_above(uri.path()));
        return Redirect::to(&login_address(back)).into_response();
    }
    let left = page_left(&parts.headers, &portal.config.listen.public_url);
    let mut response = Redirect::to(&login_address(left.as_deref().or_else(|| page_above(uri.path())))).into_response();
    let said = portal.cookies.set_over_sign_in(Jar::Flash, Flash::SendFailed.code());
    response.headers_mut().append(SET_COOKIE, said);
    response
}
