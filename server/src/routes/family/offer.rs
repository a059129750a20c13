//! `POST /family/offer`: a person offers to make somebody their delegate, and gets a code to hand over.

use app::domain::delegation::{NewOffer, Step};
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};

use super::{PAGE, back_with, take};
use crate::form_key::{FIELD, FormOnce};
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Offers, and leads to the page that shows the code. The fields: `kind` for each kind, `term`, `birth`.
pub async fn offer(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Response {
    fields.retain(|(name, _)| name != FIELD);
    let typed = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let kinds: Vec<String> = fields.iter().filter(|(name, _)| name == "kind").map(|(_, value)| value.clone()).collect();
    let Ok(offer) = NewOffer::read(&kinds, typed("term"), typed("birth"), portal.clock.today()) else {
        return back_with(&portal, &caller, fields, Flash::FamilyOfferFailed).await;
    };
    match take(&caller, &Step::Offer(offer), &form, Flash::FamilyOffered).await {
        Flash::FamilyOffered => to_page_saying(PAGE, Flash::FamilyOffered, portal.cookies),
        failed => back_with(&portal, &caller, fields, failed).await,
    }
}
