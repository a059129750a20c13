//! `POST /family/switch`: from the next page on, the records of somebody who has made the caller their delegate. Whose
//! records and which, the hub says now; what the browser showed counts for nothing.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tracing::error;

use super::PAGE;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// By which delegation.
#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    delegation: String,
}

/// Leads to the start page of that person.
pub async fn switch(State(portal): State<SharedPortal>, caller: Caller, Form(chosen): Form<Chosen>) -> Response {
    let Ok(answer) = caller.records.delegations().await else {
        return to_page_saying(PAGE, Flash::FamilyFailed, portal.cookies);
    };
    let today = portal.clock.today();
    let held = answer.value.delegations.iter().find(|one| one.id == chosen.delegation);
    let Some(acting) = held.and_then(|one| one.acting(today)) else {
        return to_page_saying(PAGE, Flash::FamilyGoneFailed, portal.cookies);
    };
    match portal.sessions.act(&caller.session, Some(acting)).await {
        Ok(true) => to_page("/"),
        // Ended elsewhere meanwhile: the next page asks for the card.
        Ok(false) => to_page(PAGE),
        Err(failure) => {
            error!(%failure, "a session could not be changed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
