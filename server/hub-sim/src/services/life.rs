//! The services that answer in JSON: registration, notices, the record of who looked.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::caller::Caller;
use super::reply::{Payload, reply};
use crate::citizen::Citizen;
use crate::hub::Hub;
use crate::records::registration::{self, Start, time};
use crate::records::{access as looks, notices as letters};
use crate::terminal::handlers::told;
use crate::wire::service::Service;

/// Whether a citizen's card is registered by now.
pub(super) fn registered(hub: &Hub, citizen: &Citizen, now: NaiveDateTime) -> bool {
    match registration::start(citizen, now.date()) {
        Start::Registered(..) => true,
        Start::Not => {
            hub.registry.began(&citizen.id).is_some_and(|began| registration::done(began, now, hub.config.step))
        }
        Start::Booked(_) | Start::Unavailable(_) => false,
    }
}

/// A JSON answer: what is said, "as of", and about whom.
fn dated(citizen: &Citizen, now: NaiveDateTime, mut said: Value) -> Payload {
    said["as_of"] = Value::from(time(now));
    said["subject"] = Value::from(citizen.subject());
    Payload::json(&said)
}

fn state(hub: &Hub, caller: &Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(hub, Service::Registration, caller, |citizen| {
        let start = registration::start(citizen, now.date());
        let began = hub.registry.began(&citizen.id);
        dated(citizen, now, registration::answer(start, began, now, hub.config.step))
    })
}

/// GET /v1/registration
pub(crate) async fn registration(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    state(&hub, &caller)
}

/// POST /v1/registration. An `Idempotency-Key` is welcome and not needed: a person has one registration.
pub(crate) async fn register(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    if registration::start(&caller.citizen, now.date()) == Start::Not {
        hub.registry.begin(&caller.citizen.id, now);
    }
    state(&hub, &caller)
}

/// GET /v1/notices
pub(crate) async fn notices(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Notices, &caller, |citizen| {
        dated(citizen, now, json!({ "notices": letters::list(citizen, now.date()) }))
    })
}

/// GET /v1/access
pub(crate) async fn access(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Access, &caller, |citizen| {
        let fresh = hub.terminal.looks(&citizen.id);
        let fresh = fresh.iter().map(|look| told(citizen, look));
        let all: Vec<Value> = fresh.chain(looks::list(citizen, now.date())).collect();
        dated(citizen, now, json!({ "looks": all }))
    })
}
