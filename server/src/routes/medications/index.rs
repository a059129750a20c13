//! `GET /medications/index`: what looking as one types looks through. Sent year by year, so that only a few years are ever held.

use std::convert::Infallible;
use std::sync::Arc;

use app::domain::medication::DrugKey;
use app::domain::medication::search::index::Writer;
use app::drug_years::{Year, walk};
use app::keeping::Keeping;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};

use crate::keeping::PersonKeeping;
use crate::middleware::session::Caller;
use crate::pages::keeper;
use crate::routes::redirect::to_page;
use crate::state::SharedPortal;

/// Its address.
pub const PATH: &str = "/medications/index";

/// The lines of all years, the newest first. A year that cannot be had now is named; where already this year cannot, the page
/// says why.
pub async fn index(State(portal): State<SharedPortal>, caller: Caller) -> Response {
    let keeping = PersonKeeping::new(portal.vault.clone(), keeper(&caller.session));
    let mut writer = Writer::default();
    let mut years = Box::pin(walk(Arc::clone(&caller.records), portal.clock.today()));
    let newest = years.next().await;
    if newest.as_ref().is_none_or(|year| year.answer.is_err()) {
        return to_page("/medications");
    }
    let lines = stream::iter(newest).chain(years).map(move |Year { year, answer }| {
        let token = |key: &DrugKey| keeping.token_of_drug(key);
        let text = match answer {
            Ok(dated) => writer.year(year, &dated.value, token),
            Err(_trouble) => Writer::missing(year),
        };
        Ok::<_, Infallible>(Bytes::from(text))
    });
    let headers = [(CONTENT_TYPE, "text/tab-separated-values; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (headers, Body::from_stream(lines)).into_response()
}
