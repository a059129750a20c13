//! Acting for somebody (代理人): offering, taking, ending, and switching to and fro.

pub mod back;
pub mod claim;
pub mod offer;
pub mod settle;
pub mod switch;

use app::domain::delegation::{Outcome, Step};
use axum::response::Response;

use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_form_again;
use crate::session::flash::Flash;
use crate::state::Portal;

/// The page that all this stands on.
const PAGE: &str = "/family";

/// Asks the hub for a step; what is to be said about it.
async fn take(caller: &Caller, step: &Step, form: &FormOnce, done: Flash) -> Flash {
    match caller.records.delegate(step, &form.0).await {
        Err(_trouble) => Flash::FamilyFailed,
        Ok(answer) => match answer.value.outcome {
            Outcome::Done => done,
            Outcome::UnknownCode => Flash::FamilyCodeFailed,
            Outcome::TooMany => Flash::FamilyTooManyFailed,
            Outcome::NotAllowed => Flash::FamilyNotAllowedFailed,
            Outcome::NotThere => Flash::FamilyGoneFailed,
        },
    }
}

/// Back to the page, with what was typed: the page itself says what is wrong with it.
async fn back_with(portal: &Portal, caller: &Caller, fields: Vec<(String, String)>, said: Flash) -> Response {
    to_form_again(portal, caller, PAGE, fields, Some(said)).await
}
