//! `POST /expenses/export/book`: the book as one file that can be brought back.

use app::domain::expense::book::{Source, file};
use app::files::name::{JSON_TYPE, book_name};
use app::pages::fault::Fault;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::expense_book;
use crate::export::attachment;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes it. What came under another's grant stays here: it is theirs.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let mut book = match expense_book::read(&portal.vault, &portal.sessions, &caller.session).await {
        Ok(read) => read.book,
        Err(failure) => {
            error!(%failure, "a book of expenses could not be read");
            return Faulted(Fault::Unavailable).into_response();
        }
    };
    book.batches.retain(|batch| !matches!(batch.source, Source::Grant(_)));
    let today = portal.clock.today();
    attachment(&book_name(today), JSON_TYPE, file::write(&book, today).into_bytes())
}
