//! What both downloads begin with: the visits asked for, read anew. What the browser showed counts for nothing.

use app::domain::checkup::Visit;
use app::domain::person::Person;
use app::pages::fault::Fault;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::Deserialize;

use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::pages;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

/// The form's fields.
#[derive(Deserialize)]
pub struct VisitForm {
    /// Day of the checkup, `YYYY-MM-DD`; empty: all.
    #[serde(default)]
    date: String,
}

/// The visits that were asked for.
pub(super) struct Asked {
    /// Newest first; none where somebody without checkups asks for all.
    pub(super) visits: Vec<Visit>,
    /// The one day they are of.
    pub(super) day: Option<NaiveDate>,
}

/// The visits of the day asked for, or all; or the answer to give instead. A day without a checkup is no address of ours.
pub(super) async fn asked(
    portal: &SharedPortal,
    caller: &Caller,
    parts: Parts,
    form: &VisitForm,
) -> Result<Asked, Response> {
    let day = match form.date.as_str() {
        "" => None,
        text => Some(text.parse::<NaiveDate>().map_err(|_| Faulted(Fault::BadRequest).into_response())?),
    };
    let Ok(answer) = caller.records.checkups().await else { return Err(back(portal)) };
    let mut visits = answer.value;
    match day {
        None => Ok(Asked { visits, day }),
        Some(wanted) => {
            visits.retain(|visit| visit.date == wanted);
            if visits.is_empty() {
                let nowhere = Request::from_parts(parts, Body::empty());
                return Err(pages::page(State(portal.clone()), nowhere).await);
            }
            Ok(Asked { visits, day })
        }
    }
}

/// Whose checkups they are.
pub(super) fn person(caller: &Caller) -> &Person {
    let session = &caller.session;
    session.acting.as_ref().map_or(&session.identity.person, |acting| &acting.person)
}

/// Back to the page, which says what is wrong now.
pub(super) fn back(portal: &Portal) -> Response {
    to_page_saying("/checkups", Flash::ExportFailed, portal.cookies)
}
