//! What the authority shows everybody who verifies: its certificates, its lists, its answers.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::responder;
use crate::hub::Hub;

/// GET /jpki/anchors.pem: the authorities for signing in, all generations.
pub(crate) async fn anchors(State(hub): State<Arc<Hub>>) -> Response {
    pem(hub.authorities.generations.iter().map(super::authority::Generation::pem).collect())
}

/// GET /jpki/documents.pem: the authority for signing documents, whose certificates open nothing here.
pub(crate) async fn documents(State(hub): State<Arc<Hub>>) -> Response {
    pem(hub.authorities.documents.pem())
}

fn pem(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/x-pem-file")], text).into_response()
}

/// GET /jpki/crl/{generation}: the list of generation 1, 2 or 3 in DER.
pub(crate) async fn list(State(hub): State<Arc<Hub>>, Path(generation): Path<usize>) -> Response {
    let issuer = generation.checked_sub(1).and_then(|at| hub.authorities.generations.get(at));
    let Some(issuer) = issuer else { return StatusCode::NOT_FOUND.into_response() };
    let der = hub.lists.of(issuer, &hub.authorities, &hub.ledger, hub.clock.now());
    ([(header::CONTENT_TYPE, "application/pkix-crl"), (header::CACHE_CONTROL, "no-store")], der).into_response()
}

/// A question about a certificate, all in hexadecimal.
#[derive(Deserialize)]
pub(crate) struct Question {
    issuer_key: String,
    serial: String,
    nonce: String,
}

/// POST /jpki/status: the answer in the form of OCSP.
pub(crate) async fn status(State(hub): State<Arc<Hub>>, Form(question): Form<Question>) -> Response {
    let parts = (unhex(&question.issuer_key, 32), unhex(&question.serial, 20), unhex(&question.nonce, 32));
    let (Some(issuer_key), Some(serial), Some(nonce)) = parts else { return StatusCode::BAD_REQUEST.into_response() };
    match responder::ask(&hub, &issuer_key, &serial, &nonce).await {
        Some(der) => ([(header::CONTENT_TYPE, "application/ocsp-response")], der).into_response(),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Bytes from hexadecimal: at least one, at most `most`.
fn unhex(text: &str, most: usize) -> Option<Vec<u8>> {
    if text.is_empty()
        || text.len() > most * 2
        || !text.len().is_multiple_of(2)
        || !text.bytes().all(|b| b.is_ascii_hexdigit())
    {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
