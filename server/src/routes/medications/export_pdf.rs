//! `POST /medications/export/pdf`: the drugs as pages to print, to search and to be read aloud.

use app::files::drug_statement::drug_statement;
use app::files::name::{PDF_TYPE, drug_pages_name};
use app::files::statement_pdf;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::asked::{asked, back};
use crate::export::attachment;
use crate::middleware::session::Caller;
use crate::routes::import::turn::aside;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Writes the pages from the records as they are now.
pub async fn export(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let asked = match asked(&portal, &caller).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let Some(font) = portal.site.font() else {
        return back(&portal, Flash::ExportFailed);
    };
    let (today, person) = (portal.clock.today(), caller.person().clone());
    let written = aside(move || {
        let told = drug_statement(&person, &asked.carried, asked.as_of, today);
        statement_pdf::write(&told, today, &font)
    });
    match written.await {
        Err(fault) => fault.into_response(),
        Ok(Ok(bytes)) => attachment(&drug_pages_name(today), PDF_TYPE, bytes),
        Ok(Err(failure)) => {
            tracing::error!(%failure, "the pages of drugs could not be written");
            back(&portal, Flash::ExportFailed)
        }
    }
}
