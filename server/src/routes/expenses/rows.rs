//! `POST /expenses/rows`: a row is typed, corrected, answered or taken out. What is wrong comes back with all that was typed.

use app::domain::expense::book::change::{At, Done, apply};
use app::domain::expense::book::row::RowName;
use app::domain::expense::ledger::first_kept_month;
use app::pages::fault::Fault;
use app::pages::household::Household;
use app::ui::book::rows::PAGE as PAGE_OF_ROWS;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use tracing::error;

use super::household_of;
use crate::expense_book;
use crate::form_key::FIELD;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_form_again, to_page_saying};
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// The page that all this stands on.
const PAGE: &str = "/expenses/rows";

/// Does what the form says.
pub async fn change(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Response {
    fields.retain(|(name, _)| name != FIELD);
    let field = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let today = portal.clock.today();
    let known = first_kept_month().year()..=today.year();
    let Some(year) = field("year").parse().ok().filter(|year| known.contains(year)) else {
        return Faulted(Fault::BadRequest).into_response();
    };
    let page = format!("{PAGE}?year={year}");
    let at = At { year, today };
    let household = match household_of(&portal, &caller, year).await {
        Ok(household) if !household.book_missing => household,
        _ => return back(&portal, &caller, &page, fields, Flash::BookFailed).await,
    };
    let rows = &household.gathered.rows;
    // Judged once before anything is written: what is wrong is said by the page.
    if apply(&mut household.book.clone(), rows, at, field).is_err() {
        return back(&portal, &caller, &page, fields, Flash::RowsWrong).await;
    }
    let changed = expense_book::change(&portal.vault, &portal.sessions, &caller.session, |book| {
        let before = book.clone();
        let done = apply(book, rows, at, field);
        if done.is_err() {
            *book = before;
        }
        done
    });
    match changed.await {
        Ok(Ok(done @ Done::Corrected)) => {
            let row = corrected_row(&household, at, field("row")).unwrap_or_default();
            to_page_saying(&format!("{page}{row}"), said(done), portal.cookies)
        }
        Ok(Ok(done)) => to_page_saying(&page, said(done), portal.cookies),
        // Somebody was quicker, and it does not fit any more.
        Ok(Err(_)) => back(&portal, &caller, &page, fields, Flash::RowsWrong).await,
        Err(failure) => {
            error!(%failure, "a book of expenses could not be changed");
            back(&portal, &caller, &page, fields, Flash::BookFailed).await
        }
    }
}

/// The rest of the address of the page on which a row stands that was corrected: a correction moves none within its year.
fn corrected_row(household: &Household, at: At, name: &str) -> Option<String> {
    let name = RowName::parse(name)?;
    let year = household.year(at.year, at.today);
    let (nth, place) = year
        .rows
        .iter()
        .zip(&year.places)
        .enumerate()
        .find(|(_, (row, _))| row.name == name)
        .map(|(nth, (_, place))| (nth, place))?;
    Some(format!("&page={}&done={place}#row-{place}", nth / PAGE_OF_ROWS))
}

const fn said(done: Done) -> Flash {
    match done {
        Done::Added => Flash::RowAdded,
        Done::Changed => Flash::RowChanged,
        Done::Removed => Flash::RowRemoved,
        Done::Corrected => Flash::RowCorrected,
        Done::Elsewhere => Flash::RowElsewhere,
        Done::Uncorrected => Flash::RowUncorrected,
        Done::Answered => Flash::RowAnswered,
        Done::Dropped => Flash::RowsDropped,
        Done::Gone => Flash::RowGone,
    }
}

/// To the page again, with what was typed.
async fn back(portal: &Portal, caller: &Caller, page: &str, fields: Vec<(String, String)>, said: Flash) -> Response {
    to_form_again(portal, caller, page, fields, Some(said)).await
}
