//! `POST /import/export/form`: the tax office's form from a person's own files.

use app::domain::tax::form::form_of;
use app::files::form_xlsx;
use app::files::name::{XLSX_TYPE, form_name};
use axum::extract::{Request, State};
use axum::response::Response;

use super::rows::{give, not_written, refused};
use crate::state::SharedPortal;

/// Writes the form. The page offers it only for rows that fit.
pub async fn export(State(portal): State<SharedPortal>, request: Request) -> Response {
    let today = portal.clock.today();
    give(request, move |year, rows| {
        let filled = form_of(rows).map_err(|_does_not_fit| refused())?;
        let bytes = form_xlsx::write(&filled.rows, today).map_err(|failure| not_written(&failure))?;
        Ok((form_name(year), XLSX_TYPE, bytes))
    })
    .await
}
