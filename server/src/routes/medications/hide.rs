//! `POST /medications/hide`: a drug stays off sheets and shares, or stands there again. Doing it twice does it once.
//!
//! Only a drug of this very person can be named: the name an address calls it by fits nobody else's.

use app::domain::medication::{Drug, DrugKey, HiddenDrugs, Span};
use app::keeping::Keeping;
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use serde::Deserialize;
use tracing::error;

use crate::keeping::PersonKeeping;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// Nothing of this kind was recorded before.
const FIRST_YEAR: i32 = 1960;

/// The form's fields.
#[derive(Deserialize)]
pub struct Asked {
    /// What the address calls the drug.
    drug: String,
    /// A year in which it was given.
    #[serde(default)]
    year: i32,
    /// `hide` or `show`.
    #[serde(rename = "do")]
    what: String,
}

/// Does it, and leads back to the drug.
pub async fn hide(State(portal): State<SharedPortal>, caller: Caller, Form(asked): Form<Asked>) -> Response {
    match asked.what.as_str() {
        "hide" => hide_one(&portal, &caller, &asked).await,
        "show" => show_one(&portal, &caller, &asked).await,
        _ => Faulted(Fault::BadRequest).into_response(),
    }
}

async fn hide_one(portal: &Portal, caller: &Caller, asked: &Asked) -> Response {
    let keeping = PersonKeeping::new(portal.vault.clone(), caller.session.person);
    if !(FIRST_YEAR..=portal.clock.today().year()).contains(&asked.year) {
        return Faulted(Fault::BadRequest).into_response();
    }
    let Ok(answer) = caller.records.medications(Span::year(asked.year)).await else {
        return to_page_saying("/medications", Flash::HideDrugFailed, portal.cookies);
    };
    let is_meant = |drug: &&Drug| keeping.token_of_drug(&DrugKey::of(drug)) == asked.drug;
    let Some(drug) = answer.value.rows.iter().flat_map(|row| &row.drugs).find(is_meant) else {
        return Faulted(Fault::BadRequest).into_response();
    };
    let today = portal.clock.today();
    let hidden = portal.vault.change(caller.session.person, |list: &mut HiddenDrugs| list.hide(drug, today));
    match hidden.await {
        Ok(Ok(())) => to_page_saying(&address(&asked.drug), Flash::DrugHidden, portal.cookies),
        Ok(Err(_full)) => to_page_saying(&address(&asked.drug), Flash::HideDrugFullFailed, portal.cookies),
        Err(failure) => {
            error!(%failure, "a drug could not be hidden");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// Named by what is kept, so that one that the hub tells of no more can be shown again too.
async fn show_one(portal: &Portal, caller: &Caller, asked: &Asked) -> Response {
    let person = caller.session.person;
    let keeping = PersonKeeping::new(portal.vault.clone(), person);
    let shown = portal.vault.change(person, |list: &mut HiddenDrugs| {
        let known = list.all().iter().find(|one| keeping.token_of_drug(&one.key) == asked.drug);
        known.map(|one| one.key.clone()).is_some_and(|key| list.show(&key))
    });
    match shown.await {
        Ok(true) => to_page_saying("/medications", Flash::DrugShown, portal.cookies),
        Ok(false) => to_page("/medications"),
        Err(failure) => {
            error!(%failure, "a drug could not be shown again");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// The drug's own page; only where a drug of this person was found by that name, so it is one of ours.
fn address(drug: &str) -> String {
    format!("/medications/{drug}")
}
