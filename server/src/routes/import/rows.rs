//! What both downloads of the import page begin with: rows that went out with the page and came back, believed only as
//! far as they could stand in a file.

use app::domain::expense::Expense;
use app::files::carried::unpack;
use app::pages::fault::Fault;
use serde::Deserialize;

use crate::middleware::fault::Faulted;

/// The form's fields.
#[derive(Deserialize)]
pub struct RowsForm {
    year: i32,
    rows: String,
}

/// Year and its rows, or the answer to give instead.
pub(super) fn rows_of(form: &RowsForm) -> Result<(i32, Vec<Expense>), Faulted> {
    let Ok(mut rows) = unpack(&form.rows) else { return Err(refused()) };
    rows.retain(|row| row.month.year() == form.year);
    if rows.is_empty() { Err(refused()) } else { Ok((form.year, rows)) }
}

/// What was sent is not what the page had offered.
pub(super) fn refused() -> Faulted {
    Faulted(Fault::BadRequest)
}
