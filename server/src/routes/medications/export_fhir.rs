//! `POST /medications/export/fhir`: the drugs as a FHIR collection (MedicationDispense, JP Core), with allergies.

use app::files::fhir::drugs::{DrugFacts, drug_bundle};
use app::files::name::{FHIR_TYPE, drug_bundle_name};
use axum::extract::State;
use axum::response::Response;

use super::asked::asked;
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes the collection from the records as they are now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let asked = match asked(&portal, &caller).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let today = portal.clock.today();
    let made = portal.clock.japan(portal.clock.unix_now());
    let (person, told) = (caller.person(), &asked.carried.told);
    let facts = DrugFacts { person, rows: &asked.carried.rows, otc: &told.otc, remarks: &told.remarks, today, made };
    attachment(&drug_bundle_name(today), FHIR_TYPE, drug_bundle(&facts))
}
