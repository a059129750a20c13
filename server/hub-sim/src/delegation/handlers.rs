//! What the portal asks about delegations. Every answer is the whole list, with what came of the request.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;

use super::{Offer, Outcome};
use crate::gate::text;
use crate::hub::Hub;
use crate::services::caller::Caller;
use crate::services::life::dated;
use crate::services::reply::reply;
use crate::wire::service::Service;

/// A code as it is entered.
#[derive(Deserialize)]
struct Entered {
    code: String,
}

/// GET /v1/delegations
pub(crate) async fn list(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    answer(&hub, &caller, Outcome::Done)
}

/// POST /v1/delegations
pub(crate) async fn offer(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let Ok(offer) = serde_json::from_slice::<Offer>(&body) else {
        return text(StatusCode::BAD_REQUEST, "an offer is {kinds, until, holder_birth}");
    };
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let outcome = hub.delegations.offer(&caller.citizen, offer, key, hub.clock.now());
    answer(&hub, &caller, outcome)
}

/// POST /v1/delegations/claim
pub(crate) async fn claim(State(hub): State<Arc<Hub>>, caller: Caller, body: Bytes) -> Response<Body> {
    let Ok(Entered { code }) = serde_json::from_slice(&body) else {
        return text(StatusCode::BAD_REQUEST, "{code}");
    };
    let outcome = hub.delegations.claim(&caller.citizen, &code, hub.clock.now());
    answer(&hub, &caller, outcome)
}

/// POST /v1/delegations/{id}/accept
pub(crate) async fn accept(State(hub): State<Arc<Hub>>, caller: Caller, Path(id): Path<String>) -> Response<Body> {
    let outcome = hub.delegations.answer(&caller.citizen, &id, true, hub.clock.now());
    answer(&hub, &caller, outcome)
}

/// POST /v1/delegations/{id}/decline
pub(crate) async fn decline(State(hub): State<Arc<Hub>>, caller: Caller, Path(id): Path<String>) -> Response<Body> {
    let outcome = hub.delegations.answer(&caller.citizen, &id, false, hub.clock.now());
    answer(&hub, &caller, outcome)
}

/// POST /v1/delegations/{id}/end
pub(crate) async fn end(State(hub): State<Arc<Hub>>, caller: Caller, Path(id): Path<String>) -> Response<Body> {
    let outcome = hub.delegations.end(&caller.citizen, &id, hub.clock.now());
    answer(&hub, &caller, outcome)
}

fn answer(hub: &Hub, caller: &Caller, outcome: Outcome) -> Response<Body> {
    let now = hub.clock.now();
    reply(hub, Service::Delegations, caller, |citizen| {
        dated(citizen, now, json!({ "outcome": outcome, "delegations": hub.delegations.told(citizen, now) }))
    })
}
