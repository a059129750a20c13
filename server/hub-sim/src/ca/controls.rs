//! What the municipality, the stop line and the authority do, on demand: for demonstrations and tests.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use jpki::revocation::Reason;
use serde::Deserialize;
use serde_json::{Value, json};

use super::chip::Chip;
use super::leaf::Leaf;
use super::ledger::{PIN, Standing};
use super::responder::Condition;
use crate::card::component::Contact;
use crate::gate::text;
use crate::hub::Hub;
use crate::oidc::logout;
use crate::records::registration::time;

/// Optional parts of a control.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wish {
    /// Seconds until the hub learns that the new certificate belongs to the same person.
    lag: u32,
    /// Why a certificate is revoked.
    reason: String,
    /// The PIN to be set.
    pin: Option<String>,
}

fn chip(id: &str) -> Result<Chip, Box<Response>> {
    Chip::find(id).ok_or_else(|| Box::new(text(StatusCode::NOT_FOUND, "no such card").into_response()))
}

/// GET /sim/cards/{card}: how a card stands.
pub(crate) async fn card(State(hub): State<Arc<Hub>>, Path(card): Path<String>) -> Response {
    match chip(&card) {
        Ok(chip) => Json(state(&hub, &hub.ledger.current(&chip))).into_response(),
        Err(refusal) => *refusal,
    }
}

/// POST /sim/cards/{card}/renew?lag=: a new certificate at the municipality; the old one is superseded.
pub(crate) async fn renew(State(hub): State<Arc<Hub>>, Path(card): Path<String>, Query(wish): Query<Wish>) -> Response {
    let chip = match chip(&card) {
        Ok(chip) => chip,
        Err(refusal) => return *refusal,
    };
    match hub.ledger.renew(&chip, hub.clock.now(), Duration::seconds(wish.lag.into())) {
        Some((old, new)) => {
            // Until the hub learns whose the new certificate is, there is nobody to carry anything over to.
            if wish.lag == 0 {
                let digest = |leaf: &Leaf| leaf.id(&hub.authorities).digest();
                hub.shares.carry_over(&digest(&old), &digest(&new));
            }
            ended(&hub, &old, state(&hub, &new)).await
        }
        None => text(StatusCode::CONFLICT, "renewed too often").into_response(),
    }
}

/// POST /sim/cards/{card}/report-loss: the stop line suspends the certificate.
pub(crate) async fn report_loss(State(hub): State<Arc<Hub>>, Path(card): Path<String>) -> Response {
    revoked(&hub, &card, Reason::CertificateHold).await
}

/// POST /sim/cards/{card}/revoke?reason=: by one of the seven reasons, as RFC 5280 writes them.
pub(crate) async fn revoke(
    State(hub): State<Arc<Hub>>,
    Path(card): Path<String>,
    Query(wish): Query<Wish>,
) -> Response {
    match Reason::ALL.into_iter().find(|reason| reason.to_string() == wish.reason) {
        Some(reason) => revoked(&hub, &card, reason).await,
        None => text(StatusCode::BAD_REQUEST, "no such reason").into_response(),
    }
}

async fn revoked(hub: &Hub, card: &str, reason: Reason) -> Response {
    match chip(card) {
        Ok(chip) => {
            let leaf = hub.ledger.revoke(&chip, reason, hub.clock.now());
            ended(hub, &leaf, state(hub, &leaf)).await
        }
        Err(refusal) => *refusal,
    }
}

/// Ends what was opened with a certificate that is worth nothing from now on.
async fn ended(hub: &Hub, leaf: &Leaf, mut said: Value) -> Response {
    let certificate = leaf.id(&hub.authorities).digest();
    hub.codes.take_back(&certificate);
    hub.shares.take_back(&certificate);
    let (sessions, told) = logout::end(hub, |login| login.certificate == certificate).await;
    said["sessions_ended"] = Value::from(sessions);
    said["sessions_told"] = Value::from(told);
    Json(said).into_response()
}

/// POST /sim/cards/{card}/unlock?pin=: the municipality unlocks a card and sets its PIN.
pub(crate) async fn unlock(
    State(hub): State<Arc<Hub>>,
    Path(card): Path<String>,
    Query(wish): Query<Wish>,
) -> Response {
    match chip(&card) {
        Ok(chip) if hub.ledger.unlock(&chip, wish.pin.as_deref().unwrap_or(PIN)) => {
            Json(state(&hub, &hub.ledger.current(&chip))).into_response()
        }
        Ok(_) => text(StatusCode::BAD_REQUEST, "a PIN has four digits").into_response(),
        Err(refusal) => *refusal,
    }
}

/// POST /sim/cards/{card}/remove: taken out of the reader of a shared terminal; what it opened there ends.
pub(crate) async fn remove(State(hub): State<Arc<Hub>>, Path(card): Path<String>) -> Response {
    match chip(&card) {
        Ok(chip) => {
            let (sessions, told) = logout::end(&hub, |login| login.card == chip.id).await;
            Json(json!({ "card": chip.id, "sessions_ended": sessions, "sessions_told": told })).into_response()
        }
        Err(refusal) => *refusal,
    }
}

/// PUT /sim/cards/{card}/contact: how it lies in its reader.
pub(crate) async fn contact(State(hub): State<Arc<Hub>>, Path(card): Path<String>, body: String) -> Response {
    match (chip(&card), Contact::parse(&body)) {
        (Ok(chip), Some(contact)) => {
            hub.reader.put(&chip.id, contact);
            StatusCode::NO_CONTENT.into_response()
        }
        (Ok(_), None) => text(StatusCode::BAD_REQUEST, "ok, taken-away or slow=<ms>").into_response(),
        (Err(refusal), _) => *refusal,
    }
}

/// POST /sim/crl/publish: the lists say what is known now.
pub(crate) async fn publish(State(hub): State<Arc<Hub>>) -> StatusCode {
    hub.lists.publish(hub.clock.now());
    StatusCode::NO_CONTENT
}

/// PUT /sim/crl: `stale` stops publishing, `ok` resumes it.
pub(crate) async fn lists(State(hub): State<Arc<Hub>>, body: String) -> Response {
    match body.trim() {
        "stale" => hub.lists.set_stale(true),
        "" | "ok" => hub.lists.set_stale(false),
        _ => return text(StatusCode::BAD_REQUEST, "ok or stale").into_response(),
    }
    StatusCode::NO_CONTENT.into_response()
}

/// PUT /sim/status: the condition of the responder.
pub(crate) async fn responder(State(hub): State<Arc<Hub>>, body: String) -> Response {
    match Condition::parse(&body) {
        Some(condition) => {
            hub.responder.set(condition);
            StatusCode::NO_CONTENT.into_response()
        }
        None => text(StatusCode::BAD_REQUEST, "ok, down or delay=<ms>").into_response(),
    }
}

/// PUT /sim/clock: another moment in Japan, or a day's beginning; nothing goes back to the clock's own.
pub(crate) async fn clock(State(hub): State<Arc<Hub>>, body: String) -> Response {
    let body = body.trim();
    let moment = NaiveDateTime::parse_from_str(body, "%Y-%m-%dT%H:%M:%S")
        .ok()
        .or_else(|| Some(body.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN)));
    match moment {
        None if !body.is_empty() => text(StatusCode::BAD_REQUEST, "YYYY-MM-DD[THH:MM:SS]").into_response(),
        moment => {
            hub.clock.set(moment);
            StatusCode::NO_CONTENT.into_response()
        }
    }
}

fn state(hub: &Hub, leaf: &Leaf) -> Value {
    let now = hub.clock.now();
    let status = match hub.ledger.standing(&leaf.serial(), now) {
        Standing::Revoked(_, reason) => reason.to_string(),
        _ if leaf.ends() < now => "expired".to_owned(),
        _ => "good".to_owned(),
    };
    json!({
        "card": leaf.chip.id,
        "citizen": leaf.chip.citizen.id,
        "certificate_id": leaf.id(&hub.authorities).digest(),
        "sequence": leaf.sequence,
        "issued": time(leaf.issued),
        "ends": time(leaf.ends()),
        "status": status,
        "tries_left": hub.ledger.tries_left(&leaf.chip),
        "link_until": hub.ledger.link_under_way(&leaf.chip, now).map(time),
    })
}
