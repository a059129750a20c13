//! `POST /me/own`: a record that was hidden is this person's after all.

use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tracing::error;

use crate::disowned::DisownedList;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Which one, by its number in the list.
#[derive(Deserialize)]
pub struct Named {
    reference: String,
}

/// Shows it again. One that is not on the list is nothing.
pub async fn own(State(portal): State<SharedPortal>, caller: Caller, Form(named): Form<Named>) -> Response {
    let taken = portal.vault.change(caller.session.person, |list: &mut DisownedList| list.take_back(&named.reference));
    match taken.await {
        Ok(true) => to_page_saying("/me", Flash::Owned, portal.cookies),
        Ok(false) => to_page("/me"),
        Err(failure) => {
            error!(%failure, "a record could not be shown again");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
