//! `POST /export/fhir`: everything of the person as FHIR resources in one collection (what `Patient/$everything` answers), for
//! themselves. Drugs that they hide stay out, as of every file that is meant for others' eyes.

use app::domain::expense::Expense;
use app::files::fhir::rest::{self, Naming, Served};
use app::files::name::{FHIR_TYPE, resources_name};
use app::keeping::Keeping;
use app::pages::me::names::years;
use app::records::Trouble;
use axum::extract::State;
use axum::response::Response;
use tracing::{error, warn};

use crate::copies::{drugs_of, expenses_of};
use crate::export::attachment;
use crate::keeping::PersonKeeping;
use crate::middleware::session::Caller;
use crate::partner::fhir_base;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// Gathers and writes. Where a part cannot be had there is no file: it would look as if it were whole.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let base = fhir_base(&portal.config.listen.origin());
    let made = portal.clock.japan(portal.clock.unix_now());
    let name = |text: &str| portal.vault.token(caller.session.person, &format!("own resource\0{text}"));
    let naming = Naming { name: &name, base: &base, made };
    match gathered(&portal, &caller, &naming).await {
        Ok(Some(all)) => attachment(&resources_name(portal.clock.today()), FHIR_TYPE, rest::collection(&all, &naming)),
        Ok(None) => {
            error!("which drugs are hidden could not be read: no file is made");
            to_page_saying("/me", Flash::ExportFailed, portal.cookies)
        }
        Err(trouble) => {
            warn!(kind = ?trouble.kind, service = ?trouble.service, "a part of a file could not be had");
            to_page_saying("/me", Flash::ExportFailed, portal.cookies)
        }
    }
}

async fn gathered(portal: &Portal, caller: &Caller, naming: &Naming<'_>) -> Result<Option<Vec<Served>>, Trouble> {
    let (records, person) = (&*caller.records, &caller.session.identity.person);
    let kept = years(portal.clock.today());
    let keeping = PersonKeeping::new(portal.vault.clone(), caller.session.person);
    let Ok(hidden) = keeping.hidden_drugs().await else { return Ok(None) };
    let mut all: Vec<Served> = rest::patient(person, naming).into_iter().collect();
    all.extend(rest::coverages(records.eligibility().await?.value.line.iter(), true, naming));
    all.extend(rest::checkups(person, records.checkups().await?.value.iter(), &|_| true, naming));
    let mut drugs = drugs_of(records, kept.clone()).await?.value;
    hidden.leave_out(&mut drugs);
    all.extend(rest::drugs(&drugs, |_| true, naming));
    let expenses: Vec<Expense> = expenses_of(records, kept).await?.value;
    all.extend(rest::expenses(expenses.iter(), None, naming));
    Ok(Some(all))
}
