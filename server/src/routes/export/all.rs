//! `POST /export/all`: everything about the person that can be had here, in one archive.

use app::domain::checkup::added::AddedCheckups;
use app::domain::notebook::added::AddedDrugs;
use app::files::everything::{Everything, write};
use app::files::name::{ZIP_TYPE, everything_name};
use app::keeping::{Keeping, NotReadable};
use app::pages::fault::Fault;
use app::pages::me::names::years;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use crate::copies::{drugs_of, expenses_of};
use crate::export::attachment;
use crate::keeping::PersonKeeping;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Gathers and writes. What cannot be had from the hub now is named in the file; what the portal itself keeps must be
/// readable, because nobody could tell it from nothing.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let records = &*caller.records;
    let today = portal.clock.today();
    let keeping = PersonKeeping::new(portal.vault.clone(), caller.session.person)
        .of_session(portal.sessions.clone(), caller.session.clone());
    let kept = async {
        let (hidden, marks) = (keeping.hidden().await?, keeping.notice_marks().await?);
        Ok::<_, NotReadable>((hidden, marks, keeping.hidden_drugs().await?, keeping.copies().await?))
    };
    let Ok((hidden, marks, hidden_drugs, copies)) = kept.await else {
        return Faulted(Fault::Unavailable).into_response();
    };
    let Ok(book) = keeping.expense_book().await else {
        return Faulted(Fault::Unavailable).into_response();
    };
    let Ok(added) = portal.vault.read::<AddedCheckups>(caller.session.person).await else {
        return Faulted(Fault::Unavailable).into_response();
    };
    let Ok(added_drugs) = portal.vault.read::<AddedDrugs>(caller.session.person).await else {
        return Faulted(Fault::Unavailable).into_response();
    };
    let everything = Everything {
        person: caller.session.identity.person.clone(),
        made: portal.clock.japan(portal.clock.unix_now()),
        years: years(today),
        eligibility: records.eligibility().await,
        checkups: records.checkups().await,
        drugs: drugs_of(records, years(today)).await,
        expenses: expenses_of(records, years(today)).await,
        notices: records.notices().await,
        looks: records.looks().await,
        hidden,
        marks,
        added,
        added_drugs,
        book: book.book,
        hidden_drugs,
        copies,
    };
    match write(&everything) {
        Ok(bytes) => attachment(&everything_name(today), ZIP_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the archive could not be written");
            to_page_saying("/me", Flash::ExportFailed, portal.cookies)
        }
    }
}
