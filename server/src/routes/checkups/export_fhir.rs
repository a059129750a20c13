//! `POST /checkups/export/fhir`: one checkup as a FHIR document, or all as an archive of such documents.

use app::files::fhir::{Facts, archive, document};
use app::files::name::{FHIR_TYPE, ZIP_TYPE, checkup_archive_name, checkup_document_name};
use axum::Form;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;

use super::visits::{VisitForm, asked, person};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes from the records as they are now. The insurance is written down too, where it can be had: it makes the document
/// fuller, and its lack keeps nobody from the rest.
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
    let eligibilities = caller.records.eligibility().await.map(|answer| answer.value.line).unwrap_or_default();
    let made = portal.clock.japan(portal.clock.unix_now());
    let person = person(&caller);
    match (asked.day, asked.visits.as_slice()) {
        (Some(day), [visit]) => {
            let facts = Facts { person, visit, eligibilities: &eligibilities, made };
            attachment(&checkup_document_name(day), FHIR_TYPE, document(&facts))
        }
        (day, visits) => {
            let bytes = archive(person, visits, &eligibilities, made);
            attachment(&checkup_archive_name(day), ZIP_TYPE, bytes)
        }
    }
}
