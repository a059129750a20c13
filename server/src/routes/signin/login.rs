//! `GET /login?next=&again=`: off to the provider, with a note in this browser and in the store.

use axum::Extension;
use axum::extract::{Query, Request, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tracing::{error, warn};

use super::arrival::open_now;
use super::card;
use super::leading::{Words, comes_from, is_old_browser, lead};
use crate::middleware::fault::{Faulted, Wished};
use crate::middleware::headers::ScriptNonce;
use crate::middleware::session::fetches_ahead;
use crate::session::cookie::Jar;
use crate::signin::next::own_page;
use crate::signin::tabs;
use crate::state::{Portal, SharedPortal};
use app::pages::fault::Fault;

/// The query.
#[derive(Deserialize)]
pub struct Wish {
    next: Option<String>,
    /// Ask for the card even where the provider still knows the person.
    again: Option<String>,
}

/// Begins a sign-in. A browser that only fetches ahead does not begin one; nor does another site: there a person is asked.
pub async fn begin(
    State(portal): State<SharedPortal>,
    Query(wish): Query<Wish>,
    Extension(nonce): Extension<ScriptNonce>,
    request: Request,
) -> Response {
    let headers = request.headers();
    if fetches_ahead(headers) {
        return Faulted(Fault::BadRequest).into_response();
    }
    let next = wish.next.as_deref().and_then(own_page).unwrap_or("/").to_owned();
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return (Extension(Wished(next)), Faulted(Fault::FromElsewhere)).into_response();
    }
    let former = open_now(&request);
    let again = wish.again.is_some();
    if let Some(door) = &portal.cards {
        return card::begin(&portal, door, Leaving { headers, nonce: &nonce }, next, again, former).await;
    }
    let (address, transaction) = match portal.provider.begin(next.clone(), again).await {
        Ok(begun) => begun,
        Err(failure) => {
            warn!(%failure, "a sign-in could not begin");
            return (Extension(Wished(next)), Faulted(failure.fault())).into_response();
        }
    };
    let state = transaction.state.clone();
    match transaction.after(former).keep(portal.store.as_ref(), portal.clock).await {
        Ok(token) => {
            let mut response = leave(&portal, headers, &nonce, &address);
            let cookie = tabs::with(portal.cookies.read(Jar::SignIn, headers), &state, &token);
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::SignIn, &cookie));
            response
        }
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// What is said while a browser is led to where people sign in.
const LEAVING: Words = Words {
    title: "ログインの画面へ進みます",
    says: "マイナンバーカードでログインする画面が、すぐに開きます。開かないときは、下のボタンを押してください。",
    button: "ログインの画面を開く",
};

/// A browser that is to sign in.
#[derive(Clone, Copy)]
pub(super) struct Leaving<'r> {
    pub(super) headers: &'r HeaderMap,
    pub(super) nonce: &'r ScriptNonce,
}

/// Sends a browser to where people sign in. One that comes from a page of ours is led by a page: it may have sent a form
/// there whose session was over, and `form-action` covers every redirect that follows a form.
pub(super) fn leave(portal: &Portal, headers: &HeaderMap, nonce: &ScriptNonce, address: &str) -> Response {
    if comes_from(headers) == Some("same-origin") || is_old_browser(headers) {
        return lead(portal, nonce, &LEAVING, address);
    }
    Redirect::to(address).into_response()
}
