//! `POST /import/checkups`: checkups that were read from a person's own files are added to their record, sealed.
//! `POST /import/checkups/remove`: one of them is taken out again.
//!
//! What comes back through the page is believed only as far as it could stand in a document, and only where the document
//! names this very person.

use app::domain::checkup::added::{AddedCheckups, Adding, NotAdded, may_be_added};
use app::domain::checkup::document::Document;
use app::domain::import::MAX_FILES;
use app::files::carried_checkups::unpack;
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

/// Most documents that are added at once: a file of each of ten years, many times over.
const MOST: usize = MAX_FILES * 10;

/// What the page carried.
#[derive(Deserialize)]
struct Carried {
    checkups: String,
}

/// Which one, by its token.
#[derive(Deserialize)]
pub struct Named {
    checkup: String,
}

/// Adds them, and says what became of it on the page of checkups.
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
    let documents = match aside(move || unpack(&carried.checkups)).await {
        Ok(Some(documents)) if (1..=MOST).contains(&documents.len()) => documents,
        Ok(_) => return Faulted(Fault::BadRequest).into_response(),
        Err(broken) => return broken.into_response(),
    };
    let today = portal.clock.today();
    let (own, others): (Vec<_>, Vec<_>) = documents
        .into_iter()
        .map(|document| may_be_added(&document, &caller.session.identity.person, today).map(|()| document))
        .partition(Result::is_ok);
    let own: Vec<Document> = own.into_iter().flatten().collect();
    if others.iter().any(|why| matches!(why, Err(NotAdded::Unsound))) {
        return Faulted(Fault::BadRequest).into_response();
    }
    if own.is_empty() {
        return to_page_saying("/import", Flash::CheckupsNotYours, portal.cookies);
    }
    match portal.vault.change(caller.session.person, |kept: &mut AddedCheckups| add_all(kept, &own, today)).await {
        Ok(Adding::Full) => to_page_saying("/me", Flash::CheckupsFull, portal.cookies),
        Ok(_) if !others.is_empty() => to_page_saying("/checkups", Flash::CheckupsPart, portal.cookies),
        Ok(Adding::Kept) => to_page_saying("/checkups", Flash::CheckupsAdded, portal.cookies),
        Ok(Adding::Known) => to_page_saying("/checkups", Flash::CheckupsKnown, portal.cookies),
        Err(failure) => {
            error!(%failure, "checkups could not be added");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// All or none: where one finds no room, nothing is added.
fn add_all(kept: &mut AddedCheckups, own: &[Document], today: NaiveDate) -> Adding {
    let before = kept.clone();
    let mut all = Adding::Known;
    for document in own {
        match kept.add(document.clone(), today) {
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
    let taken = vault.change(person, |kept: &mut AddedCheckups| {
        kept.remove(|one| vault.token(person, &one.name()) == named.checkup)
    });
    match taken.await {
        Ok(0) => to_page("/me"),
        Ok(_) => to_page_saying("/me", Flash::CheckupRemoved, portal.cookies),
        Err(failure) => {
            error!(%failure, "an added checkup could not be removed");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}
