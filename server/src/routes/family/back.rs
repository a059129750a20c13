//! `POST /session/back`: whoever acts for another is themselves again. It takes something away and gives nothing, so being
//! signed in is enough.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;
use app::pages::fault::Fault;

/// Leads to the page from which one acts for others.
pub async fn back(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    match portal.sessions.act(&caller.session, None).await {
        Ok(_there) => to_page_saying("/family", Flash::ActingEnded, portal.cookies),
        Err(failure) => {
            error!(%failure, "a session could not be changed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
