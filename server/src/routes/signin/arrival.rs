//! From the provider's site into ours. The session's cookie is `Strict`: browsers send it only with what a page of ours
//! leads to. So the answer to the returning browser is a small page of ours that leads on by itself.

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{SET_COOKIE, USER_AGENT};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tracing::error;

use super::leading::{Words, comes_from, is_old_browser, lead};
use crate::middleware::headers::ScriptNonce;
use crate::middleware::record::Arrived;
use crate::middleware::session::CurrentSession;
use crate::session::browser;
use crate::session::cookie::Jar;
use crate::session::flash::Flash;
use crate::session::identity::Arrival;
use crate::session::person_key;
use crate::session::token::Token;
use crate::signin::next::own_page;
use crate::state::Portal;
use crate::store::{RowId, StoreError};

/// What was wished for when a sign-in began.
pub(super) struct Wish {
    /// The page to open; checked when it came in.
    pub(super) next: String,
    /// Whether the card was to be presented anew.
    pub(super) again: bool,
    /// The session open in this browser then.
    pub(super) former: Option<Token>,
}

/// A session that has begun.
pub(super) struct Begun {
    token: Token,
    person: RowId,
    next: String,
    again: bool,
    /// Another person was signed in in this browser when the sign-in began.
    other_before: bool,
}

/// Begins the session of whoever has arrived, by whichever door, and ends the one before; what the same person was working
/// on in that goes along.
pub(super) async fn begin(
    portal: &Portal,
    headers: &HeaderMap,
    arrival: Arrival,
    wish: Wish,
) -> Result<Begun, StoreError> {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let person = person_key(&arrival.identity.subject);
    let token = portal.sessions.begin(arrival, browser::kind(agent)).await?;
    let mut other_before = false;
    if let Some(former) = wish.former {
        let before = portal.sessions.person_of(former.row_id()).await?;
        other_before = before.is_some_and(|before| before != person);
        if before == Some(person) {
            portal.sessions.hand_on(&former, &token).await?;
        }
        end(portal, former.row_id()).await;
    }
    Ok(Begun { token, person, next: wish.next, again: wish.again, other_before })
}

/// The session open in the browser that comes back, where it says so; from another site it does not.
pub(super) fn open_now(request: &Request) -> Option<Token> {
    match request.extensions().get() {
        Some(CurrentSession::Open(session)) => Some(session.token().clone()),
        _ => None,
    }
}

/// The answer to the browser whose session has begun. `open` was open in it until now.
pub(super) async fn welcome(
    portal: &Portal,
    headers: &HeaderMap,
    open: Option<RowId>,
    begun: Begun,
    nonce: &ScriptNonce,
) -> Response {
    if let Some(old) = open {
        end(portal, old).await;
    }
    let mut response = lead_on(portal, headers, &begun.next, nonce);
    response.extensions_mut().insert(Arrived { person: begun.person, session: begun.token.row_id() });
    let set = response.headers_mut();
    set.append(SET_COOKIE, portal.cookies.set(Jar::Session, &begun.token.value()));
    if begun.other_before {
        set.append(SET_COOKIE, portal.cookies.set(Jar::Flash, Flash::OtherPerson.code()));
    } else if begun.again {
        set.append(SET_COOKIE, portal.cookies.set(Jar::Flash, Flash::CardConfirmed.code()));
    }
    response
}

/// Ends the session before this one. The new one counts even where that fails: the old one then runs out by itself.
async fn end(portal: &Portal, session: RowId) {
    if let Err(failure) = portal.sessions.end(session).await {
        error!(%failure, "an old session could not be ended");
    }
}

/// Where a sign-in that was finished in this browser a moment ago leads.
pub(super) fn way_on(portal: &Portal, headers: &HeaderMap) -> Option<String> {
    let kept = portal.cookies.read(Jar::Arrival, headers)?;
    let page = String::from_utf8(URL_SAFE_NO_PAD.decode(kept).ok()?).ok()?;
    own_page(&page).map(str::to_owned)
}

/// What is said while a browser is led on.
const ARRIVED: Words = Words {
    title: "ログインしました",
    says: "すぐに次の画面へ進みます。進まないときは、下のボタンを押してください。",
    button: "続ける",
};

/// Leads on to a page of ours: by a page for browsers that come from another site, at once for everyone else.
pub(super) fn lead_on(portal: &Portal, headers: &HeaderMap, next: &str, nonce: &ScriptNonce) -> Response {
    if comes_from(headers) != Some("cross-site") && !is_old_browser(headers) {
        return Redirect::to(next).into_response();
    }
    let mut response = lead(portal, nonce, &ARRIVED, next);
    response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Arrival, &URL_SAFE_NO_PAD.encode(next)));
    response
}
