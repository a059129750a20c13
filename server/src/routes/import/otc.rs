//! `POST /import/otc`: a drug bought without prescription, typed by hand, is added to the person's record, sealed. What is
//! wrong brings the page back with all that was typed.

use app::domain::notebook::added::{AddedDrugs, Adding};
use app::domain::notebook::entry::{Typed, read_entry};
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use crate::form_key::FIELD;
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_form_again, to_page_saying};
use crate::session::flash::Flash;
use crate::state::{Portal, SharedPortal};

const PAGE: &str = "/import/otc";

/// Adds it. The fields: `name`, `jan`, `from`, `until`, `ingredients`.
pub async fn add(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(mut fields): Form<Vec<(String, String)>>,
) -> Response {
    fields.retain(|(name, _)| name != FIELD);
    let typed = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    let entry = Typed {
        name: typed("name"),
        jan: typed("jan"),
        from: typed("from"),
        until: typed("until"),
        ingredients: typed("ingredients"),
    };
    let today = portal.clock.today();
    let Ok(otc) = read_entry(entry, today) else {
        return back(&portal, &caller, fields, Flash::OtcWrong).await;
    };
    let added = portal.vault.change(caller.session.person, |kept: &mut AddedDrugs| kept.add_otc(otc.clone(), today));
    match added.await {
        Ok(Adding::Kept) => to_page_saying(PAGE, Flash::OtcAdded, portal.cookies),
        Ok(Adding::Known) => to_page_saying(PAGE, Flash::DrugsKnown, portal.cookies),
        Ok(Adding::Full) => back(&portal, &caller, fields, Flash::OtcFull).await,
        Err(failure) => {
            error!(%failure, "a drug could not be added");
            Faulted(Fault::Unavailable).into_response()
        }
    }
}

/// To the form again, with what was typed; the page itself says what is wrong with it.
async fn back(portal: &Portal, caller: &Caller, fields: Vec<(String, String)>, said: Flash) -> Response {
    to_form_again(portal, caller, PAGE, fields, Some(said)).await
}
