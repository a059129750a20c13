//! `POST /medications/export/text`: the drugs as plain text, for screen readers.

use app::files::drug_text::drug_text;
use app::files::name::{TEXT_TYPE, drug_text_name};
use axum::extract::State;
use axum::response::Response;

use super::asked::asked;
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// Writes the text from the records as they are now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let asked = match asked(&portal, &caller).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let today = portal.clock.today();
    let bytes = drug_text(caller.person(), &asked.carried, asked.as_of, today);
    attachment(&drug_text_name(today), TEXT_TYPE, bytes)
}
