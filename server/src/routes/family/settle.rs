//! `POST /family/accept`, `/family/decline` and `/family/end`: saying yes or no to what was offered, and ending what stands.
//! Ending protects whoever does it, so being signed in is enough.

use app::domain::access::is_plain;
use app::domain::delegation::Step;
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};
use serde::Deserialize;

use super::{PAGE, take};
use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// Which one.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    delegation: String,
}

/// Says yes.
pub async fn accept(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(named): Form<Named>,
) -> Response {
    settle(&portal, &caller, &form, named, Step::Accept, Flash::FamilyAccepted).await
}

/// Says no.
pub async fn decline(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(named): Form<Named>,
) -> Response {
    settle(&portal, &caller, &form, named, Step::Decline, Flash::FamilyDeclined).await
}

/// Ends one, from either side, or takes an offer back.
pub async fn end(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(named): Form<Named>,
) -> Response {
    settle(&portal, &caller, &form, named, Step::End, Flash::FamilyEnded).await
}

async fn settle(
    portal: &Portal,
    caller: &Caller,
    form: &FormOnce,
    named: Named,
    step: fn(String) -> Step,
    done: Flash,
) -> Response {
    let said = if is_plain(&named.delegation) {
        take(caller, &step(named.delegation), form, done).await
    } else {
        Flash::FamilyGoneFailed
    };
    to_page_saying(PAGE, said, portal.cookies)
}
