//! `POST /medications/export/jahis`: the drugs as a notebook that pharmacies and apps read. Characters that cannot be written
//! are replaced only where the form says so.

use app::domain::notebook::notebook_of;
use app::domain::person::Sex;
use app::files::jahis::{NotWritten, broken, write};
use app::files::name::{NOTEBOOK_TYPE, notebook_name};
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::asked::{asked, back};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// The form's fields.
#[derive(Deserialize)]
pub struct NotebookForm {
    /// `yes`: characters that cannot be written may be replaced.
    #[serde(default)]
    replace: String,
    /// `male` or `female`, where nobody knows it.
    #[serde(default)]
    sex: String,
}

/// Writes the notebook from the records as they are now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller, Form(form): Form<NotebookForm>) -> Response {
    let asked = match asked(&portal, &caller).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let person = caller.person();
    let sex = match (person.sex, form.sex.as_str()) {
        (Sex::Unspecified, "male") => Sex::Male,
        (Sex::Unspecified, "female") => Sex::Female,
        (known, _) => known,
    };
    let written = match write(&notebook_of(person, sex, &asked.carried.rows, &asked.carried.told)) {
        Ok(written) => written,
        Err(NotWritten::NoSex) => return back(&portal, Flash::NotebookSex),
        Err(NotWritten::NoPatient) => return back(&portal, Flash::ExportFailed),
    };
    if !written.changes.replaced.is_empty() && form.replace != "yes" {
        return back(&portal, Flash::NotebookAsk);
    }
    let bytes = written.file();
    let wrong = broken(&bytes);
    if !wrong.is_empty() {
        // A pharmacy would refuse it, or read it wrongly.
        tracing::error!(rules = ?wrong, "a notebook that was written breaks rules of its format");
        return back(&portal, Flash::ExportFailed);
    }
    attachment(&notebook_name(portal.clock.today()), NOTEBOOK_TYPE, bytes)
}
