//! `POST /access/consents/withdraw`: takes a consent back. It protects the person, so being signed in is enough; taking back
//! what is taken back already changes nothing.

use app::domain::access::consent::Standing;
use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};
use serde::Deserialize;

use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Which one.
#[derive(Deserialize)]
pub struct Named {
    #[serde(default)]
    consent: String,
}

/// Takes it back, and leads to the list. Of a consent that is not among the person's own nothing is said but that.
pub async fn withdraw(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    Form(named): Form<Named>,
) -> Response {
    let said = match caller.records.consents().await {
        Err(_trouble) => Flash::WithdrawFailed,
        Ok(consents) => {
            let now = consents.as_of;
            match consents.value.iter().find(|consent| consent.id == named.consent) {
                None => Flash::NoSuchConsent,
                Some(consent) if matches!(consent.standing(now), Standing::Withdrawn(_)) => Flash::Withdrawn,
                Some(consent) if !consent.may_withdraw(now) => Flash::ConsentOver,
                Some(consent) => match caller.records.withdraw(consent, &form.0).await {
                    Ok(_all) => Flash::Withdrawn,
                    Err(_trouble) => Flash::WithdrawFailed,
                },
            }
        }
    };
    to_page_saying("/access/consents", said, portal.cookies)
}
