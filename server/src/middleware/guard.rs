//! Who may send a form: the guard of its route, checked before the form is read. What was typed into one that cannot be
//! taken yet is kept for its person.

use app::page_table::Guard;
use app::pages::fault::Fault;
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::{Faulted, Wished};
use super::keep::{former, keep};
use super::session::{CurrentSession, form_page, to_sign_in};
use crate::session::limits::FRESH_SECONDS;
use crate::state::{Portal, SharedPortal};

/// Says to programs why an answer is 403; the words are those of RFC 9470.
pub const REASON: &str = "portal-refusal";

/// Lets the request through, or says what is missing.
pub async fn check(State((portal, guard)): State<(SharedPortal, Guard)>, request: Request, next: Next) -> Response {
    let current = request.extensions().get::<CurrentSession>().cloned().unwrap_or(CurrentSession::None);
    match (guard, current) {
        (Guard::Public, _) => next.run(request).await,
        (_, CurrentSession::Unknown) => Faulted(Fault::Unavailable).into_response(),
        (Guard::CardAgain, CurrentSession::Open(session)) if !portal.sessions.is_fresh(&session) => {
            let (parts, body) = request.into_parts();
            if session.acting.is_some() {
                return card_again(Fault::CardAgainActing, "/family".to_owned());
            }
            let kept = keep(&portal, session.person, &parts, body).await;
            let page = form_page(&portal, &parts).unwrap_or_else(|| "/".to_owned());
            let mut response = card_again(Fault::CardAgain, page);
            if let Some(cookie) = kept {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        (_, CurrentSession::Open(_)) => next.run(request).await,
        (_, CurrentSession::None) => turn_away(&portal, request).await,
    }
}

/// Nobody is signed in, or not any more: off to sign in, and back to the page of the form, with what was typed in it.
pub(super) async fn turn_away(portal: &Portal, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let kept = match former(portal, &parts).await {
        Some(person) => keep(portal, person, &parts, body).await,
        None => None,
    };
    to_sign_in(portal, &parts, kept)
}

/// The page that asks for the card again, and leads back to the page of the form. Signing in anew ends acting for another:
/// then it leads to where one begins that.
fn card_again(fault: Fault, page: String) -> Response {
    let mut response = (Extension(Wished(page)), Faulted(fault)).into_response();
    if let Ok(reason) = HeaderValue::try_from(format!("insufficient_user_authentication; max_age={FRESH_SECONDS}")) {
        response.headers_mut().insert(REASON, reason);
    }
    response
}
