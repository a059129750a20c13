//! What both doors do with a browser that comes back: nothing for one that only fetches ahead or asks twice, and one answer
//! for whatever came of the sign-in.

use axum::Extension;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use tracing::{error, warn};

use super::arrival::{Begun, lead_on, open_now, way_on, welcome};
use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::headers::ScriptNonce;
use crate::middleware::session::fetches_ahead;
use crate::session::cookie::Jar;
use crate::signin::{SignInError, tabs};
use crate::state::Portal;
use crate::store::{RowId, StoreError};
use app::pages::fault::Fault;

/// A browser that has a sign-in to finish.
pub(super) struct Returning<'a> {
    /// The session open in it until now, where it says so.
    open: Option<RowId>,
    /// Its headers.
    pub(super) headers: &'a HeaderMap,
    /// What opens the sign-in under way.
    pub(super) token: Option<&'a str>,
    /// The cookie of the sign-ins that other tabs have under way.
    others: Option<String>,
}

/// Nobody has arrived: what is shown, and the page that was wished for.
pub(super) struct NotArrived {
    pub(super) fault: Fault,
    pub(super) wished: String,
}

impl NotArrived {
    /// From the reason, which is for the log.
    pub(super) fn because(failure: &SignInError, wished: String) -> Self {
        warn!(%failure, "a sign-in was not finished");
        Self { fault: failure.fault(), wished }
    }
}

/// A session that has begun, or why none has.
pub(super) type Outcome = Result<Result<Begun, NotArrived>, StoreError>;

/// Whether the browser of a request has a sign-in to finish; if not, its answer. `state` says which, where one comes back
/// with the browser.
pub(super) fn returning<'a>(
    portal: &Portal,
    request: &'a Request,
    state: Option<&str>,
    nonce: &ScriptNonce,
) -> Result<Returning<'a>, Box<Response>> {
    let headers = request.headers();
    if fetches_ahead(headers) {
        return Err(Box::new(Faulted(Fault::BadRequest).into_response()));
    }
    let cookie = portal.cookies.read(Jar::SignIn, headers);
    let (token, others) = state.map_or((cookie, None), |state| tabs::meant(cookie, state));
    if token.is_none()
        && open_now(request).is_some()
        && let Some(next) = way_on(portal, headers)
    {
        // The sign-in was finished a moment ago, and the browser asks once more.
        return Err(Box::new(lead_on(portal, headers, &next, nonce)));
    }
    Ok(Returning { open: open_now(request).map(|token| token.row_id()), headers, token, others })
}

/// The answer to what came of it. The sign-in under way is over either way; those of other tabs are not.
pub(super) async fn conclude(
    portal: &Portal,
    returning: Returning<'_>,
    outcome: Outcome,
    nonce: &ScriptNonce,
) -> Response {
    let Returning { open, headers, others, .. } = returning;
    let mut response = match outcome {
        Ok(Ok(begun)) => welcome(portal, headers, open, begun, nonce).await,
        Ok(Err(NotArrived { fault, wished })) => (Extension(Wished(wished)), Faulted(fault)).into_response(),
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    };
    let cookie = match others {
        Some(others) => portal.cookies.set(Jar::SignIn, &others),
        None => portal.cookies.clear(Jar::SignIn),
    };
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}
