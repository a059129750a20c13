//! Who looked, reports about that, consents, and inquiries between offices. JSON.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Response, StatusCode};
use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::caller::Caller;
use super::life::dated;
use super::oversight::{Refused, Sent};
use super::reply::reply;
use crate::citizen::Citizen;
use crate::gate::text;
use crate::hub::Hub;
use crate::records::access::{Consent, History, Look, history};
use crate::records::exchange;
use crate::records::registration::blocked;
use crate::wire::service::Service;

/// All that is known of a citizen's looks and consents at this moment, with what happened in this run; newest first.
fn known(hub: &Hub, citizen: &Citizen, now: NaiveDateTime) -> History {
    let History { looks, consents } = history(citizen, now);
    let consents: Vec<Consent> = consents.into_iter().map(|consent| hub.oversight.seen(citizen, consent)).collect();
    // Through a consent that was taken back in this run, nothing more is fetched.
    let through = |look: &Look| {
        let consent = consents.iter().find(|consent| look.consent.as_ref() == Some(&consent.id));
        consent.and_then(|consent| consent.withdrawn_at).is_none_or(|over| look.at < over)
    };
    let looks: Vec<Look> = looks.into_iter().filter(through).collect();
    let (fresh_looks, fresh_consents) = (hub.terminal.looks(&citizen.id), hub.terminal.consents(&citizen.id));
    History {
        looks: hub.delegations.looks(citizen).into_iter().chain(fresh_looks).chain(looks).collect(),
        consents: fresh_consents.into_iter().chain(consents).collect(),
    }
}

/// GET /v1/access
pub(crate) async fn looks(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Access, &caller, |citizen| {
        let looks = known(&hub, citizen, now).looks;
        let told = |look: &Look| look.told(citizen, hub.oversight.told(citizen, &look.id, now));
        dated(citizen, now, json!({ "looks": looks.iter().map(told).collect::<Vec<Value>>() }))
    })
}

/// POST /v1/access/reports. A look is reported once, with or without an `Idempotency-Key`.
pub(crate) async fn report(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let now = hub.clock.now();
    let Ok(sent) = serde_json::from_slice::<Sent>(&body) else {
        return text(StatusCode::BAD_REQUEST, "a report is {look, reason, words}");
    };
    let look = sent.look.clone();
    if !blocked(&caller.citizen) {
        if !known(&hub, &caller.citizen, now).looks.iter().any(|one| one.id == look) {
            return text(StatusCode::NOT_FOUND, "no such look");
        }
        let key = headers.get("idempotency-key").and_then(|key| key.to_str().ok());
        match hub.oversight.report(&caller.citizen, key, sent, now) {
            Ok(()) => {}
            Err(Refused::KeyOfAnother) => return text(StatusCode::CONFLICT, "this key came with another look"),
            Err(Refused::TooLong) => return text(StatusCode::BAD_REQUEST, "words of a thousand characters at most"),
        }
    }
    reply(&hub, Service::Access, &caller, |citizen| {
        dated(citizen, now, json!({ "look": look, "report": hub.oversight.told(citizen, &look, now) }))
    })
}

/// GET /v1/consents
pub(crate) async fn consents(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    all_consents(&hub, &caller, hub.clock.now())
}

/// POST /v1/consents/{id}/withdrawal. Taking back what is taken back already changes nothing; what has ended by itself
/// cannot be taken back.
pub(crate) async fn withdraw(
    State(hub): State<Arc<Hub>>,
    caller: Caller,
    Path(consent): Path<String>,
) -> Response<Body> {
    let now = hub.clock.now();
    if !blocked(&caller.citizen) {
        let held = known(&hub, &caller.citizen, now).consents.into_iter().find(|one| one.id == consent);
        match held {
            None => return text(StatusCode::NOT_FOUND, "no such consent"),
            Some(held) if held.withdrawn_at.is_some() => {}
            Some(held) if !held.is_good(now) => return text(StatusCode::CONFLICT, "it has ended"),
            Some(_) if hub.terminal.withdraw(&caller.citizen.id, &consent, now) => {}
            Some(_) => hub.oversight.withdraw(&caller.citizen, &consent, now),
        }
    }
    all_consents(&hub, &caller, now)
}

fn all_consents(hub: &Hub, caller: &Caller, now: NaiveDateTime) -> Response<Body> {
    reply(hub, Service::Access, caller, |citizen| {
        let consents = known(hub, citizen, now).consents;
        let told: Vec<Value> = consents.iter().map(|consent| consent.told(citizen)).collect();
        dated(citizen, now, json!({ "consents": told }))
    })
}

/// GET /v1/exchange
pub(crate) async fn exchanges(State(hub): State<Arc<Hub>>, caller: Caller) -> Response<Body> {
    let now = hub.clock.now();
    reply(&hub, Service::Access, &caller, |citizen| {
        dated(citizen, now, json!({ "exchanges": exchange::list(citizen, now) }))
    })
}
