//! `POST /expenses/keep`: the book of expenses is kept with the portal, or ends with the session again.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use tracing::error;

use crate::expense_book;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// What the form brings.
#[derive(Deserialize)]
pub struct KeepForm {
    #[serde(default)]
    year: i32,
    #[serde(default)]
    keep: String,
}

/// Moves it, and leads back to the page.
pub async fn keep(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<KeepForm>) -> Response {
    let on = form.keep == "on";
    let said = match expense_book::keep(&portal.vault, &portal.sessions, &caller.session, on).await {
        Ok(()) if on => Flash::BookKept,
        Ok(()) => Flash::BookUnkept,
        Err(failure) => {
            error!(%failure, "a book of expenses could not be moved");
            Flash::BookFailed
        }
    };
    to_page_saying(&format!("/expenses?year={}", form.year), said, portal.cookies)
}
