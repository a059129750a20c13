//! `POST /import`: reads the files in memory, one at a time, and answers the page with what was found. Nothing is kept.

use std::sync::Arc;

use app::domain::import::{MAX_BYTES, MAX_SENT, Outcome, own_cp932};
use app::pages::fault::Fault;
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::middleware::fault::Faulted;
use crate::pages::{self, Imported};
use crate::state::SharedPortal;

use super::turn::{aside, turn};

/// Longest text of the income field, bytes.
const INCOME_BYTES: usize = 200;

/// Reads the form, then shows the page.
pub async fn read(State(portal): State<SharedPortal>, request: Request) -> Response {
    let _turn = match turn().await {
        Ok(turn) => turn,
        Err(busy) => return busy.into_response(),
    };
    let (mut asked, body) = request.into_parts();
    let form = match Multipart::from_request(Request::from_parts(asked.clone(), body), &portal).await {
        Ok(form) => form,
        Err(_not_a_form) => return Faulted(Fault::BadRequest).into_response(),
    };
    let outcome = match collect(form).await {
        Ok(outcome) => outcome,
        Err(fault) => return Faulted(fault).into_response(),
    };
    asked.extensions.insert(Imported(Arc::new(outcome)));
    pages::page(State(portal), Request::from_parts(asked, Body::empty())).await
}

async fn collect(mut form: Multipart) -> Result<Outcome, Fault> {
    let mut outcome = Outcome::default();
    // What is too much is still taken off the wire and dropped: a browser cut off while it sends shows no page at all.
    let mut sent = 0usize;
    while let Some(mut field) = form.next_field().await.map_err(fault_of)? {
        match field.name() {
            Some("income") => {
                let (bytes, size) = at_most(&mut field, INCOME_BYTES).await?;
                sent = sent.saturating_add(size);
                outcome.income_typed = String::from_utf8_lossy(&bytes).into_owned();
            }
            Some("files") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let room = if outcome.has_room() && sent <= MAX_SENT { MAX_BYTES } else { 0 };
                let (bytes, size) = at_most(&mut field, room).await?;
                sent = sent.saturating_add(size);
                if sent > MAX_SENT {
                    continue;
                }
                // A browser sends an empty, nameless file where none was chosen.
                if name.is_empty() && size == 0 {
                    continue;
                }
                if size > MAX_BYTES {
                    outcome.refuse_size(&name, size);
                } else {
                    outcome = read_one(outcome, name, bytes).await?;
                }
            }
            _ => {}
        }
    }
    if sent > MAX_SENT { Err(Fault::TooLarge) } else { Ok(outcome) }
}

/// Reading a large file takes a while, so it does not hold up other requests.
async fn read_one(mut outcome: Outcome, name: String, bytes: Vec<u8>) -> Result<Outcome, Fault> {
    aside(move || {
        outcome.take(&name, &bytes, own_cp932);
        outcome
    })
    .await
    .map_err(|Faulted(fault)| fault)
}

/// The field's bytes up to a limit, and its whole size. What is beyond the limit is dropped as it comes.
async fn at_most(field: &mut Field<'_>, limit: usize) -> Result<(Vec<u8>, usize), Fault> {
    let mut bytes = Vec::new();
    let mut size = 0usize;
    while let Some(chunk) = field.chunk().await.map_err(fault_of)? {
        size = size.saturating_add(chunk.len());
        if size <= limit {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((bytes, size))
}

fn fault_of(error: MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::BadRequest }
}
