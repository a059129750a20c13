//! `GET /login/callback`: the browser comes back from the provider; a new session begins, an old one ends.

use axum::Extension;
use axum::extract::{Query, Request, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tracing::{error, warn};

use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::session::CurrentSession;
use crate::session::cookie::Jar;
use crate::session::token::Token;
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

/// Finishes a sign-in.
pub async fn finish(State(portal): State<SharedPortal>, Query(answer): Query<Answer>, request: Request) -> Response {
    let cookie = portal.cookies.read(Jar::SignIn, request.headers()).map(str::to_owned);
    let mut response = match arrive(&portal, answer, cookie).await {
        Ok(Ok((token, next))) => {
            // Whoever was signed in here before is not any more.
            if let Some(CurrentSession::Open(old)) = request.extensions().get()
                && let Err(failure) = portal.sessions.end(old).await
            {
                error!(%failure, "an old session could not be ended");
            }
            let mut response = Redirect::to(&next).into_response();
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Session, &token.value()));
            response
        }
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
    cookie: Option<String>,
) -> Result<Result<(Token, String), (SignInError, String)>, StoreError> {
    let transaction =
        match Transaction::take(portal.store.as_ref(), portal.clock, cookie.as_deref(), &answer.state).await? {
            Ok(transaction) => transaction,
            Err(stale) => return Ok(Err((stale, "/".to_owned()))),
        };
    let next = transaction.next.clone();
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
    if portal.rates.certificate(&arrival.identity.subject).is_err() {
        return Ok(Err((SignInError::TooOften, next)));
    }
    let token = portal.sessions.begin(arrival.identity, arrival.token_life).await?;
    Ok(Ok((token, next)))
}
