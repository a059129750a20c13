//! Records as FHIR R4 for a provider: read and search, only what the consent opens, one person at a time.

mod capability;
mod gather;
mod media;
mod openapi;
pub(super) mod outcome;
mod page;
mod query;

use app::domain::partner::Resource;
use app::records::TroubleKind;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};

use super::bearer::{Closed, Opened, ProvidedTo, open};
use super::{fhir_base, standing, told_name};
use crate::middleware::request_id::RequestId;
use crate::state::{Portal, SharedPortal};
use crate::store::partner::{DONE, REFUSED, UseRow};
use outcome::FHIR_JSON;
use query::{NotUnderstood, Query};

/// What was read, in words for the person.
pub(super) fn told(object: &str) -> &'static str {
    match Resource::from_name(object) {
        Some(Resource::Patient) => "氏名・生年月日・性別",
        Some(Resource::Coverage) => "健康保険の資格",
        Some(Resource::Observation) => "健診の検査結果",
        Some(Resource::DiagnosticReport | Resource::Composition | Resource::Bundle | Resource::Encounter) => {
            "健診の報告"
        }
        Some(Resource::MedicationDispense) => "お薬の記録",
        Some(Resource::ExplanationOfBenefit) => "医療費の記録",
        Some(Resource::Organization) => "医療機関・薬局・健診機関の名前",
        Some(Resource::Practitioner) => "健診の医師の名前",
        None => "そのほかの記録",
    }
}

/// `GET /fhir/metadata`.
pub async fn metadata(
    State(portal): State<SharedPortal>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    if !media::takes_json(&headers, uri.query().unwrap_or_default()) {
        return outcome::of_status(StatusCode::NOT_ACCEPTABLE, &id);
    }
    let statement = capability::statement(&portal.config.listen.origin(), &portal.clock.today().to_string());
    json(StatusCode::OK, statement.to_string())
}

/// `GET /fhir/openapi.json`.
pub async fn openapi(State(portal): State<SharedPortal>) -> Json<serde_json::Value> {
    Json(openapi::description(&portal.config.listen.origin()))
}

/// `GET /fhir/{resource}`: search.
pub async fn search(
    State(portal): State<SharedPortal>,
    Path(name): Path<String>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    answer(&portal, &name, None, &headers, uri.query().unwrap_or_default(), &id).await
}

/// `GET /fhir/{resource}/{id}`: read.
pub async fn read(
    State(portal): State<SharedPortal>,
    Path((name, wanted)): Path<(String, String)>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
) -> Response {
    answer(&portal, &name, Some(&wanted), &headers, "", &id).await
}

/// Any other address under `/fhir`: there is nothing.
pub async fn anywhere(Extension(id): Extension<RequestId>) -> Response {
    outcome::of_status(StatusCode::NOT_FOUND, &id)
}

/// Nothing is handed out of which no entry stands in the access record.
pub(crate) fn not_recorded(id: &RequestId) -> Response {
    outcome::of(StatusCode::SERVICE_UNAVAILABLE, "transient", "The access record cannot be written now", id)
}

async fn answer(
    portal: &Portal,
    name: &str,
    wanted: Option<&str>,
    headers: &HeaderMap,
    query: &str,
    id: &RequestId,
) -> Response {
    let opened = match open(portal, headers).await {
        Ok(opened) => opened,
        Err(closed) => return refused(portal, closed, name, id).await,
    };
    let told = |response: Response, whose: ProvidedTo| (Extension(whose), response).into_response();
    if let Err(wait) = portal.rates.consent(opened.whose.consent) {
        let mut response = outcome::of_status(StatusCode::TOO_MANY_REQUESTS, id);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return told(response, opened.refused("rate"));
    }
    if !media::takes_json(headers, query) {
        return told(outcome::of_status(StatusCode::NOT_ACCEPTABLE, id), opened.refused("bad-request"));
    }
    let Some(resource) = Resource::from_name(name) else {
        let response =
            outcome::of(StatusCode::NOT_FOUND, "not-supported", "There is no resource of this type here", id);
        return told(response, opened.refused("bad-request"));
    };
    if !opened.opens(resource) {
        note(portal, &opened.whose, name, REFUSED).await;
        let says = "The person has not agreed to this, or it was not asked for";
        return told(outcome::of(StatusCode::FORBIDDEN, "forbidden", says, id), opened.refused("not-consented"));
    }
    let query = match Query::read(resource, &fhir_base(&portal.config.listen.origin()), query) {
        Ok(query) => query,
        Err(wrong) => return told(not_understood(&wrong, id), opened.refused("bad-request")),
    };
    let found = match gather::all(portal, &opened, resource, &query, id).await {
        Ok(found) => found,
        Err(trouble) => {
            let mut whose = opened.whose.clone();
            if standing::ends(portal, whose.consent, trouble.kind).await {
                note(portal, &whose, name, REFUSED).await;
                whose = opened.refused("consent-over");
            }
            return told(not_had(trouble.kind, id), whose);
        }
    };
    let response = match wanted {
        Some(wanted) => match found.iter().find(|one| one.id == wanted) {
            Some(one) => json(StatusCode::OK, one.write()),
            None => outcome::of(StatusCode::NOT_FOUND, "not-found", "There is no such resource", id),
        },
        None => listed(portal, &opened, resource, &query, found, id),
    };
    if !response.status().is_success() {
        return told(response, opened.refused("bad-request"));
    }
    if !note(portal, &opened.whose, resource.name(), DONE).await {
        return told(not_recorded(id), opened.whose.clone());
    }
    told(response, opened.whose.clone())
}

/// A page of what was found.
fn listed(
    portal: &Portal,
    opened: &Opened,
    resource: Resource,
    query: &Query,
    mut found: Vec<app::files::fhir::rest::Served>,
    id: &RequestId,
) -> Response {
    let base = fhir_base(&portal.config.listen.origin());
    let patient = told_name(portal, opened.whose.person, &opened.partner.id, "patient");
    // Somebody else's name finds nothing: whether there is such a person is not said.
    found.retain(|one| query.is_about(&patient) && query.finds(one));
    page::of(&base, resource, query, found).unwrap_or_else(|| {
        let says = "The page cannot be found any more: the resource it begins after has gone";
        outcome::of(StatusCode::GONE, "not-found", says, id)
    })
}

fn json(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    response.headers_mut().insert(CONTENT_TYPE, FHIR_JSON);
    response
}

/// Writes a use down; whether it stands.
async fn note(portal: &Portal, whose: &ProvidedTo, object: &str, outcome: &str) -> bool {
    let object = Resource::from_name(object).map_or("", Resource::name).to_owned();
    let row = UseRow { at: portal.clock.unix_now(), object, outcome: outcome.to_owned() };
    let noted = portal.store.note_use(whose.consent, row).await;
    if let Err(failure) = &noted {
        tracing::error!(%failure, "the use of a consent could not be written down");
    }
    noted.is_ok()
}

async fn refused(portal: &Portal, closed: Closed, name: &str, id: &RequestId) -> Response {
    match closed {
        Closed::Unknown => {
            outcome::of(StatusCode::UNAUTHORIZED, "login", "There is no token, or it is none of ours", id)
        }
        Closed::NotReadable => outcome::of_status(StatusCode::SERVICE_UNAVAILABLE, id),
        Closed::Known(whose) => {
            note(portal, &whose, name, REFUSED).await;
            let (status, code, says) = match whose.reason {
                "consent-over" => (StatusCode::UNAUTHORIZED, "login", "The person's consent has ended"),
                "provider-suspended" => (StatusCode::FORBIDDEN, "suppressed", "This provider is suspended"),
                "foreign-origin" => (StatusCode::FORBIDDEN, "forbidden", "This origin is not one of the provider's"),
                _ => (StatusCode::UNAUTHORIZED, "expired", "The token has expired"),
            };
            let mut response = outcome::of(status, code, says, id);
            response.extensions_mut().insert(whose);
            response
        }
    }
}

fn not_understood(wrong: &NotUnderstood, id: &RequestId) -> Response {
    match wrong {
        NotUnderstood::Unknown => {
            let says =
                "A search parameter is not supported for this type; the CapabilityStatement lists those that are";
            outcome::of(StatusCode::BAD_REQUEST, "not-supported", says, id)
        }
        NotUnderstood::Value(name) => {
            outcome::of(StatusCode::BAD_REQUEST, "value", &format!("The value of {name} cannot be read"), id)
        }
    }
}

/// The hub gave no usable answer.
fn not_had(kind: TroubleKind, id: &RequestId) -> Response {
    let (status, code, says) = match kind {
        TroubleKind::Slow => (StatusCode::GATEWAY_TIMEOUT, "timeout", "The system that keeps the records was too slow"),
        TroubleKind::SignedOut => (
            StatusCode::UNAUTHORIZED,
            "login",
            "The hub no longer takes this consent, as after a lost card: ask for a new one",
        ),
        // Somebody of whom nothing may be told is not told apart from a hub that cannot answer: that they are protected
        // is none of a provider's business.
        _ => (StatusCode::BAD_GATEWAY, "transient", "The system that keeps the records gave no usable answer"),
    };
    let mut response = outcome::of(status, code, says, id);
    if status != StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}
