//! `POST /family/claim`: a person enters the code that somebody has handed to them, to become their delegate.

use app::domain::delegation::{Code, Step};
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};
use serde::Deserialize;

use super::{PAGE, take};
use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// The code as typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// Leads to the page that says whose it is and asks once more. The code itself is kept nowhere: a wrong one is typed anew.
pub async fn claim(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(typed): Form<Typed>,
) -> Response {
    let said = match Code::read(&typed.code) {
        None => Flash::FamilyCodeFailed,
        Some(code) => take(&caller, &Step::Claim(code), &form, Flash::FamilyClaimed).await,
    };
    to_page_saying(PAGE, said, portal.cookies)
}
