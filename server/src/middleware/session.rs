//! Finds the session of each request. What it finds stands in the request for guards, pages and forms.

use std::sync::Arc;

use app::domain::person::Person;
use app::records::Records;
use axum::Extension;
use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use tracing::error;

use super::fault::Faulted;
use super::request_id::RequestId;
use crate::disowned::{Learned, own_records};
use crate::session::cookie::Jar;
use crate::session::draft::{DraftCookie, Taken};
use crate::session::flash::Flash;
use crate::session::token::Token;
use crate::session::{Found, Session};
use crate::signin::next::{login_address, own_page, page_above, page_left};
use crate::state::{Portal, SharedPortal};
use crate::store::RowId;
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

/// Whose session it was that is over in this browser. Stands beside [`CurrentSession::None`].
#[derive(Clone, Copy)]
pub struct Former {
    /// Digest that names the person.
    pub person: RowId,
    /// Whether it ran out; else it was ended elsewhere.
    pub ran_out: bool,
}

/// Beside an answer that sends somebody to sign in first.
#[derive(Clone, Copy, Debug)]
pub struct TurnedAway;

/// Looks the cookie up. A cookie that leads nowhere is removed.
pub async fn find(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let cookie = portal.cookies.read(Jar::Session, request.headers());
    let had_cookie = cookie.is_some();
    let current = match cookie.and_then(Token::parse) {
        None => CurrentSession::None,
        Some(token) => match portal.sessions.find(token, is_use(&request)).await {
            Ok(Found::Open(session)) => CurrentSession::Open(*session),
            Ok(Found::Over { person, ran_out }) => {
                request.extensions_mut().insert(Former { person, ran_out });
                CurrentSession::None
            }
            Ok(Found::None) => CurrentSession::None,
            Err(failure) => {
                error!(%failure, "the session store did not answer");
                CurrentSession::Unknown
            }
        },
    };
    // A page that asks how long is left keeps the cookie: it goes on to hand over what was typed in it.
    let goes_on = request.uri().path() == TIME_LEFT;
    let stale = had_cookie && matches!(current, CurrentSession::None) && !goes_on;
    // Other pages of the session may still hold what was typed: by this they hand it over, and nothing else.
    let over = request.extensions().get::<Former>().filter(|_| stale).is_some();
    let drafts = over.then(|| DraftCookie::of(portal.cookies, request.headers())).flatten();
    request.extensions_mut().insert(current);
    let mut response = next.run(request).await;
    if let Some(drafts) = drafts.filter(|_| !portal.cookies.is_set(Jar::Draft, response.headers())) {
        response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Draft, &drafts.value()));
    }
    if stale && !portal.cookies.is_set(Jar::Session, response.headers()) {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::Session));
        // Whichever way a session ended, nothing of it stays in the browser.
        forget(&portal, response.headers_mut());
    }
    response
}

/// Tells the browser to keep nothing of a session that has ended. Not "cookies": that would take along the note about what
/// happened, and a form kept for the next sign-in. At a terminal that many share, how this person wanted pages goes too.
pub(crate) fn forget(portal: &Portal, headers: &mut HeaderMap) {
    headers.insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    if portal.config.session.kiosk {
        for jar in [Jar::Language, Jar::TextSize] {
            headers.append(SET_COOKIE, portal.cookies.clear(jar));
        }
    }
}

/// How long is left of the session.
const TIME_LEFT: &str = "/session/left";

/// What pages ask for by themselves.
const BY_THEMSELVES: [&str; 2] = [TIME_LEFT, "/registration/progress"];

/// Whether a person asks, and neither a page by itself nor a browser that fetches ahead. Only a person's own doing keeps
/// them signed in.
fn is_use(request: &Request) -> bool {
    let headers = request.headers();
    let by_script = headers.get("sec-fetch-dest").is_some_and(|dest| dest == "empty");
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    !asks || !(by_script || fetches_ahead(headers) || BY_THEMSELVES.contains(&request.uri().path()))
}

/// Whether a browser asks for what somebody may look at next. Older ones, and Firefox, say so in a header of another name.
pub(crate) fn fetches_ahead(headers: &HeaderMap) -> bool {
    let says = |name| headers.get(name).is_some_and(|value| value.as_bytes().starts_with(b"prefetch"));
    headers.contains_key("sec-purpose") || says("purpose") || says("x-moz")
}

/// The signed-in person of a request, for forms and downloads. Others are sent to sign in.
#[derive(Clone)]
pub struct Caller {
    /// Their session.
    pub session: Session,
    /// Under what their browser keeps forms.
    pub drafts: Option<DraftCookie>,
    /// Their records, or those of the one person for whom they act, and nobody else's; what was said not to be that
    /// person's is left out.
    pub records: Arc<dyn Records>,
    /// The request.
    pub request_id: RequestId,
}

impl Caller {
    /// Whose records these are.
    #[must_use]
    pub fn person(&self) -> &Person {
        self.session.acting.as_ref().map_or(&self.session.identity.person, |acting| &acting.person)
    }
}

impl FromRequestParts<SharedPortal> for Caller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &SharedPortal) -> Result<Self, Response> {
        match parts.extensions.get::<CurrentSession>() {
            Some(CurrentSession::Open(session)) => {
                let session = session.clone();
                let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(RequestId::generate);
                let learned = parts.extensions.get::<Learned>().cloned().unwrap_or_default();
                let records = own_records(portal, &session, &id, &learned);
                let drafts = DraftCookie::of(portal.cookies, &parts.headers);
                Ok(Self { session, drafts, records, request_id: id })
            }
            Some(CurrentSession::Unknown) => Err(Faulted(Fault::Unavailable).into_response()),
            Some(CurrentSession::None) | None => Err(to_sign_in(portal, parts, None)),
        }
    }
}

/// Sends a request to sign in first. A form leads back to the page it stands on, which then says whether what was typed is
/// there again; `kept` is the cookie under which it is.
pub fn to_sign_in(portal: &Portal, parts: &Parts, kept: Option<HeaderValue>) -> Response {
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let back = uri.path_and_query().map(PathAndQuery::as_str);
        let back = back.filter(|address| own_page(address).is_some()).or_else(|| page_above(uri.path()));
        return (Extension(TurnedAway), Redirect::to(&login_address(back))).into_response();
    }
    let way = Redirect::to(&login_address(form_page(portal, parts).as_deref()));
    let mut response = (Extension(TurnedAway), way).into_response();
    let said = if kept.is_some() { Flash::SendAgain } else { Flash::SendFailed };
    response.headers_mut().append(SET_COOKIE, portal.cookies.set_over_sign_in(Jar::Flash, said.code()));
    if let Some(cookie) = kept {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The page that a form was sent from, with its query; else the one its address belongs to.
pub(super) fn form_page(portal: &Portal, parts: &Parts) -> Option<String> {
    page_left(&parts.headers, &portal.config.listen.public_url)
        .or_else(|| page_above(parts.uri.path()).map(str::to_owned))
}

/// What waits in this browser for the page that is asked for. It is handed out once; another person's is gone then.
pub async fn take_draft(portal: &Portal, session: &Session, parts: &Parts) -> Option<Taken> {
    let cookie = portal.cookies.read(Jar::Draft, &parts.headers).and_then(DraftCookie::parse)?;
    let address = parts.uri.path_and_query().map_or(parts.uri.path(), PathAndQuery::as_str);
    match portal.sessions.take_draft(session, &cookie.token, address).await {
        Ok(taken) => Some(taken),
        Err(failure) => {
            error!(%failure, "a kept form could not be read");
            None
        }
    }
}
