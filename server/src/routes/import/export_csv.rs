//! `POST /import/export/csv`: a person's own files as one list of values.

use app::files::csv::write_expenses;
use app::files::name::{CSV_TYPE, list_name};
use app::pages::fault::Fault;
use axum::Form;
use axum::response::{IntoResponse, Response};

use super::rows::{RowsForm, rows_of};
use crate::export::attachment;
use crate::middleware::fault::Faulted;

/// Writes the list.
pub async fn export(Form(form): Form<RowsForm>) -> Response {
    let (year, rows) = match rows_of(&form) {
        Ok(found) => found,
        Err(fault) => return fault.into_response(),
    };
    match write_expenses(&rows) {
        Ok(bytes) => attachment(&list_name(year), CSV_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the list could not be written");
            Faulted(Fault::Broken).into_response()
        }
    }
}
