//! The services that answer in JSON: registration, notices.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::caller::Caller;
use super::registry::Asked;
use super::reply::{Payload, reply};
use crate::citizen::Citizen;
use crate::hub::Hub;
use crate::records::notices as letters;
use crate::records::payments as bills;
use crate::records::registration::time;
use crate::wire::service::Service;

/// A JSON answer: what is said, "as of", and about whom.
pub(crate) fn dated(citizen: &Citizen, now: NaiveDateTime, mut said: Value) -> Payload {
    said["as_of"] = Value::from(time(now));
    said["subject"] = Value::from(citizen.subject());
    Payload::json(&said)
}

/// The state; `begun`, where something was asked for: whether that began it.
fn state(hub: &Hub, caller: &Caller, begun: Option<bool>) -> Response<Body> {
    let now = hub.clock.now();
    reply(hub, Service::Registration, caller, |citizen| {
        let mut said = hub.registry.told(citizen, hub.at(now));
        if let Some(begun) = begun {
            said["begun"] = Value::from(begun);
        }
        dated(citizen, now, said)
    })
}

/// GET /v1/registration
pub(crate) async fn registration(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    state(&hub, &caller, None)
}

/// POST /v1/registration. A person has one registration, with or without an `Idempotency-Key`; with one, what was sent
/// once begins nothing a second time even after it failed. `begun` in the answer says whether this began one.
pub(crate) async fn register(State(hub): State<Arc<Hub>>, caller: Caller, headers: HeaderMap) -> Response<Body> {
    let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let asked = Asked { key, door: "portal", fails_at: caller.plan.step };
    let begun = hub.registry.begin(&caller.citizen, asked, hub.at(hub.clock.now()));
    state(&hub, &caller, Some(begun))
}

/// GET /v1/notices
pub(crate) async fn notices(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Notices, &caller, |citizen| {
        dated(citizen, now, json!({ "notices": letters::list(citizen, now.date()) }))
    })
}

/// GET /v1/payments
pub(crate) async fn payments(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Payments, &caller, |citizen| {
        dated(citizen, now, json!({ "payments": bills::list(citizen, now.date()) }))
    })
}
