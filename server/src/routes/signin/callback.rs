//! `GET /login/callback`: the browser comes back from the provider; a new session begins, an old one ends.

use axum::Extension;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::arrival::{Wish, begin};
use super::way_back::{NotArrived, Outcome, conclude, returning};
use crate::middleware::headers::ScriptNonce;
use crate::signin::refusal::Refusal;
use crate::signin::transaction::Transaction;
use crate::signin::{SignInError, WayBack};
use crate::state::{Portal, SharedPortal};

/// What the provider put into the address.
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// Finishes a sign-in. A browser that only fetches ahead finishes none.
pub async fn finish(
    State(portal): State<SharedPortal>,
    Query(answer): Query<Answer>,
    Extension(nonce): Extension<ScriptNonce>,
    request: Request,
) -> Response {
    let returning = match returning(&portal, &request, Some(&answer.state), &nonce) {
        Ok(returning) => returning,
        Err(answer) => return *answer,
    };
    let outcome = arrive(&portal, answer, returning.token, returning.headers).await;
    conclude(&portal, returning, outcome, &nonce).await
}

/// The new session and the page to open; or why there is none, and the page that was wished for.
async fn arrive(portal: &Portal, answer: Answer, cookie: Option<&str>, headers: &HeaderMap) -> Outcome {
    let transaction = match Transaction::take(portal.store.as_ref(), portal.clock, cookie, &answer.state).await? {
        Ok(transaction) => transaction,
        Err(stale) => return Ok(Err(NotArrived::because(&stale, "/".to_owned()))),
    };
    let (next, again, former) = (transaction.next.clone(), transaction.again, transaction.former.clone());
    let code = match (answer.code, answer.error.as_deref()) {
        (Some(code), None) => code,
        (_, Some("server_error" | "temporarily_unavailable")) => {
            return Ok(Err(NotArrived::because(&SignInError::Down("it says so itself".into()), next)));
        }
        (None, None) => return Ok(Err(NotArrived::because(&Refusal::ResponseCodeMissing.into(), next))),
        _ => return Ok(Err(NotArrived::because(&SignInError::Refused, next))),
    };
    let back = WayBack { code, issuer: answer.iss };
    let arrival = match portal.provider.finish(transaction, back).await {
        Ok(arrival) => arrival,
        Err(failure) => return Ok(Err(NotArrived::because(&failure, next))),
    };
    // Counted when it is proved: nobody can use up another's share.
    let card = arrival.certificate.as_ref().map_or(&arrival.identity.subject, |certificate| &certificate.id);
    if portal.rates.certificate(card).is_err() {
        return Ok(Err(NotArrived::because(&SignInError::TooOften, next)));
    }
    Ok(Ok(begin(portal, headers, arrival, Wish { next, again, former }).await?))
}
