//! `POST /access/reports`: hands the report about a look to the hub. What cannot be taken yet comes back with all that was
//! typed.

use app::domain::access::report::NewReport;
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};
use serde::Deserialize;

use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_form_again, to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// As the form sends it.
#[derive(Deserialize)]
pub struct Sent {
    #[serde(default)]
    look: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    words: String,
}

/// Reports, and leads to the page of the look. Of a look that is not among the person's own nothing is said but that.
pub async fn create(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(sent): Form<Sent>,
) -> Response {
    let looks = match caller.records.looks().await {
        Ok(looks) => looks.value,
        Err(_trouble) => return back(&portal, &caller, &sent, Some(Flash::ReportFailed)).await,
    };
    let Some(look) = looks.iter().find(|look| look.id == sent.look) else {
        return to_page_saying("/access", Flash::NoSuchLook, portal.cookies);
    };
    let page = page_of(&look.id);
    if look.report.is_some() {
        return to_page(&page);
    }
    match NewReport::of(look, &sent.reason, &sent.words) {
        Err(_wrong) => {
            let mut response = back(&portal, &caller, &sent, None).await;
            // The page itself says what is wrong; the access record is told that nothing was done.
            response.extensions_mut().insert(Flash::SendFailed);
            response
        }
        Ok(report) => match caller.records.report(&report, &form.0).await {
            Ok(_kept) => to_page_saying(&page, Flash::Reported, portal.cookies),
            Err(_trouble) => back(&portal, &caller, &sent, Some(Flash::ReportFailed)).await,
        },
    }
}

fn page_of(look: &str) -> String {
    format!("/access/reports/{look}")
}

/// To the form again, with what was typed; the page itself says what is wrong with it.
async fn back(portal: &Portal, caller: &Caller, sent: &Sent, said: Option<Flash>) -> Response {
    if !app::domain::access::is_plain(&sent.look) {
        return to_page_saying("/access", Flash::NoSuchLook, portal.cookies);
    }
    let page = page_of(&sent.look);
    let fields = vec![("reason".to_owned(), sent.reason.clone()), ("words".to_owned(), sent.words.clone())];
    to_form_again(portal, caller, &page, fields, said).await
}
