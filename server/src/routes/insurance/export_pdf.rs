//! `POST /insurance/export/pdf`: the sheet to show with the card where a reader fails.

use app::domain::eligibility_sheet::EligibilitySheet;
use app::files::eligibility_pdf;
use app::files::name::{PDF_TYPE, sheet_name};
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// What the form brings.
#[derive(Deserialize)]
pub struct SheetForm {
    /// `show`: symbol and number of the insured stand on the sheet.
    #[serde(default)]
    numbers: String,
}

/// Writes the sheet from the eligibility as it is now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<SheetForm>) -> Response {
    let Ok(answer) = caller.records.eligibility().await else {
        return to_page_saying("/insurance", Flash::ExportFailed, portal.cookies);
    };
    match EligibilitySheet::of(&answer.value, portal.clock.today(), answer.as_of, form.numbers == "show") {
        Some(sheet) => {
            attachment(&sheet_name(), PDF_TYPE, eligibility_pdf::write(&sheet, &portal.config.listen.origin()))
        }
        None => to_page_saying("/insurance", Flash::ExportFailed, portal.cookies),
    }
}
