//! The one place where what a request did is written into the access record: it sees who asked for what, and what came
//! of it, refusals by everything further in included.
//!
//! A view is handed over and written behind. A sign-in or a file waits until its entry stands, and is refused where it
//! cannot: nothing of anybody's leaves without an entry. What has been done already by a form, and signing out, is answered
//! in any case, and its entry is written as soon as it can be.
//!
//! Not recorded: pages that nobody is signed in to see, for there is nothing of anybody's on them; what pages ask for by
//! themselves; more time for a session; and what is refused to an address as a whole, before anybody is known.

use app::domain::partner::Resource;
use app::domain::trail::{Act, Outcome};
use app::page_table::page_of;
use app::pages::fault::Fault;
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{CONTENT_DISPOSITION, USER_AGENT};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDateTime;
use tracing::error;

use super::client::ClientAddress;
use super::fault::Faulted;
use super::request_id::RequestId;
use super::session::{CurrentSession, Former, TurnedAway};
use crate::audit::{BY_DELEGATE, FOUND_LATER, Late, Note, sitting};
use crate::clock::Clock;
use crate::disowned::Learned;
use crate::partner::{ProvidedTo, not_recorded};
use crate::router::route_of;
use crate::routes::medications::index;
use crate::session::flash::Flash;
use crate::session::{browser, person_key};
use crate::state::SharedPortal;
use crate::store::RowId;

/// Beside the answer to a browser that comes back from the provider: whose session has begun.
#[derive(Clone, Copy, Debug)]
pub struct Arrived {
    /// Digest of the person.
    pub person: RowId,
    /// Name of the session in the store.
    pub session: RowId,
}

/// Beside the answer to a message of the provider that has ended something: whose, where it says so.
#[derive(Clone, Copy, Debug)]
pub struct EndedFor(pub Option<RowId>);

/// Forms by which somebody else is let see something, or not any more.
const SHARES: [&str; 3] = ["/sharing", "/family", "/oauth"];

/// What tells of nobody, or only leads on.
const OF_NOBODY: [&str; 12] = [
    "/embed.js",
    "/embed/inside.js",
    "/embed/theme/{colours}",
    "/embed/at/{provider}/{key}/state",
    "/oauth/authorize",
    "/.well-known/smart-configuration",
    "/fhir/.well-known/smart-configuration",
    "/fhir/metadata",
    "/fhir/openapi.json",
    "/fhir",
    "/fhir/",
    "/fhir/{resource}/{id}/{*rest}",
];

/// Page and form of the registration.
const REGISTRATION: &str = "/registration";

/// Forms about the session's own time.
const ABOUT_TIME: [&str; 2] = ["/session/extend", "/session/keep"];

/// Writes the entry of a request.
pub async fn keep(State(portal): State<SharedPortal>, mut request: Request, next: Next) -> Response {
    let Some((act, object)) = tried(&request) else { return next.run(request).await };
    let mut note = note_of(&portal, &request, act, object);
    let learned = Learned::default();
    request.extensions_mut().insert(learned.clone());
    // Whose records they are, where somebody acts for another.
    let another = match request.extensions().get() {
        Some(CurrentSession::Open(session)) => session.acting.as_ref().map(|acting| person_key(&acting.subject)),
        _ => None,
    };
    let response = next.run(request).await;
    if another.is_none()
        && let Some(since) = learned.registered_since()
        && portal.audit.note_late(found_later(&note, since, portal.clock)).await.is_err()
    {
        error!("a registration that was found to stand could not be recorded");
    }
    let arrived = response.extensions().get::<Arrived>().copied();
    let provided = response.extensions().get::<ProvidedTo>().cloned();
    let Some((outcome, reason)) = came_to(&note, &response) else { return response };
    (note.outcome, note.reason) =
        (outcome, if outcome == Outcome::Done { manner(act, another.is_some(), learned.is_lacking()) } else { reason });
    if let Some(Arrived { person, session }) = arrived {
        (note.person, note.sitting) = (Some(person), Some(sitting(session)));
    }
    if let Some(ProvidedTo { person, consent, partner, .. }) = provided {
        (note.person, note.sitting, note.browser) =
            (Some(person), Some(sitting(consent)), browser::of_provider(&partner));
    }
    if let Some(EndedFor(person)) = response.extensions().get() {
        note.person = *person;
    }
    let leaves = outcome == Outcome::Done && matches!(act, Act::SignIn | Act::Export | Act::Share | Act::Provide);
    let name = note.request.clone();
    // A file that a delegate takes along stands in the record of both. That they looked, the hub tells the person itself.
    let told = another.filter(|_| leaves && act == Act::Export).map(|person| by_delegate(&note, person));
    let mut kept = if leaves { portal.audit.record(note).await } else { portal.audit.note(note).await };
    if let (Ok(()), Some(told)) = (&kept, told) {
        kept = portal.audit.record(told).await;
    }
    if kept.is_ok() {
        return response;
    }
    error!(act = act.code(), "a request could not be recorded");
    if outcome == Outcome::Done && act == Act::Provide {
        return not_recorded(&RequestId(name));
    }
    if outcome != Outcome::Done || !matches!(act, Act::SignIn | Act::Export | Act::View) {
        return response;
    }
    if let Some(Arrived { session, .. }) = arrived
        && let Err(failure) = portal.sessions.end(session).await
    {
        // Nobody has its cookie: it runs out by itself.
        error!(%failure, "a session that was not recorded could not be ended");
    }
    Faulted(Fault::NotRecorded).into_response()
}

/// The same for the person whose records they are. Nothing in it tells of the delegate's own session, machine or place.
fn by_delegate(note: &Note, person: RowId) -> Note {
    Note {
        person: Some(person),
        sitting: None,
        reason: BY_DELEGATE,
        browser: String::new(),
        place: None,
        ..note.clone()
    }
}

/// A registration stands; where a try of the person at it could not be confirmed, it is written down now that it took place.
fn found_later(note: &Note, since: NaiveDateTime, clock: Clock) -> Late {
    let now = Clock::machine_now();
    let age = clock.japan(now) - since;
    let note = Note { act: Act::Form, object: REGISTRATION, reason: FOUND_LATER, ..note.clone() };
    Late { stands_since: (now - age.num_seconds()) * 1000, note }
}

/// What a request tries to do, and at which of our addresses; nothing where that is not recorded.
fn tried(request: &Request) -> Option<(Act, &'static str)> {
    let method = request.method();
    let route = request.extensions().get::<MatchedPath>().and_then(|path| route_of(method, path.as_str()));
    if let Some(route) = route.filter(|route| !(method == Method::GET && OF_NOBODY.contains(&route.path))) {
        let act = match route.path {
            "/logout" | "/login/backchannel" => Act::SignOut,
            path if path.starts_with("/login") => Act::SignIn,
            path if path.contains("/export/") => Act::Export,
            path if SHARES.iter().any(|share| path.starts_with(share)) => Act::Share,
            "/fhir/{resource}" | "/fhir/{resource}/{id}" => {
                return Some((Act::Provide, read_at(request.uri().path()).unwrap_or(route.path)));
            }
            path if path.starts_with("/embed/") => Act::Provide,
            _ if method == Method::GET => Act::View,
            _ => Act::Form,
        };
        return Some((act, route.path));
    }
    let page = page_of(request.uri().path()).filter(|_| method == Method::GET)?;
    Some((Act::View, page.path))
}

/// Which type of resource is read: its own address, of our table and not of the request.
fn read_at(path: &str) -> Option<&'static str> {
    let name = path.strip_prefix("/fhir/")?.split('/').next()?;
    Resource::from_name(name).map(Resource::address)
}

/// How something was done, where that is not as always: for another person (代理), and without all that the page stands for.
fn manner(act: Act, for_another: bool, lacking: bool) -> &'static str {
    if !matches!(act, Act::View | Act::Export) {
        return "";
    }
    match (for_another, lacking) {
        (false, false) => "",
        (true, false) => "for-another",
        (false, true) => "in-part",
        (true, true) => "for-another-in-part",
    }
}

/// Everything that is known before the answer.
fn note_of(portal: &SharedPortal, request: &Request, act: Act, object: &'static str) -> Note {
    let extensions = request.extensions();
    let (person, sitting) = match (extensions.get(), extensions.get()) {
        (Some(CurrentSession::Open(session)), _) => (Some(session.person), Some(sitting(session.row_id()))),
        (_, Some(Former { person, .. })) => (Some(*person), None),
        _ => (None, None),
    };
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    Note {
        at: chrono::Utc::now().timestamp_millis(),
        person,
        sitting,
        act,
        object,
        outcome: Outcome::Done,
        reason: "",
        browser: browser::kind(agent),
        place: extensions.get().map(|ClientAddress(address)| portal.audit.place(*address)),
        request: extensions.get().map(|RequestId(id)| id.clone()).unwrap_or_default(),
    }
}

/// What came of it and why; nothing where nothing was done that is recorded.
fn came_to(note: &Note, response: &Response) -> Option<(Outcome, &'static str)> {
    let extensions = response.extensions();
    if let Some(Faulted(fault)) = extensions.get() {
        return outcome_of(*fault);
    }
    if let Some(ProvidedTo { reason, .. }) = extensions.get().filter(|told: &&ProvidedTo| !told.reason.is_empty()) {
        return Some((Outcome::Refused, *reason));
    }
    if extensions.get() == Some(&Flash::SendAgainHere) {
        return Some((Outcome::Refused, "form-key"));
    }
    if extensions.get::<TurnedAway>().is_some() {
        return Some((Outcome::Refused, "sign-in-needed"));
    }
    match response.status() {
        status if status.is_client_error() && note.act != Act::View => return Some((Outcome::Refused, "bad-request")),
        status if status.is_server_error() => return Some((Outcome::Failed, "broken")),
        _ => {}
    }
    let attached = response.headers().contains_key(CONTENT_DISPOSITION);
    let failed = extensions.get::<Flash>().filter(|flash| flash.is_failure()).map(|flash| flash.code());
    let done = match note.act {
        Act::View => {
            let page = page_of(note.object).is_some_and(|page| page.path == note.object);
            // The index holds every drug of a person: handing it out is a view, whichever page asks for it.
            (page || note.object == index::PATH) && note.sitting.is_some() && response.status() == StatusCode::OK
        }
        Act::SignIn => extensions.get::<Arrived>().is_some(),
        Act::SignOut => note.sitting.is_some() || extensions.get::<EndedFor>().is_some(),
        Act::Export if !attached => return Some((Outcome::Failed, failed.unwrap_or("not-made"))),
        Act::Export => true,
        // A second press began nothing.
        Act::Form if extensions.get() == Some(&Flash::RegisteredBefore) => return None,
        Act::Form | Act::Share if failed.is_some() => return failed.map(|code| (Outcome::Failed, code)),
        // A frame that begins leads on to the page, which has an entry of its own.
        Act::Provide => response.status() != StatusCode::SEE_OTHER,
        Act::Form | Act::Share => !ABOUT_TIME.contains(&note.object),
    };
    done.then_some((Outcome::Done, ""))
}

/// The reason's code; nothing where the person is only asked.
fn outcome_of(fault: Fault) -> Option<(Outcome, &'static str)> {
    Some(match fault {
        Fault::FromElsewhere => return None,
        Fault::CardAgain => (Outcome::Refused, "step-up"),
        Fault::StaleForm => (Outcome::Refused, "form-key"),
        Fault::ForeignForm => (Outcome::Refused, "foreign-form"),
        Fault::TooOften => (Outcome::Refused, "rate"),
        Fault::Busy => (Outcome::Refused, "busy"),
        Fault::TooLarge => (Outcome::Refused, "too-large"),
        Fault::SentTooSlowly => (Outcome::Refused, "too-slowly"),
        Fault::BadRequest | Fault::ProviderUnknown => (Outcome::Refused, "bad-request"),
        Fault::ProviderSuspended => (Outcome::Refused, "provider-suspended"),
        Fault::SignInRefused => (Outcome::Refused, "sign-in-refused"),
        Fault::SignInStale => (Outcome::Refused, "sign-in-stale"),
        Fault::SignInUnproven => (Outcome::Refused, "sign-in-unproven"),
        Fault::Card(trouble) => (Outcome::Refused, trouble.code()),
        Fault::SignInDown => (Outcome::Failed, "sign-in-down"),
        Fault::TooSlow => (Outcome::Failed, "too-slow"),
        Fault::Broken => (Outcome::Failed, "broken"),
        // Whatever else there is: by whose doing it was.
        other if other.status() < 500 => (Outcome::Refused, "refused"),
        _ => (Outcome::Failed, "unavailable"),
    })
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn note(act: Act, object: &'static str, signed_in: bool) -> Note {
        Note {
            at: 0,
            person: signed_in.then_some([1; 32]),
            sitting: signed_in.then_some([1; 16]),
            act,
            object,
            outcome: Outcome::Done,
            reason: "",
            browser: "/".into(),
            place: None,
            request: String::new(),
        }
    }

    fn answer(status: u16) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(status).expect("a status");
        response
    }

    fn beside<T: Clone + Send + Sync + 'static>(status: u16, extension: T) -> Response {
        let mut response = answer(status);
        response.extensions_mut().insert(extension);
        response
    }

    #[test]
    fn what_came_of_it() {
        let done = Some((Outcome::Done, ""));
        let arrived = Arrived { person: [1; 32], session: [2; 32] };
        let mut file = answer(200);
        file.headers_mut().insert(CONTENT_DISPOSITION, "attachment".parse().expect("a header"));
        for (act, object, signed_in, response, expected) in [
            (Act::View, "/tax", true, answer(200), done),
            (Act::View, "/", false, answer(200), None),
            (Act::View, "/checkups/items/:item", true, answer(404), None),
            (Act::View, "/session/left", true, answer(200), None),
            (Act::View, "/medications/index", true, answer(200), done),
            (Act::View, "/tax", true, answer(500), Some((Outcome::Failed, "broken"))),
            (Act::View, "/tax", true, beside(429, Faulted(Fault::TooOften)), Some((Outcome::Refused, "rate"))),
            (Act::View, "/tax", false, beside(303, TurnedAway), Some((Outcome::Refused, "sign-in-needed"))),
            (Act::SignIn, "/login", false, answer(303), None),
            (Act::SignIn, "/login", false, beside(200, Faulted(Fault::FromElsewhere)), None),
            (Act::SignIn, "/login/callback", false, beside(303, arrived), done),
            (Act::SignIn, "/login/callback", false, answer(400), Some((Outcome::Refused, "bad-request"))),
            (
                Act::SignIn,
                "/login/callback",
                false,
                beside(502, Faulted(Fault::SignInUnproven)),
                Some((Outcome::Refused, "sign-in-unproven")),
            ),
            (Act::SignOut, "/logout", true, answer(303), done),
            (Act::SignOut, "/logout", false, answer(303), None),
            (Act::SignOut, "/login/backchannel", false, beside(200, EndedFor(None)), done),
            (Act::Export, "/tax/export/csv", true, file, done),
            (Act::Export, "/tax/export/csv", true, answer(303), Some((Outcome::Failed, "not-made"))),
            (
                Act::Export,
                "/tax/export/csv",
                true,
                beside(303, Flash::ExportFailed),
                Some((Outcome::Failed, "export_failed")),
            ),
            (
                Act::Export,
                "/tax/export/csv",
                true,
                beside(403, Faulted(Fault::CardAgain)),
                Some((Outcome::Refused, "step-up")),
            ),
            (Act::Form, "/registration", true, beside(303, Flash::Registered), done),
            (Act::Form, "/registration", true, beside(303, Flash::RegisteredBefore), None),
            (
                Act::Form,
                "/registration",
                true,
                beside(303, Flash::RegisterFailed),
                Some((Outcome::Failed, "register_failed")),
            ),
            (Act::Form, "/session/extend", true, answer(303), None),
            (
                Act::Form,
                "/registration",
                true,
                beside(403, Faulted(Fault::StaleForm)),
                Some((Outcome::Refused, "form-key")),
            ),
        ] {
            assert_eq!(came_to(&note(act, object, signed_in), &response), expected, "{act:?} {object} {response:?}");
        }
    }
}
