//! `POST /checkups/export/csv`: the results of one checkup or of all as a list of values.

use app::files::checkup_csv::checkup_csv;
use app::files::name::{CSV_TYPE, checkup_list_name};
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use super::visits::{VisitForm, asked, back, person};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes the list from the records as they are now.
pub async fn export(
    State(portal): State<SharedPortal>,
    caller: Caller,
    parts: Parts,
    Form(form): Form<VisitForm>,
) -> Response {
    let asked = match asked(&portal, &caller, parts, &form).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    match checkup_csv(&asked.visits, person(&caller).sex) {
        Ok(bytes) => attachment(&checkup_list_name(asked.day), CSV_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the list of checkups could not be written");
            back(&portal)
        }
    }
}
