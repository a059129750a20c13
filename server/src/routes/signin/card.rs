//! The second door: off to the card component with a challenge, back with a signature and a certificate.

use axum::Extension;
use axum::Form;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use jpki::challenge::Challenge;
use jpki::refusal::Refusal;
use jpki::revocation::Reason;
use serde::{Deserialize, Serialize};
use tracing::{error, warn};

use super::arrival::{Begun, Wish, begin as begin_session, lead_on, open_now, way_on, welcome};
use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::headers::ScriptNonce;
use crate::session::cookie::Jar;
use crate::signin::jpki::CardDoor;
use crate::signin::jpki::handed::{Handed, Sent, WAITS_SECONDS};
use crate::signin::{SignInError, kept};
use crate::state::{Portal, SharedPortal};
use crate::store::{RowId, StoreError};
use app::pages::card_trouble::CardTrouble;
use app::pages::fault::Fault;

/// Where the component hands its answers over.
pub const CARD_ANSWER: &str = "/login/card";

/// A sign-in by this door must be finished within the life of its challenge; a little more, so that who is late is told so.
const LIFE_SECONDS: i64 = 10 * 60;

/// A sign-in under way: kept for one browser, taken out once.
#[derive(Serialize, Deserialize)]
struct UnderWay {
    challenge: Challenge,
    next: String,
    again: bool,
    former: Option<RowId>,
}

/// Nobody has arrived: what is shown, and the page that was wished for.
struct NotArrived {
    fault: Fault,
    wished: String,
}

/// Sends the browser to the card component.
///
/// `former` is the session open in this browser. Each sign-in by this door is with the card; `again` says so in the words
/// that are signed, and afterwards.
pub(super) async fn begin(
    portal: &Portal,
    door: &CardDoor,
    next: String,
    again: bool,
    former: Option<RowId>,
) -> Response {
    let under_way = UnderWay { challenge: door.challenge(again), next, again, former };
    match kept::keep(portal.store.as_ref(), portal.clock, LIFE_SECONDS, &under_way).await {
        Ok(token) => {
            let mut response = Redirect::to(&door.address(&under_way.challenge)).into_response();
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::SignIn, &token.value()));
            response
        }
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// `POST /login/card`: the component's form. It comes from another site and without our cookies, changes nothing in
/// anybody's name, and is only put away until its browser asks for it.
pub async fn take(State(portal): State<SharedPortal>, Form(sent): Form<Sent>) -> Response {
    let Some(handed) = sent.read() else {
        return Faulted(Fault::BadRequest).into_response();
    };
    match kept::keep(portal.store.as_ref(), portal.clock, WAITS_SECONDS, &handed).await {
        Ok(token) => Redirect::to(&format!("{CARD_ANSWER}?answer={}", token.value())).into_response(),
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// What stands in the address: the name of an answer, or that there is none.
#[derive(Deserialize)]
pub struct Waiting {
    answer: Option<String>,
}

/// `GET /login/card`: the browser asks for its answer. A browser that only fetches ahead asks for none.
pub async fn finish(
    State(portal): State<SharedPortal>,
    Query(waiting): Query<Waiting>,
    Extension(script): Extension<ScriptNonce>,
    request: Request,
) -> Response {
    let (open, headers) = (open_now(&request), request.headers());
    if headers.contains_key("sec-purpose") {
        return Faulted(Fault::BadRequest).into_response();
    }
    let cookie = portal.cookies.read(Jar::SignIn, headers);
    if cookie.is_none()
        && let Some(next) = way_on(&portal, headers)
    {
        // The sign-in was finished a moment ago, and the browser asks once more.
        return lead_on(&portal, headers, &next, &script);
    }
    let mut response = match arrive(&portal, waiting.answer.as_deref(), cookie, headers).await {
        Ok(Ok(begun)) => welcome(&portal, headers, open, begun, &script).await,
        Ok(Err(NotArrived { fault, wished })) => (Extension(Wished(wished)), Faulted(fault)).into_response(),
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    };
    response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::SignIn));
    response
}

/// Takes the challenge out of the store before anything is looked at: however often this is asked, once is once.
async fn arrive(
    portal: &Portal,
    waiting: Option<&str>,
    cookie: Option<&str>,
    headers: &HeaderMap,
) -> Result<Result<Begun, NotArrived>, StoreError> {
    let Some(door) = &portal.cards else {
        return Ok(Err(NotArrived { fault: Fault::BadRequest, wished: "/".to_owned() }));
    };
    let (store, clock) = (portal.store.as_ref(), portal.clock);
    let under_way = kept::take::<UnderWay>(store, clock, cookie).await?;
    let handed = match waiting {
        Some(name) => kept::take::<Handed>(store, clock, Some(name)).await?,
        None => Err(SignInError::Refused),
    };
    let UnderWay { challenge, next, again, former } = match under_way {
        Ok(under_way) => under_way,
        Err(failure) => return Ok(Err(not_arrived(&failure, "/".to_owned()))),
    };
    let handed = match handed {
        Ok(handed) => handed,
        Err(failure) => return Ok(Err(not_arrived(&failure, next))),
    };
    let nonce = challenge.nonce();
    let verified = match door.judge(challenge, &handed).await {
        Ok(verified) => verified,
        Err(refusal) => {
            warn!(%refusal, "a card was refused");
            return Ok(Err(NotArrived { fault: fault_of(refusal), wished: next }));
        }
    };
    // Counted when it is proved: nobody can use up another's share.
    let certificate = verified.certificate.digest();
    if portal.rates.certificate(&certificate).is_err() {
        return Ok(Err(not_arrived(&SignInError::TooOften, next)));
    }
    match portal.provider.redeem(&handed, nonce, &certificate).await {
        Ok(arrival) => Ok(Ok(begin_session(portal, headers, arrival, Wish { next, again, former }).await?)),
        Err(failure) => Ok(Err(not_arrived(&failure, next))),
    }
}

fn not_arrived(failure: &SignInError, wished: String) -> NotArrived {
    warn!(%failure, "a sign-in was not finished");
    NotArrived { fault: failure.fault(), wished }
}

/// What people are shown. The names of the checks are for the log.
fn fault_of(refusal: Refusal) -> Fault {
    let trouble = match refusal {
        Refusal::Expired | Refusal::IssuerExpired => CardTrouble::Expired,
        Refusal::Revoked(Reason::Superseded) => CardTrouble::Renewed,
        Refusal::Revoked(Reason::CertificateHold) => CardTrouble::Suspended,
        Refusal::Revoked(_) => CardTrouble::Revoked,
        Refusal::SigningCertificate | Refusal::SigningAuthority => CardTrouble::ForDocuments,
        Refusal::RevocationUnavailable
        | Refusal::StatusUnknown
        | Refusal::EvidenceMalformed
        | Refusal::EvidenceSignature
        | Refusal::EvidenceStale
        | Refusal::EvidenceFromTheFuture
        | Refusal::AnswerForAnother
        | Refusal::AnswerNonce => CardTrouble::Unchecked,
        Refusal::ChallengeExpired | Refusal::ChallengeUsed | Refusal::ChallengeUnknown => return Fault::SignInStale,
        _ => CardTrouble::Unproven,
    };
    Fault::Card(trouble)
}
