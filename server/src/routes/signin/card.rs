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

use super::arrival::{Wish, begin as begin_session};
use super::login::{Leaving, leave};
use super::way_back::{NotArrived, Outcome, conclude, returning};
use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::headers::ScriptNonce;
use crate::session::cookie::Jar;
use crate::session::token::Token;
use crate::signin::jpki::CardDoor;
use crate::signin::jpki::handed::{Handed, Sent, WAITS_SECONDS};
use crate::signin::{SignInError, kept};
use crate::state::{Portal, SharedPortal};
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
    former: Option<Token>,
}

/// Sends the browser to the card component.
///
/// `former` is the session open in this browser. Each sign-in by this door is with the card; `again` says so in the words
/// that are signed, and afterwards.
pub(super) async fn begin(
    portal: &Portal,
    door: &CardDoor,
    leaving: Leaving<'_>,
    next: String,
    again: bool,
    former: Option<Token>,
) -> Response {
    if let Err(reason) = door.reached().await {
        warn!(reason, "the card component is not there");
        return (Extension(Wished(next)), Faulted(Fault::SignInDown)).into_response();
    }
    let under_way = UnderWay { challenge: door.challenge(again), next, again, former };
    match kept::keep(portal.store.as_ref(), portal.clock, LIFE_SECONDS, &under_way).await {
        Ok(token) => {
            let mut response =
                leave(portal, leaving.headers, leaving.nonce, door.address(&under_way.challenge).as_str());
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
    let returning = match returning(&portal, &request, None, &script) {
        Ok(returning) => returning,
        Err(answer) => return *answer,
    };
    let outcome = arrive(&portal, waiting.answer.as_deref(), returning.token, returning.headers).await;
    conclude(&portal, returning, outcome, &script).await
}

/// Takes the challenge out of the store before anything is looked at: however often this is asked, once is once.
async fn arrive(portal: &Portal, waiting: Option<&str>, cookie: Option<&str>, headers: &HeaderMap) -> Outcome {
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
        Err(failure) => return Ok(Err(NotArrived::because(&failure, "/".to_owned()))),
    };
    let handed = match handed {
        Ok(handed) => handed,
        Err(failure) => return Ok(Err(NotArrived::because(&failure, next))),
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
        return Ok(Err(NotArrived::because(&SignInError::TooOften, next)));
    }
    match portal.provider.redeem(&handed, nonce, &certificate).await {
        Ok(arrival) => Ok(Ok(begin_session(portal, headers, arrival, Wish { next, again, former }).await?)),
        Err(failure) => Ok(Err(NotArrived::because(&failure, next))),
    }
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
        // Also what comes of two sign-ins begun in one browser: nothing is wrong with the card.
        Refusal::ChallengeExpired
        | Refusal::ChallengeUsed
        | Refusal::ChallengeUnknown
        | Refusal::ChallengeAltered
        | Refusal::ChallengeOfAnotherSession
        | Refusal::ChallengePurpose => return Fault::SignInStale,
        _ => CardTrouble::Unproven,
    };
    Fault::Card(trouble)
}
