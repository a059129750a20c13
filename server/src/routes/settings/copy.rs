//! `POST /settings/copy`: a copy of the records is wished, taken anew, or not wished any more and gone.

use app::pages::fault::Fault;
use app::pages::me::names::years;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tracing::error;

use crate::copies::{self, Outcome};
use crate::disowned::hub_records;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;
use crate::vault::VaultError;

/// What is wished: `on`, `now` or `off`.
#[derive(Deserialize)]
pub struct Wish {
    copy: String,
}

/// Does it, and says what became of it.
pub async fn change(State(portal): State<SharedPortal>, caller: Caller, Form(wish): Form<Wish>) -> Response {
    let done = match wish.copy.as_str() {
        "on" => match copies::switch_on(&portal.vault, caller.session.person).await {
            Ok(()) => take(&portal, &caller).await,
            Err(failure) => Err(failure),
        },
        "now" => take(&portal, &caller).await,
        "off" => copies::switch_off(&portal.vault, caller.session.person).await.map(|()| Flash::CopyOff),
        _ => return Faulted(Fault::BadRequest).into_response(),
    };
    match done {
        Ok(flash) => to_page_saying("/settings", flash, portal.cookies),
        Err(failure) => {
            error!(%failure, "the copy could not be changed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

async fn take(portal: &SharedPortal, caller: &Caller) -> Result<Flash, VaultError> {
    let all = years(portal.clock.today());
    let records = hub_records(portal, &caller.session, &caller.request_id);
    let taken = copies::take(&portal.vault, caller.session.person, &*records, all).await?;
    Ok(match taken {
        Outcome { too_large: true, .. } => Flash::CopyTooLarge,
        Outcome { missing: true, .. } => Flash::CopyPart,
        _ => Flash::CopyTaken,
    })
}
