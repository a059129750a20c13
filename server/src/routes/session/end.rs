//! `POST /session/end` and `POST /session/end-others`: a person ends sessions of theirs in other browsers.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;
use crate::store::StoreError;
use app::pages::fault::Fault;

/// Which one, by its name in the list.
#[derive(Deserialize)]
pub struct Named {
    session: String,
}

/// Ends one. One that is over already is as good as ended.
pub async fn one(State(portal): State<SharedPortal>, caller: Caller, Form(named): Form<Named>) -> Response {
    let ended = portal.sessions.end_named(&caller.session, &named.session).await;
    said(&portal, ended, Flash::SessionEnded)
}

/// Ends all but the one that asks.
pub async fn others(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let ended = portal.sessions.close_others(&caller.session).await;
    said(&portal, ended, Flash::OthersEnded)
}

fn said(portal: &SharedPortal, ended: Result<(), StoreError>, flash: Flash) -> Response {
    match ended {
        Ok(()) => to_page_saying("/settings", flash, portal.cookies),
        Err(failure) => {
            error!(%failure, "a session could not be ended");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
