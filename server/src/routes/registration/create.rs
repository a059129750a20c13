//! `POST /registration`: hands the registration to the hub. Pressing twice registers once: the hub sees to that, and the
//! form's key tells it what is the same press.

use app::domain::registration::Registration;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;

use crate::form_key::FormOnce;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_page, to_page_saying};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Registers, and leads back to the page that shows how far it is.
pub async fn create(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Extension(form): Extension<FormOnce>,
    // To its end: a press that was broken off is none.
    _whole: Bytes,
) -> Response {
    match caller.records.register(&form.0).await {
        Ok(answer) => match answer.value.now {
            Registration::InProgress { .. } | Registration::Registered { .. } => {
                let said = if answer.value.begun { Flash::Registered } else { Flash::RegisteredBefore };
                to_page_saying("/registration", said, portal.cookies)
            }
            _ => to_page("/registration"),
        },
        Err(_trouble) => to_page_saying("/registration", Flash::RegisterFailed, portal.cookies),
    }
}
