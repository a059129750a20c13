//! `POST /me/disown`: a record is not this person's. It is hidden at once; saying so twice hides it once.
//!
//! Only a record that the hub gives out for this very person can be named; anybody else's name fits none of them.

use app::domain::own::RecordKind;
use app::keeping::Keeping;
use app::pages::fault::Fault;
use app::pages::me::names::{names_of, years};
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use serde::Deserialize;
use tracing::error;

use crate::disowned::DisownedList;
use crate::keeping::PersonKeeping;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Which record.
#[derive(Deserialize)]
pub struct Named {
    kind: String,
    year: Option<i32>,
    record: String,
}

/// Hides it, and leads to the page that says what to do next.
pub async fn disown(State(portal): State<SharedPortal>, caller: Caller, Form(named): Form<Named>) -> Response {
    let today = portal.clock.today();
    let year = named.year.unwrap_or_else(|| today.year());
    let Some(kind) = RecordKind::from_code(&named.kind).filter(|_| years(today).contains(&year)) else {
        return Faulted(Fault::BadRequest).into_response();
    };
    // Asked behind the list: what is hidden already is found, so that a second press says the same.
    let all = portal.hub.records(&caller.session.identity, &caller.request_id);
    let Ok(names) = names_of(&*all, kind, year).await else {
        return to_page_saying("/me", Flash::DisownFailed, portal.cookies);
    };
    let person = caller.session.person;
    let keeping = PersonKeeping::new(portal.vault.clone(), person);
    let Some(record) = names.value.into_iter().find(|name| keeping.token_of(name) == named.record) else {
        return Faulted(Fault::BadRequest).into_response();
    };
    let chance: [u8; 24] = rand::random();
    match portal.vault.change(person, |list: &mut DisownedList| list.add(&record, today, chance)).await {
        Ok(Ok(())) => to_page_saying("/me", Flash::Disowned, portal.cookies),
        Ok(Err(_full)) => Faulted(Fault::BadRequest).into_response(),
        Err(failure) => {
            error!(%failure, "a record could not be hidden");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
