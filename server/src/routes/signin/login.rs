//! `GET /login?next=`: off to the provider, with a note in this browser and in the store.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tracing::{error, warn};

use super::card;
use crate::middleware::fault::{Faulted, Wished};
use crate::session::cookie::Jar;
use crate::signin::next::own_page;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// The query.
#[derive(Deserialize)]
pub struct Wish {
    next: Option<String>,
}

/// Begins a sign-in. A browser that only fetches ahead does not begin one.
pub async fn begin(State(portal): State<SharedPortal>, headers: HeaderMap, Query(wish): Query<Wish>) -> Response {
    if headers.get("sec-purpose").is_some() {
        return Faulted(Fault::BadRequest).into_response();
    }
    let next = wish.next.as_deref().and_then(own_page).unwrap_or("/").to_owned();
    if let Some(door) = &portal.cards {
        return card::begin(&portal, door, next).await;
    }
    let (address, transaction) = match portal.provider.begin(next.clone()).await {
        Ok(begun) => begun,
        Err(failure) => {
            warn!(%failure, "a sign-in could not begin");
            return (Extension(Wished(next)), Faulted(failure.fault())).into_response();
        }
    };
    match transaction.keep(portal.store.as_ref(), portal.clock).await {
        Ok(token) => {
            let mut response = Redirect::to(&address).into_response();
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::SignIn, &token.value()));
            response
        }
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
