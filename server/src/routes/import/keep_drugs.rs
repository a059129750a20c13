//! `POST /import/medications`: a notebook of drugs, or a list of drugs bought without prescription, that was read from a
//! person's own files is added to their record, sealed. `POST /import/medications/remove`: one of them is taken out again.
//!
//! What comes back through the page is read again from its text, and believed only where it names this very person.

use app::domain::import::own_cp932;
use app::domain::notebook::added::{AddedDrugs, Adding, may_be_added};
use app::domain::notebook::{Otc, Volume, read_volume};
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::{FromRequest, Request, State};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use tracing::error;

use super::intake::whole;
use super::turn::{aside, turn};
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// What the page carried: one of the two.
#[derive(Deserialize)]
struct Carried {
    #[serde(default)]
    notebook: String,
    #[serde(default)]
    otc: String,
}

/// Which one, by its token.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    notebook: String,
    #[serde(default)]
    otc: String,
}

/// What was read again.
enum Brought {
    Book(Box<Volume>),
    Otc(Vec<Otc>),
}

/// Adds it, and says what became of it on the page of drugs.
pub async fn keep(State(portal): State<SharedPortal>, caller: Caller, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let (bytes, _held) = match whole(body).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let Form(carried) = match Form::<Carried>::from_request(Request::from_parts(head, bytes.into()), &()).await {
        Ok(form) => form,
        Err(unreadable) => return unreadable.into_response(),
    };
    let _turn = match turn().await {
        Ok(turn) => turn,
        Err(busy) => return busy.into_response(),
    };
    let brought = match aside(move || brought(&carried)).await {
        Ok(Some(brought)) => brought,
        Ok(None) => return Faulted(Fault::BadRequest).into_response(),
        Err(broken) => return broken.into_response(),
    };
    let today = portal.clock.today();
    if let Brought::Book(volume) = &brought
        && may_be_added(&volume.notebook, &caller.session.identity.person, today).is_err()
    {
        return to_page_saying("/import", Flash::DrugsNotYours, portal.cookies);
    }
    let added = portal.vault.change(caller.session.person, |kept: &mut AddedDrugs| add(kept, &brought, today));
    match added.await {
        Ok(Adding::Full) => to_page_saying("/me", Flash::DrugsFull, portal.cookies),
        Ok(Adding::Kept) => to_page_saying("/medications", Flash::DrugsAdded, portal.cookies),
        Ok(Adding::Known) => to_page_saying("/medications", Flash::DrugsKnown, portal.cookies),
        Err(failure) => {
            error!(%failure, "drugs could not be added");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

fn brought(carried: &Carried) -> Option<Brought> {
    let read = |text: &str| read_volume(text.as_bytes(), own_cp932).ok();
    match (carried.notebook.is_empty(), carried.otc.is_empty()) {
        (false, true) => Some(Brought::Book(Box::new(read(&carried.notebook)?))),
        (true, false) => {
            let list = read(&carried.otc)?.notebook;
            let whole = list.doubts.is_empty() && list.unknown.is_empty() && list.dispensings.is_empty();
            (whole && !list.otc.is_empty()).then_some(Brought::Otc(list.otc))
        }
        _ => None,
    }
}

/// All or none: where one finds no room, nothing is added.
fn add(kept: &mut AddedDrugs, brought: &Brought, today: NaiveDate) -> Adding {
    let list = match brought {
        Brought::Book(volume) => return kept.add_book(volume, today),
        Brought::Otc(list) => list,
    };
    let before = kept.clone();
    let mut all = Adding::Known;
    for otc in list {
        match kept.add_otc(otc.clone(), today) {
            Adding::Full => {
                *kept = before;
                return Adding::Full;
            }
            Adding::Kept => all = Adding::Kept,
            Adding::Known => {}
        }
    }
    all
}

/// Takes one out. One that is not there any more is nothing.
pub async fn remove(State(portal): State<SharedPortal>, caller: Caller, Form(named): Form<Named>) -> Response {
    let (vault, person) = (&portal.vault, caller.session.person);
    let meant = |name: String, token: &str| !token.is_empty() && vault.token(person, &name) == token;
    let taken = vault.change(person, |kept: &mut AddedDrugs| {
        kept.remove_books(|one| meant(one.name(), &named.notebook))
            + kept.remove_otc(|one| meant(one.name(), &named.otc))
    });
    match taken.await {
        Ok(0) => to_page("/me"),
        Ok(_) => to_page_saying("/me", Flash::DrugsRemoved, portal.cookies),
        Err(failure) => {
            error!(%failure, "an added drug could not be removed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
