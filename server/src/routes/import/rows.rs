//! What both downloads of the import page do: rows that went out with the page and came back are believed only as far
//! as they could stand in a file, and made into a file again.

use app::domain::expense::Expense;
use app::files::carried::unpack;
use app::files::name::FileName;
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::intake::whole;
use super::turn::{aside, turn};
use crate::export::attachment;
use crate::middleware::fault::Faulted;

/// The form's fields.
#[derive(Deserialize)]
struct RowsForm {
    year: i32,
    rows: String,
}

/// Name, media type and content of a file.
pub(super) type Made = (FileName, &'static str, Vec<u8>);

/// Answers with the file that `make` makes from a year and its rows, in its turn and aside from other requests.
pub(super) async fn give(
    request: Request,
    make: impl FnOnce(i32, &[Expense]) -> Result<Made, Faulted> + Send + 'static,
) -> Response {
    let (head, body) = request.into_parts();
    let (bytes, _held) = match whole(body).await {
        Ok(sent) => sent,
        Err(fault) => return fault.into_response(),
    };
    let Form(form) = match Form::<RowsForm>::from_request(Request::from_parts(head, bytes.into()), &()).await {
        Ok(form) => form,
        Err(unreadable) => return unreadable.into_response(),
    };
    let _turn = match turn().await {
        Ok(turn) => turn,
        Err(busy) => return busy.into_response(),
    };
    let made = aside(move || rows_of(&form).and_then(|(year, rows)| make(year, &rows))).await;
    match made.and_then(|made| made) {
        Ok((name, kind, bytes)) => attachment(&name, kind, bytes),
        Err(fault) => fault.into_response(),
    }
}

/// Year and its rows, or the answer to give instead.
fn rows_of(form: &RowsForm) -> Result<(i32, Vec<Expense>), Faulted> {
    let mut rows = unpack(&form.rows).map_err(|_| refused())?;
    rows.retain(|row| row.month.year() == form.year);
    if rows.is_empty() { Err(refused()) } else { Ok((form.year, rows)) }
}

/// What was sent is not what the page had offered.
pub(super) fn refused() -> Faulted {
    Faulted(Fault::BadRequest)
}

/// The file could not be written.
pub(super) fn not_written(failure: &dyn std::fmt::Display) -> Faulted {
    tracing::error!(%failure, "a file to carry away could not be written");
    Faulted(Fault::Broken)
}
