//! `POST /tax/export/csv`: the year's expenses as a list of values.

use app::files::csv::write_expenses;
use app::files::name::{CSV_TYPE, list_name};
use axum::Form;
use axum::extract::State;
use axum::response::Response;

use super::year::{YearForm, back, rows_of};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes the list from the records as they are now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<YearForm>) -> Response {
    let (year, rows) = match rows_of(&portal, &caller, &form).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    match write_expenses(&rows) {
        Ok(bytes) => attachment(&list_name(year), CSV_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the list could not be written");
            back(&portal, year)
        }
    }
}
