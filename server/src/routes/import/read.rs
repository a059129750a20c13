//! `POST /import`: takes files into memory, reads them in their turn, and answers the page with what was found; or does what was
//! pressed in the book that travels with the page. Nothing is kept.

use std::sync::Arc;

use app::domain::expense::book::file;
use app::domain::import::desk::FileDesk;
use app::domain::import::{MAX_BYTES, MAX_FILES, MAX_SENT, Outcome, own_cp932};
use app::pages::fault::Fault;
use app::pages::visit::ImportState;
use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;

use super::intake::Held;
use super::turn::{aside, turn};
use crate::middleware::fault::Faulted;
use crate::pages::{self, Imported};
use crate::state::SharedPortal;

/// Longest text of a field, bytes.
const LONG: usize = 4_000;

/// Text fields that are read.
const MOST: usize = 400;

/// The page.
const PAGE: &str = "/import";

/// Longest text of QR codes, bytes: many of the largest.
const QR_BYTES: usize = 1 << 20;

/// Reads the form, then shows the page.
///
/// Too much at once is answered like every other mistake in this form: the page again, with status 200 and the reason
/// beside the field. The form was taken and understood, and a browser writes each 4xx of a page into its console as a
/// failure of the site, which it is not. Only what is never read to its end is answered 413, by the route's own limit.
pub async fn read(State(portal): State<SharedPortal>, request: Request) -> Response {
    let (asked, body) = request.into_parts();
    let form = match Multipart::from_request(Request::from_parts(asked.clone(), body), &portal).await {
        Ok(form) => form,
        Err(_not_a_form) => return Faulted(Fault::BadRequest).into_response(),
    };
    let today = portal.clock.today();
    let state = match collect(form).await {
        Ok(sent) => work(sent, today).await,
        Err(fault) => Err(Faulted(fault)),
    };
    match state {
        Ok(state) => answer(portal, asked, state).await,
        Err(fault) => fault.into_response(),
    }
}

/// The page with a book as it is now.
pub(super) async fn show(portal: SharedPortal, asked: Parts, desk: FileDesk) -> Response {
    answer(portal, asked, ImportState { desk, ..ImportState::default() }).await
}

async fn answer(portal: SharedPortal, mut asked: Parts, state: ImportState) -> Response {
    // A file that could not be made is answered by the page at its own address.
    let mut uri = asked.uri.clone().into_parts();
    uri.path_and_query = Some(PathAndQuery::from_static(PAGE));
    asked.uri = Uri::from_parts(uri).unwrap_or_else(|_| Uri::from_static(PAGE));
    asked.extensions.insert(Imported(Arc::new(state)));
    pages::page(State(portal), Request::from_parts(asked, Body::empty())).await
}

/// What the form brought, not read yet.
struct Sent {
    texts: Vec<(String, String)>,
    /// Text of QR codes.
    qr: String,
    book: Vec<u8>,
    files: Vec<SentFile>,
    /// More than is taken at once: the files are dropped.
    too_much: bool,
    /// The room that it all lies in.
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
        texts: Vec::new(),
        qr: String::new(),
        book: Vec::new(),
        files: Vec::new(),
        too_much: false,
        held: Held::new(),
    };
    // What is too much is still taken off the wire and dropped: a browser cut off while it sends shows no page at all.
    let mut total = 0usize;
    while let Some(mut field) = form.next_field().await.map_err(fault_of)? {
        match field.name().unwrap_or_default().to_owned().as_str() {
            "qr" => {
                let (bytes, size) = at_most(&mut field, QR_BYTES, &mut sent.held).await?;
                total = total.saturating_add(size);
                sent.too_much |= size > QR_BYTES;
                sent.qr = String::from_utf8_lossy(&bytes).into_owned();
            }
            "files" => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let room = if sent.files.len() < MAX_FILES && !sent.too_much { MAX_BYTES } else { 0 };
                let (bytes, size) = at_most(&mut field, room, &mut sent.held).await?;
                total = total.saturating_add(size);
                // A browser sends an empty, nameless file where none was chosen.
                if !(sent.too_much || name.is_empty() && size == 0) {
                    sent.files.push(SentFile { name, bytes, size });
                }
            }
            "book" => {
                let (bytes, size) = at_most(&mut field, MAX_SENT, &mut sent.held).await?;
                if size > MAX_SENT {
                    return Err(Fault::TooLarge);
                }
                total = total.saturating_add(size);
                sent.book = bytes;
            }
            name => {
                let room = if sent.texts.len() < MOST { LONG } else { 0 };
                let (bytes, size) = at_most(&mut field, room, &mut sent.held).await?;
                total = total.saturating_add(size);
                if sent.texts.len() < MOST {
                    sent.texts.push((name.to_owned(), String::from_utf8_lossy(&bytes).into_owned()));
                }
            }
        }
        if total > MAX_SENT && !sent.too_much {
            (sent.too_much, sent.files) = (true, Vec::new());
        }
    }
    Ok(sent)
}

/// Reading large files takes a while, so few are read at a time, and not where it holds up other requests.
async fn work(sent: Sent, today: NaiveDate) -> Result<ImportState, Faulted> {
    let _turn = turn().await?;
    aside(move || {
        let Sent { texts, qr, book, files, too_much, held } = sent;
        let field = |name: &str| {
            texts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        let desk = match book.is_empty() {
            true => FileDesk::default(),
            false => match std::str::from_utf8(&book).ok().and_then(|text| file::read(text).ok()) {
                Some(book) => FileDesk::of(book),
                None => return Err(Faulted(Fault::BadRequest)),
            },
        };
        let state = if field("do").is_empty() {
            read_files(desk, files, (&qr, too_much), &field, today)
        } else {
            let mut desk = desk;
            desk.press(today, &field);
            ImportState { desk, ..ImportState::default() }
        };
        drop(held);
        Ok(state)
    })
    .await?
}

/// Files beside what the page carried.
fn read_files<'a>(
    mut desk: FileDesk,
    files: Vec<SentFile>,
    (qr, too_much): (&str, bool),
    field: &dyn Fn(&str) -> &'a str,
    today: NaiveDate,
) -> ImportState {
    let mut outcome = Outcome { too_much, ..Outcome::default() };
    for SentFile { name, bytes, size } in files {
        if size > MAX_BYTES {
            outcome.refuse_size(&name, size);
        } else {
            outcome.take(&name, &bytes, own_cp932);
        }
    }
    if too_much {
        qr.clone_into(&mut outcome.qr_typed);
    } else {
        outcome.take_qr(qr, own_cp932);
    }
    outcome.settle(own_cp932);
    let mut book = desk.book.clone();
    match outcome.into_book(&mut book, today) {
        Ok(()) => desk = FileDesk::of(book),
        Err(full) => outcome.full = Some(full),
    }
    desk.tell(field);
    ImportState { outcome, desk, pressed_files: true }
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
