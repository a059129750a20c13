//! From a request to a page of the app: guard, frame, rendering in a task of its own, answer.

use std::sync::Arc;
use std::time::Duration;

use app::embed::embedded;
use app::language::{Language, localised};
use app::page_table::{Guard, page_of};
use app::pages::fault::Fault;
use app::pages::visit::{Draft, Frame, ImportState, OwnSession, PageStatus, Said, Stay, Visitor};
use app::ui::text_size::TextSize;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use tracing::error;

use crate::audit::own::PersonTrail;
use crate::clock::Clock;
use crate::config::profile::Profile;
use crate::disowned::{Learned, own_records};
use crate::feed;
use crate::keeping::PersonKeeping;
use crate::middleware::fault::Faulted;
use crate::middleware::headers::ScriptNonce;
use crate::middleware::request_id::RequestId;
use crate::middleware::session::{CurrentSession, fetches_ahead, take_draft, to_sign_in};
use crate::partner::door::PersonSharing;
use crate::render::{Rendered, render};
use crate::session::Session;
use crate::session::cookie::Jar;
use crate::session::draft::Taken;
use crate::session::flash::Flash;
use crate::session::token::Token;
use crate::signin::next::{card_again_address, login_address};
use crate::state::{Portal, SharedPortal};
use crate::store::{RowId, StoreError};

/// Longest time for a page; the hub client gives up sooner, so this means that something else is wrong.
const LONGEST: Duration = Duration::from_secs(15);

/// The page that lists a person's own sessions.
const SETTINGS: &str = "/settings";

/// The page that shows a feed address once.
const NOTICES: &str = "/notices";

/// No page stands at this address, so the router falls back to the fault page.
const FAULT_ADDRESS: &str = "/-/fault";

/// What the form of `/import` brought. Put into a request, it stands in the frame of the page that answers it.
#[derive(Clone)]
pub struct Imported(pub Arc<ImportState>);

/// Serves any page of the page table, and "not found" for every other address.
pub async fn page(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    let current = parts.extensions.get::<CurrentSession>().cloned().unwrap_or(CurrentSession::None);
    let guarded = page_of(parts.uri.path()).is_some_and(|page| page.guard != Guard::Public);
    match (&current, guarded) {
        (CurrentSession::None, true) => return to_sign_in(&portal, &parts, None),
        (CurrentSession::Unknown, true) => return Faulted(Fault::Unavailable).into_response(),
        _ => {}
    }
    let mut frame = frame_for(&portal, &parts, None);
    let looked_at = is_looked_at(&parts);
    // What was typed for oneself waits until one is oneself again.
    let own = !matches!(&current, CurrentSession::Open(session) if session.acting.is_some());
    let taken = match &current {
        CurrentSession::Open(session) if looked_at && own => take_draft(&portal, session, &parts).await,
        _ => None,
    };
    let no_more_drafts = taken.as_ref().is_some_and(|taken| !taken.more);
    let flash = frame.flash.as_deref().and_then(Flash::parse);
    let said = match &taken {
        Some(Taken { draft: Some(draft), .. }) => flash.or(draft.late.then_some(Flash::TypedBefore)),
        // What was to be said was meant for the one whose form it was.
        Some(Taken { foreign: true, .. }) => Some(Flash::OtherPerson),
        // Nobody is told that something is in a form again when nothing is.
        _ => flash.map(Flash::without_draft),
    };
    frame.flash = said.map(|flash| flash.code().to_owned());
    if let Some(draft) = taken.and_then(|taken| taken.draft) {
        frame.draft = Draft::of(draft.fields);
    }
    let (wanted, path) = Language::split(parts.uri.path());
    if path == SETTINGS
        && let CurrentSession::Open(session) = &current
    {
        match own_sessions(&portal, session).await {
            Ok(sessions) => frame.own_sessions = sessions,
            Err(failure) => {
                error!(%failure, "the sessions of a person could not be listed");
                return Faulted(Fault::Unavailable).into_response();
            }
        }
    }
    let shown_feed = looked_at && path == NOTICES && portal.cookies.read(Jar::Feed, &parts.headers).is_some();
    if let (true, CurrentSession::Open(session)) = (shown_feed, &current) {
        frame.feed_address = feed_address(&portal, &parts, session).await;
    }
    let shown_flash = frame.flash.is_some();
    let news = frame.news_shown.clone();
    let asked_at = portal.clock.unix_now();
    let url = rendered_address(&parts);
    let mut response = show(&parts, frame, url).await;
    if news.said()
        && looked_at
        && let CurrentSession::Open(session) = &current
        && let Err(failure) = portal.sessions.note_visit(session, asked_at).await
    {
        // What is new stays new for the next time: nothing is lost by it.
        error!(%failure, "a visit could not be noted");
    }
    if let Some(language) = wanted.filter(|_| looked_at && page_of(path).is_some()) {
        response.headers_mut().append(SET_COOKIE, kept_language(&portal, language));
    }
    if shown_flash {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::Flash));
    }
    if shown_feed {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::Feed));
    }
    if no_more_drafts {
        response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::Draft));
    }
    response
}

async fn own_sessions(portal: &Portal, session: &Session) -> Result<Vec<OwnSession>, StoreError> {
    let listed = portal.sessions.list(session).await?;
    let shown = listed.into_iter().map(|one| OwnSession {
        name: one.name,
        this: one.this,
        browser: one.browser,
        begun: portal.clock.japan(one.begun),
        used: portal.clock.japan(one.used),
    });
    Ok(shown.collect())
}

/// The feed address that this browser's cookie holds, if it is this person's and still good.
async fn feed_address(portal: &Portal, parts: &Parts, session: &Session) -> Option<String> {
    let token = portal.cookies.read(Jar::Feed, &parts.headers).and_then(Token::parse)?;
    let person = match feed::person_of(&portal.vault, &token).await {
        Ok(person) => person?,
        Err(failure) => {
            error!(%failure, "a feed address could not be shown");
            return None;
        }
    };
    (person == session.person).then(|| format!("{}/notices/feed/{}", portal.config.listen.origin(), token.value()))
}

/// Whether somebody sees the answer: not where only its headers are asked for, or a browser fetches ahead.
fn is_looked_at(parts: &Parts) -> bool {
    parts.method == Method::GET && !fetches_ahead(&parts.headers)
}

/// The address the app's router is given. It reads addresses more kindly than the page table (`//x/checkups` is
/// `/checkups` to it), so one that the table does not know never reaches it: its guard would be another page's.
fn rendered_address(parts: &Parts) -> String {
    match page_of(parts.uri.path()) {
        Some(_) => address_without_language(parts),
        None => FAULT_ADDRESS.to_owned(),
    }
}

/// Path and query, without the language the address may begin with.
fn address_without_language(parts: &Parts) -> String {
    let (_, path) = Language::split(parts.uri.path());
    parts.uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

/// Where the same page in another language is found. Of an address that is no page nothing is repeated.
fn address_in_languages(parts: &Parts, fault: Option<Fault>) -> String {
    match (page_of(parts.uri.path()), fault) {
        (None, _) => "/".to_owned(),
        (Some(_), Some(_)) => Language::split(parts.uri.path()).1.to_owned(),
        (Some(_), None) => address_without_language(parts),
    }
}

/// An address that names a language is how a browser is told which one it is to be from now on.
fn kept_language(portal: &Portal, language: Language) -> HeaderValue {
    match language {
        Language::Japanese => portal.cookies.clear(Jar::Language),
        language => portal.cookies.set(Jar::Language, language.code()),
    }
}

/// The language an answer is to be in: what its address says, else what the browser keeps.
fn language_of(portal: &Portal, parts: &Parts) -> Language {
    let (asked, _) = Language::split(parts.uri.path());
    let kept = || portal.cookies.read(Jar::Language, &parts.headers).and_then(Language::from_code);
    asked.or_else(kept).unwrap_or_default()
}

/// Renders one page as the answer. `url` (path and query) decides which, whatever the request's own address is.
pub async fn show(parts: &Parts, frame: Frame, url: String) -> Response {
    // A task of its own: a browser that goes away does not stop it half-way, and a panic stays inside.
    let language = frame.language;
    let mut work = tokio::spawn(async move {
        let embed = frame.embed.clone();
        let mistakes = frame.mistakes_shown.clone();
        let Rendered { html, status } = render(frame, &url).await;
        let html = match embed {
            Some(embed) => embedded(&html, &embed),
            None => html,
        };
        let html = localised(html, language);
        let html = if mistakes.said() { with_mistakes(&html, language) } else { html };
        Rendered { html, status }
    });
    match tokio::time::timeout(LONGEST, &mut work).await {
        Ok(Ok(rendered)) => answer(rendered),
        Ok(Err(_panic)) => {
            error!(request.id = %support_code(parts), "a page broke");
            Faulted(Fault::Broken).into_response()
        }
        Err(_elapsed) => {
            work.abort();
            error!(request.id = %support_code(parts), "a page took too long");
            Faulted(Fault::TooSlow).into_response()
        }
    }
}

/// The title of a page with mistakes in a form says so first: it is what a screen reader begins with.
fn with_mistakes(html: &str, language: Language) -> String {
    let first = match language {
        Language::Japanese => "エラー：",
        Language::Easy => "まちがい：",
        Language::English => "Error: ",
    };
    html.replacen("<title>", &format!("<title>{first}"), 1)
}

/// The page for a fault. `wished` is the page of ours that signing in should lead to, `stands_on` the one a form stands
/// on, where they are known.
pub async fn fault(
    portal: &Portal,
    parts: &Parts,
    fault: Fault,
    wished: Option<&str>,
    stands_on: Option<&str>,
) -> Response {
    let sign_in = match fault {
        Fault::CardAgain | Fault::CardAgainActing => card_again_address(wished),
        // From another site a browser brings no session along: the page itself, opened from ours, finds it again.
        Fault::FromElsewhere => wished.unwrap_or("/").to_owned(),
        _ => login_address(wished),
    };
    let frame = Frame { sign_in, form_page: stands_on.map(str::to_owned), ..frame_for(portal, parts, Some(fault)) };
    frame.status.set(fault.status());
    show(parts, frame, FAULT_ADDRESS.to_owned()).await
}

fn answer(rendered: Rendered) -> Response {
    let status = StatusCode::from_u16(rendered.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, rendered.html).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

/// The frame of a request: everything a page needs around itself.
#[must_use]
pub fn frame_for(portal: &Portal, parts: &Parts, fault: Option<Fault>) -> Frame {
    let status = PageStatus::default();
    if page_of(parts.uri.path()).is_none() {
        status.set(StatusCode::NOT_FOUND.as_u16());
    }
    Frame {
        path: Language::split(parts.uri.path()).1.to_owned(),
        language: language_of(portal, parts),
        address: address_in_languages(parts, fault),
        site: portal.config.listen.origin(),
        nonce: parts.extensions.get::<ScriptNonce>().map(|nonce| nonce.0.clone()).unwrap_or_default(),
        assets: portal.site.paths.clone(),
        today: portal.clock.today(),
        now: portal.clock.japan(portal.clock.unix_now()),
        visitor: if fault.is_none() && page_of(parts.uri.path()).is_none() { None } else { visitor_for(portal, parts) },
        flash: portal
            .cookies
            .read(Jar::Flash, &parts.headers)
            .and_then(Flash::parse)
            .map(|flash| flash.code().to_owned()),
        fault,
        sign_in: login_address(None),
        here: login_address(parts.uri.path_and_query().map(PathAndQuery::as_str)),
        support_code: support_code(parts),
        status,
        news_shown: Said::default(),
        mistakes_shown: Said::default(),
        form_key: form_key(portal, parts),
        form_page: None,
        kiosk: portal.config.session.kiosk,
        demo: portal.config.profile == Profile::Demo,
        own_sessions: Vec::new(),
        text_size: portal.cookies.read(Jar::TextSize, &parts.headers).and_then(TextSize::from_code).unwrap_or_default(),
        feed_address: None,
        draft: Draft::default(),
        embed: None,
        imported: parts.extensions.get::<Imported>().map(|imported| Arc::clone(&imported.0)),
    }
}

/// Bound to the session if there is one; a cookie that leads nowhere is none.
fn form_key(portal: &Portal, parts: &Parts) -> String {
    let Some(CurrentSession::Open(session)) = parts.extensions.get() else {
        return portal.form_keys.mint(None, None, None);
    };
    let cookie = portal.cookies.read(Jar::Session, &parts.headers);
    portal.form_keys.mint(cookie, session.delegation(), Some(&session.person))
}

fn visitor_for(portal: &Portal, parts: &Parts) -> Option<Visitor> {
    let Some(CurrentSession::Open(session)) = parts.extensions.get() else { return None };
    let acting = session.acting.as_ref();
    let id = parts.extensions.get::<RequestId>().cloned().unwrap_or_else(RequestId::generate);
    let learned = parts.extensions.get::<Learned>().cloned().unwrap_or_default();
    Some(Visitor {
        person: acting.map_or_else(|| session.identity.person.clone(), |acting| acting.person.clone()),
        records: own_records(portal, session, &id, &learned),
        keeping: Arc::new(
            PersonKeeping::new(portal.vault.clone(), keeper(session))
                .of_session(portal.sessions.clone(), session.clone()),
        ),
        trail: Arc::new(PersonTrail::new(portal, session.person)),
        sharing: Arc::new(PersonSharing::new(portal, session.person)),
        acting: acting.map(|acting| (**acting).clone()),
        lent: false,
        last_visit: session.last_visit.map(|at| portal.clock.japan(at)),
        idle_end: portal.clock.japan(session.idle_end),
        stay: Stay {
            left: portal.sessions.left(session),
            last: portal.sessions.is_last(session),
            warning: portal.sessions.limits().warning,
            certificate_until: session.certificate_expires.map(Clock::japan_day),
        },
    })
}

/// Whose kept values a page or file reads. While somebody acts for another these are neither their own nor the other's: nothing is
/// kept under this name.
pub(crate) fn keeper(session: &Session) -> RowId {
    match session.delegation() {
        None => session.person,
        Some(delegation) => {
            let mut name = Sha256::new();
            name.update(b"portal acting 1\0");
            name.update(session.person);
            name.update(delegation.as_bytes());
            name.finalize().into()
        }
    }
}

fn support_code(parts: &Parts) -> String {
    parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}
