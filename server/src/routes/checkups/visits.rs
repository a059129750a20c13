//! What both downloads begin with: the visits asked for, read anew. What the browser showed counts for nothing.

use app::domain::checkup::Visit;
use app::domain::person::Person;
use app::pages::fault::Fault;
use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
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
struct VisitForm {
    /// Day of the checkup, `YYYY-MM-DD`; empty: all.
    #[serde(default)]
    date: String,
}

/// The visits that were asked for, of the day asked for or all. Instead of them, the answer to give: a day without a
/// checkup is no address of ours, and a part of the records is no file.
pub struct Asked {
    /// Who asked.
    pub(super) caller: Caller,
    /// Newest first; none where somebody without checkups asks for all.
    pub(super) visits: Vec<Visit>,
    /// The one day they are of.
    pub(super) day: Option<NaiveDate>,
}

impl FromRequest<SharedPortal> for Asked {
    type Rejection = Response;

    async fn from_request(request: Request, portal: &SharedPortal) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, portal).await?;
        let form = Request::from_parts(parts.clone(), body);
        let Form(form) = Form::<VisitForm>::from_request(form, portal).await.map_err(IntoResponse::into_response)?;
        let day = match form.date.as_str() {
            "" => None,
            text => Some(text.parse::<NaiveDate>().map_err(|_| Faulted(Fault::BadRequest).into_response())?),
        };
        let Ok(answer) = caller.records.checkups().await else { return Err(back(portal)) };
        let mut visits = answer.value;
        if let Some(wanted) = day {
            visits.retain(|visit| visit.date == wanted);
            if visits.is_empty() {
                let nowhere = Request::from_parts(parts, Body::empty());
                return Err(pages::page(State(portal.clone()), nowhere).await);
            }
        }
        Ok(Self { caller, visits, day })
    }
}

impl Asked {
    /// Whose checkups they are.
    pub(super) fn person(&self) -> &Person {
        self.caller.person()
    }
}

/// Back to the page, which says what is wrong now.
pub(super) fn back(portal: &Portal) -> Response {
    to_page_saying("/checkups", Flash::ExportFailed, portal.cookies)
}
