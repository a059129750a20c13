//! The private feed: `POST /notices/feed` makes its address or another one, `POST /notices/feed/end` ends it, and
//! `GET /notices/feed/{token}` is what is read without signing in. A token that is not, or no more, good is answered like any
//! address that is no page.

use std::collections::BTreeSet;

use app::domain::notice::feed::Look;
use app::pages::fault::Fault;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use tracing::error;

use super::said;
use crate::clock::Clock;
use crate::feed;
use crate::middleware::fault::Faulted;
use crate::middleware::often::too_often;
use crate::middleware::session::Caller;
use crate::pages;
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::session::token::Token;
use crate::state::SharedPortal;

/// Makes an address; the page it leads to shows it once.
pub async fn make(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let look = Look {
        unread: BTreeSet::new(),
        on: portal.clock.today(),
        certificate_until: caller.session.certificate_expires.map(Clock::japan_day),
    };
    match feed::make(&portal.vault, caller.session.person, &look).await {
        Ok(token) => {
            let mut response = said(&portal, Ok(()), Flash::FeedMade);
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Feed, &token.value()));
            response
        }
        Err(failure) => said(&portal, Err(failure), Flash::FeedMade),
    }
}

/// Ends it.
pub async fn end(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let done = feed::end(&portal.vault, caller.session.person).await;
    said(&portal, done, Flash::FeedEnded)
}

/// The feed itself.
pub async fn show(State(portal): State<SharedPortal>, request: Request) -> Response {
    let token = request.uri().path().rsplit('/').next().and_then(Token::parse);
    let Some(token) = token else { return pages::page(State(portal), request).await };
    if let Err(wait) = portal.rates.feed(token.row_id()) {
        return too_often(wait);
    }
    let today = portal.clock.today();
    let entries = match feed::person_of(&portal.vault, &token).await {
        Ok(None) => return pages::page(State(portal), request).await,
        Ok(Some(person)) => feed::entries(&portal.vault, person, today).await,
        Err(failure) => Err(failure),
    };
    match entries {
        Ok(days) => {
            let document = feed::written(&portal.config.listen.origin(), token.row_id(), &days, today);
            let mut response = document.into_response();
            let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, kind);
            response
        }
        Err(failure) => {
            error!(%failure, "a feed could not be read");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
