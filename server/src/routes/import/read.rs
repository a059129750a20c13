//! `POST /import`: takes the files into memory, then reads them in their turn, and answers the page with what was found.
//! Nothing is kept.

use std::sync::Arc;

use app::domain::import::{MAX_BYTES, MAX_FILES, MAX_SENT, Outcome, own_cp932};
use app::pages::fault::Fault;
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::intake::Held;
use super::turn::{aside, turn};
use crate::middleware::fault::Faulted;
use crate::pages::{self, Imported};
use crate::state::SharedPortal;

/// Longest text of the income field, bytes.
const INCOME_BYTES: usize = 200;

/// Longest text of QR codes, bytes: many of the largest.
const QR_BYTES: usize = 1 << 20;

/// Reads the form, then shows the page.
///
/// Too much at once is answered like every other mistake in this form: the page again, with status 200 and the reason
/// beside the field. The form was taken and understood, and a browser writes each 4xx of a page into its console as a
/// failure of the site, which it is not. Only what is never read to its end is answered 413, by the route's own limit.
pub async fn read(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (mut asked, body) = request.into_parts();
    let form = match Multipart::from_request(Request::from_parts(asked.clone(), body), &portal).await {
        Ok(form) => form,
        Err(_not_a_form) => return Faulted(Fault::BadRequest).into_response(),
    };
    let outcome = match collect(form).await {
        Ok(sent) => read_all(sent).await,
        Err(fault) => Err(Faulted(fault)),
    };
    match outcome {
        Ok(outcome) => {
            asked.extensions.insert(Imported(Arc::new(outcome)));
            pages::page(State(portal), Request::from_parts(asked, Body::empty())).await
        }
        Err(fault) => fault.into_response(),
    }
}

/// What the form brought, not read yet.
struct Sent {
    income_typed: String,
    qr_typed: String,
    files: Vec<SentFile>,
    /// More than is taken at once: the files are dropped.
    too_much: bool,
    /// The room that the files lie in.
    held: Held,
}

struct SentFile {
    name: String,
    /// Whole, or empty where the file is too large or one too many.
    bytes: Vec<u8>,
    size: usize,
}

async fn collect(mut form: Multipart) -> Result<Sent, Fault> {
    let mut sent = Sent {
        income_typed: String::new(),
        qr_typed: String::new(),
        files: Vec::new(),
        too_much: false,
        held: Held::new(),
    };
    // What is too much is still taken off the wire and dropped: a browser cut off while it sends shows no page at all.
    let mut total = 0usize;
    while let Some(mut field) = form.next_field().await.map_err(fault_of)? {
        match field.name() {
            Some("income") => {
                let (bytes, size) = at_most(&mut field, INCOME_BYTES, &mut sent.held).await?;
                total = total.saturating_add(size);
                sent.income_typed = String::from_utf8_lossy(&bytes).into_owned();
            }
            Some("qr") => {
                let (bytes, size) = at_most(&mut field, QR_BYTES, &mut sent.held).await?;
                total = total.saturating_add(size);
                sent.too_much |= size > QR_BYTES;
                sent.qr_typed = String::from_utf8_lossy(&bytes).into_owned();
            }
            Some("files") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let room = if sent.files.len() < MAX_FILES && !sent.too_much { MAX_BYTES } else { 0 };
                let (bytes, size) = at_most(&mut field, room, &mut sent.held).await?;
                total = total.saturating_add(size);
                // A browser sends an empty, nameless file where none was chosen.
                if !(sent.too_much || name.is_empty() && size == 0) {
                    sent.files.push(SentFile { name, bytes, size });
                }
            }
            _ => {}
        }
        if total > MAX_SENT && !sent.too_much {
            (sent.too_much, sent.files, sent.held) = (true, Vec::new(), Held::new());
        }
    }
    Ok(sent)
}

/// Reading large files takes a while, so few are read at a time, and not where it holds up other requests.
async fn read_all(sent: Sent) -> Result<Outcome, Faulted> {
    let Sent { income_typed, qr_typed, files, too_much, held } = sent;
    let mut outcome = Outcome { income_typed, too_much, ..Outcome::default() };
    if too_much || files.is_empty() && qr_typed.trim().is_empty() {
        outcome.qr_typed = qr_typed;
        return Ok(outcome);
    }
    let _turn = turn().await?;
    let outcome = aside(move || {
        for SentFile { name, bytes, size } in files {
            if size > MAX_BYTES {
                outcome.refuse_size(&name, size);
            } else {
                outcome.take(&name, &bytes, own_cp932);
            }
        }
        outcome.take_qr(&qr_typed, own_cp932);
        outcome.settle(own_cp932);
        outcome
    })
    .await;
    drop(held);
    outcome
}

/// The field's bytes up to a limit, and its whole size. What is beyond the limit is dropped as it comes.
async fn at_most(field: &mut Field<'_>, limit: usize, held: &mut Held) -> Result<(Vec<u8>, usize), Fault> {
    let mut bytes = Vec::new();
    let mut size = 0usize;
    while let Some(chunk) = field.chunk().await.map_err(fault_of)? {
        size = size.saturating_add(chunk.len());
        if size <= limit {
            held.grow(chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((bytes, size))
}

fn fault_of(error: MultipartError) -> Fault {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Fault::TooLarge } else { Fault::BadRequest }
}
