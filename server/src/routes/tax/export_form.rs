//! `POST /tax/export/form`: the tax office's form, filled.

use app::domain::tax::form::form_of;
use app::files::form_xlsx;
use app::files::name::{XLSX_TYPE, form_name};
use axum::Form;
use axum::extract::State;
use axum::response::Response;

use super::year::{YearForm, back, rows_of};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes the form from the records as they are now. Rows that do not fit it lead back to the page, which says why.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<YearForm>) -> Response {
    let (year, rows) = match rows_of(&portal, &caller, &form).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let Ok(filled) = form_of(&rows) else { return back(&portal, year) };
    match form_xlsx::write(&filled.rows, portal.clock.today()) {
        Ok(bytes) => attachment(&form_name(year), XLSX_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the form could not be written");
            back(&portal, year)
        }
    }
}
