//! `POST /import/export/form`: the tax office's form from a person's own files.

use app::domain::tax::form::form_of;
use app::files::form_xlsx;
use app::files::name::{XLSX_TYPE, form_name};
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::rows::{RowsForm, refused, rows_of};
use crate::export::attachment;
use crate::middleware::fault::Faulted;
use crate::state::SharedPortal;

/// Writes the form. The page offers it only for rows that fit.
pub async fn export(State(portal): State<SharedPortal>, Form(form): Form<RowsForm>) -> Response {
    let (year, rows) = match rows_of(&form) {
        Ok(found) => found,
        Err(fault) => return fault.into_response(),
    };
    let Ok(filled) = form_of(&rows) else { return refused().into_response() };
    match form_xlsx::write(&filled.rows, portal.clock.today()) {
        Ok(bytes) => attachment(&form_name(year), XLSX_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the form could not be written");
            Faulted(Fault::Broken).into_response()
        }
    }
}
