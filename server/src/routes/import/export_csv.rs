//! `POST /import/export/csv`: a person's own files as one list of values.

use app::files::csv::write_expenses;
use app::files::name::{CSV_TYPE, list_name};
use axum::extract::Request;
use axum::response::Response;

use super::rows::{give, not_written};

/// Writes the list.
pub async fn export(request: Request) -> Response {
    give(request, |year, rows| {
        let bytes = write_expenses(rows).map_err(|failure| not_written(&failure))?;
        Ok((list_name(year), CSV_TYPE, bytes))
    })
    .await
}
