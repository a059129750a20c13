//! The controls of the simulation. They are for demonstrations and tests and belong to no hub.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::citizen::Citizen;
use crate::citizen::named::{PROFILES, REFUSED};
use crate::faults::spec;
use crate::gate::text;
use crate::hub::Hub;
use crate::records::checkups;

/// The test citizens, for the start-up banner.
pub(crate) async fn citizens() -> Json<Value> {
    let named = PROFILES.iter().map(|p| json!({ "id": p.id, "name": p.name, "situation": p.situation }));
    let refused =
        REFUSED.iter().map(|(id, why)| json!({ "id": id, "name": "", "situation": format!("入れないカード：{why}") }));
    let crowd = json!({
        "id": "n-000000001",
        "name": "",
        "situation": "計算で作られる住民。n-000000001 から n-124000000 まで。10人に1人は未登録",
    });
    Json(Value::Array(named.chain(refused).chain([crowd]).collect()))
}

/// The checkups of a test citizen as the hub tells them, for whoever checks a page against them.
pub(crate) async fn checkups(State(hub): State<Arc<Hub>>, Path(id): Path<String>) -> Response {
    match Citizen::find(&id) {
        Some(citizen) => {
            let xml = checkups::answer(&citizen, None, None, hub.clock.now());
            ([(CONTENT_TYPE, "application/xml; charset=utf-8")], xml).into_response()
        }
        None => text(StatusCode::NOT_FOUND, "no such citizen"),
    }
}

/// How many registrations each citizen has begun in this run, but for those that stopped half-way.
pub(crate) async fn registrations(State(hub): State<Arc<Hub>>) -> Json<Value> {
    Json(hub.registry.counts(hub.clock.now(), hub.config.step))
}

/// Requests by service.
pub(crate) async fn stats(State(hub): State<Arc<Hub>>) -> Json<Value> {
    Json(hub.stats.to_json())
}

/// Replaces the faults that apply to all requests; an empty body takes them away.
pub(crate) async fn set_faults(State(hub): State<Arc<Hub>>, body: String) -> Response {
    match spec::parse(&body) {
        Ok(faults) => {
            hub.faults.set(faults);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => text(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

/// Forgets registrations, wrong PINs and past answers. Tokens stay good.
pub(crate) async fn reset(State(hub): State<Arc<Hub>>) -> StatusCode {
    hub.registry.forget();
    hub.ledger.forget();
    hub.reader.forget();
    hub.terminal.forget();
    hub.delegations.forget(hub.clock.now().date());
    hub.oversight.forget();
    hub.past.forget();
    StatusCode::NO_CONTENT
}
