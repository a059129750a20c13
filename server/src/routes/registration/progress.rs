//! `GET /registration/progress?lang=`: how far the registration is, in words, for the page that follows along, and for none that
//! was shown to another person.

use app::language::Language;
use app::pages::registration::progress::{in_language, not_known, told};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::middleware::session::Caller;
use crate::state::SharedPortal;

/// The query.
#[derive(Deserialize)]
pub struct Wish {
    /// Language of the page.
    lang: Option<String>,
}

/// The words of the page as they would be now.
pub async fn progress(
    State(portal): State<SharedPortal>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
    caller: Caller,
) -> Response {
    if !portal.form_keys.page_is_of(portal.cookies, &caller.session, &headers) {
        // No words at all, and no error: a browser would write that into the console.
        return StatusCode::NO_CONTENT.into_response();
    }
    let language = wish.lang.as_deref().and_then(Language::from_code).unwrap_or_default();
    let answer = caller.records.registration().await;
    let told = answer.map_or_else(|_trouble| not_known(), |answer| told(&answer.value));
    in_language(told, language).write().into_response()
}
