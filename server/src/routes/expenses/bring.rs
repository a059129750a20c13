//! `POST /expenses/bring`: what was read and typed on the page of files becomes a part of the signed-in person's own book.

use app::domain::expense::book::{Book, Source, file};
use app::domain::expense::ledger::first_kept_month;
use app::pages::fault::Fault;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use tracing::error;

use crate::expense_book;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::import::fields::fields;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Takes it in, all or nothing, and leads to the newest year of what was brought, so that it is seen.
pub async fn bring(State(portal): State<SharedPortal>, caller: Caller, request: Request) -> Response {
    let sent = match fields(&portal, request).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let Ok(mut brought) = file::read(sent.text("book")) else { return Faulted(Fault::BadRequest).into_response() };
    // What somebody granted came from the hub and only ever comes from there.
    brought.batches.retain(|batch| matches!(batch.source, Source::Mynaportal | Source::Insurer));
    let known = first_kept_month().year()..=portal.clock.today().year();
    let page = brought
        .newest_year()
        .filter(|year| known.contains(year))
        .map_or_else(|| "/expenses".to_owned(), |year| format!("/expenses?year={year}"));
    let taken = expense_book::change(&portal.vault, &portal.sessions, &caller.session, |book: &mut Book| {
        book.take_in(brought.clone())
    });
    match taken.await {
        Ok(Ok(_new)) => to_page_saying(&page, Flash::BookBrought, portal.cookies),
        Ok(Err(_full)) => to_page_saying("/expenses", Flash::BookFull, portal.cookies),
        Err(failure) => {
            error!(%failure, "a book of expenses could not be changed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
