//! `POST /expenses/ceiling`: a person tells their income class for a year, or takes it back. It is kept sealed and never
//! stands in an address.

use app::domain::ceiling::class::ClassCode;
use app::domain::ceiling::told::ToldClasses;
use app::domain::expense::ledger::first_kept_month;
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use serde::Deserialize;
use tracing::error;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// The form's value that takes a class back.
const NONE: &str = "none";

/// What the form brings.
#[derive(Deserialize)]
pub struct ClassForm {
    /// The calendar year of the page.
    year: i32,
    /// The year in whose August the class begins to hold.
    from: i32,
    /// Filled where the class is that with the late-stage scheme (後期高齢者医療).
    #[serde(default)]
    late: String,
    /// Code of list 012, or `none`; empty where nothing was chosen.
    #[serde(default)]
    class: String,
}

/// Keeps or forgets, and leads back to the page.
pub async fn tell(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<ClassForm>) -> Response {
    let (first, last) = (first_kept_month().year(), portal.clock.today().year());
    // The months before August belong to the year that began the August before.
    if !(first..=last).contains(&form.year) || !(form.year - 1..=form.year).contains(&form.from) {
        return Faulted(Fault::BadRequest).into_response();
    }
    let page = format!("/expenses/ceiling?year={}", form.year);
    let code = match form.class.as_str() {
        "" => return to_page_saying(&page, Flash::ClassNotChosen, portal.cookies),
        NONE => None,
        code => match ClassCode::parse(code) {
            Some(code) => Some(code),
            None => return Faulted(Fault::BadRequest).into_response(),
        },
    };
    let changed = portal.vault.change(caller.session.person, |told: &mut ToldClasses| match code {
        Some(code) => told.tell(form.from, code, !form.late.is_empty()),
        None => told.forget(form.from),
    });
    let said = match changed.await {
        Ok(()) if code.is_some() => Flash::ClassKept,
        Ok(()) => Flash::ClassForgotten,
        Err(failure) => {
            error!(%failure, "an income class could not be kept");
            Flash::ClassFailed
        }
    };
    to_page_saying(&page, said, portal.cookies)
}
