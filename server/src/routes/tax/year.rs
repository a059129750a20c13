//! What both downloads begin with: the year asked for, and its rows read anew. What the browser showed counts for nothing.

use app::domain::expense::Expense;
use app::domain::tax::rules::selectable_years;
use app::pages::fault::Fault;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::Portal;

/// The form's fields.
#[derive(Deserialize)]
pub struct YearForm {
    year: i32,
}

/// The rows of the year asked for, or the answer to give instead.
pub(super) async fn rows_of(
    portal: &Portal,
    caller: &Caller,
    form: &YearForm,
) -> Result<(i32, Vec<Expense>), Response> {
    let year = form.year;
    if !selectable_years(portal.clock.today()).any(|known| known == year) {
        return Err(Faulted(Fault::BadRequest).into_response());
    }
    let Ok(answer) = caller.records.expenses(year).await else { return Err(back(portal, year)) };
    let mut rows = answer.value.rows;
    rows.retain(|row| row.month.year() == year);
    rows.sort_by(|a, b| {
        (a.month, &a.patient, &a.institution, &a.kind).cmp(&(b.month, &b.patient, &b.institution, &b.kind))
    });
    Ok((year, rows))
}

/// Back to the page, which says what is wrong now.
pub(super) fn back(portal: &Portal, year: i32) -> Response {
    to_page_saying(&format!("/tax?year={year}"), Flash::ExportFailed, portal.cookies)
}
