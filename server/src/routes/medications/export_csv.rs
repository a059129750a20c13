//! `POST /medications/export/csv`: the drugs as a list of values.

use app::files::drug_csv::drug_csv;
use app::files::name::{CSV_TYPE, drug_list_name};
use axum::extract::State;
use axum::response::Response;

use super::asked::{asked, back};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Writes the list from the records as they are now; what was bought without prescription stands in it too.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let asked = match asked(&portal, &caller).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let today = portal.clock.today();
    let mut rows = asked.carried.rows;
    rows.extend(asked.carried.told.otc.iter().map(|otc| app::domain::notebook::otc_row(otc, today)));
    match drug_csv(&rows) {
        Ok(bytes) => attachment(&drug_list_name(today), CSV_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the list of drugs could not be written");
            back(&portal, Flash::ExportFailed)
        }
    }
}
