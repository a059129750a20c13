//! `GET /login/callback`: the browser comes back from the provider; a new session begins, an old one ends.

use axum::Extension;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tracing::{error, warn};

use super::arrival::{Begun, Wish, begin, lead_on, open_now, way_on, welcome};
use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::headers::ScriptNonce;
use crate::session::cookie::Jar;
use crate::signin::refusal::Refusal;
use crate::signin::transaction::Transaction;
use crate::signin::{SignInError, WayBack};
use crate::state::{Portal, SharedPortal};
use crate::store::StoreError;
use app::pages::fault::Fault;

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
    let (open, headers) = (open_now(&request), request.headers());
    if headers.contains_key("sec-purpose") {
        return Faulted(Fault::BadRequest).into_response();
    }
    let cookie = portal.cookies.read(Jar::SignIn, headers);
    if cookie.is_none()
        && let Some(next) = way_on(&portal, headers)
    {
        // The sign-in was finished a moment ago, and the browser asks once more.
        return lead_on(&portal, headers, &next, &nonce);
    }
    let mut response = match arrive(&portal, answer, cookie, headers).await {
        Ok(Ok(begun)) => welcome(&portal, headers, open, begun, &nonce).await,
        Ok(Err((failure, wished))) => {
            warn!(%failure, "a sign-in was not finished");
            (Extension(Wished(wished)), Faulted(failure.fault())).into_response()
        }
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    };
    response.headers_mut().append(SET_COOKIE, portal.cookies.clear(Jar::SignIn));
    response
}

/// The new session and the page to open; or why there is none, and the page that was wished for.
async fn arrive(
    portal: &Portal,
    answer: Answer,
    cookie: Option<&str>,
    headers: &HeaderMap,
) -> Result<Result<Begun, (SignInError, String)>, StoreError> {
    let transaction = match Transaction::take(portal.store.as_ref(), portal.clock, cookie, &answer.state).await? {
        Ok(transaction) => transaction,
        Err(stale) => return Ok(Err((stale, "/".to_owned()))),
    };
    let (next, again, former) = (transaction.next.clone(), transaction.again, transaction.former);
    let code = match (answer.code, answer.error.as_deref()) {
        (Some(code), None) => code,
        (_, Some("server_error" | "temporarily_unavailable")) => {
            return Ok(Err((SignInError::Down("it says so itself".into()), next)));
        }
        (None, None) => return Ok(Err((Refusal::ResponseCodeMissing.into(), next))),
        _ => return Ok(Err((SignInError::Refused, next))),
    };
    let back = WayBack { code, issuer: answer.iss };
    let arrival = match portal.provider.finish(transaction, back).await {
        Ok(arrival) => arrival,
        Err(failure) => return Ok(Err((failure, next))),
    };
    // Counted when it is proved: nobody can use up another's share.
    let card = arrival.certificate.as_ref().map_or(&arrival.identity.subject, |certificate| &certificate.id);
    if portal.rates.certificate(card).is_err() {
        return Ok(Err((SignInError::TooOften, next)));
    }
    Ok(Ok(begin(portal, headers, arrival, Wish { next, again, former }).await?))
}
