//! `POST /tax`: the income of the one who files, for the rest of the session. No address and no log ever holds it.

use app::domain::tax::told::{Told, ToldIncomes};
use app::pages::fault::Fault;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tracing::error;

use super::year::{field_of, tax_year};
use crate::middleware::fault::Faulted;
use crate::middleware::session::Caller;
use crate::routes::redirect::{to_form_again, to_page};
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Takes what was typed, and shows the page worked out with it.
pub async fn tell(
    State(portal): State<SharedPortal>,
    caller: Caller,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let field = |wanted: &str| field_of(&fields, wanted);
    let Some(year) = tax_year(&portal, field("year")) else { return Faulted(Fault::BadRequest).into_response() };
    let page = format!("/tax?year={year}");
    let told = Told::of(field);
    let name = &caller.person().name;
    let change = |all: &mut ToldIncomes| all.tell(year, name, told.clone());
    match portal.sessions.change_kept(&caller.session, change).await {
        // What cannot be read is said at the top of the page.
        Ok(()) if told.is_readable() => to_page(&format!("{page}#worked-out")),
        Ok(()) => to_page(&page),
        Err(failure) => {
            error!(%failure, "an income could not be kept for the session");
            to_form_again(&portal, &caller, &page, fields, Some(Flash::NotKeptFailed)).await
        }
    }
}
