//! Acting for somebody (代理人): offering, taking, ending, and switching to and fro.

pub mod back;
pub mod claim;
pub mod offer;
pub mod settle;
pub mod switch;

use app::domain::delegation::{Outcome, Step};
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use tracing::error;

use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::cookie::Jar;
use crate::session::draft::Draft;
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
    let draft = Draft { page: PAGE.to_owned(), fields };
    let mut response = to_page_saying(PAGE, said, portal.cookies);
    match portal.sessions.keep_draft(caller.session.person, &draft).await {
        Ok(cookie) => {
            response.headers_mut().append(SET_COOKIE, portal.cookies.set(Jar::Draft, &cookie.value()));
        }
        Err(failure) => error!(%failure, "a form could not be kept"),
    }
    response
}
