//! `POST /checkups/export/{csv,fhir}`: the checkups of a day, or all of them, as files. Written from the records as they are
//! now.

use app::files::checkup_csv::checkup_csv;
use app::files::fhir::{Facts, archive, document};
use app::files::name::{CSV_TYPE, FHIR_TYPE, ZIP_TYPE, checkup_archive_name, checkup_document_name, checkup_list_name};
use axum::extract::State;
use axum::response::Response;

use super::visits::{Asked, back};
use crate::export::attachment;
use crate::state::SharedPortal;

/// A list of values.
pub async fn csv(State(portal): State<SharedPortal>, asked: Asked) -> Response {
    match checkup_csv(&asked.visits, asked.person().sex) {
        Ok(bytes) => attachment(&checkup_list_name(asked.day), CSV_TYPE, bytes),
        Err(failure) => {
            tracing::error!(%failure, "the list of checkups could not be written");
            back(&portal)
        }
    }
}

/// One checkup as a FHIR document, or several as an archive of such documents. The insurance is written down too, where it
/// can be had: it makes the document fuller, and its lack keeps nobody from the rest.
pub async fn fhir(State(portal): State<SharedPortal>, asked: Asked) -> Response {
    let eligibilities = asked.caller.records.eligibility().await.map(|answer| answer.value.line).unwrap_or_default();
    let made = portal.clock.japan(portal.clock.unix_now());
    let person = asked.person();
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
