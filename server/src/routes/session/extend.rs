//! `POST /session/extend`: more time, for people who read slowly. Any request extends; this one says so.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::Response;
use reqwest::Url;

use crate::middleware::session::Caller;
use crate::routes::redirect::to_page_saying;
use crate::session::flash::Flash;
use crate::signin::next::own_page;
use crate::state::SharedPortal;

/// Leads back to the page the button stood on, where that is one of ours.
pub async fn extend(State(portal): State<SharedPortal>, _caller: Caller, headers: HeaderMap) -> Response {
    let came_from = headers
        .get(REFERER)
        .and_then(|from| from.to_str().ok())
        .and_then(|from| Url::parse(from).ok())
        .filter(|from| from.origin() == portal.config.listen.public_url.origin());
    let address = came_from
        .map(|from| from.query().map_or_else(|| from.path().to_owned(), |query| format!("{}?{query}", from.path())));
    to_page_saying(address.as_deref().and_then(own_page).unwrap_or("/"), Flash::Extended, portal.cookies)
}
