//! `POST /settings/erase`: everything that the portal holds about the person, but for the session that asks.

use app::pages::fault::Fault;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Ends the other sessions first, so that none of them writes anything again; then erases.
pub async fn erase(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    if let Err(failure) = portal.sessions.end_others(&caller.session).await {
        error!(%failure, "the other sessions of a person could not be ended, so nothing was erased");
        return Faulted(Fault::Unavailable).into_response();
    }
    match portal.vault.erase(caller.session.person).await {
        Ok(_values) => to_page_saying("/settings", Flash::Erased, portal.cookies),
        Err(failure) => {
            error!(%failure, "what a person keeps could not be erased");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
