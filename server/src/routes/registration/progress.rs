//! `GET /registration/progress`: how far the registration is, in words, for the page that follows along.

use app::islands::registration_progress::Told;
use app::pages::registration::progress::{not_known, told};
use axum::Json;

use crate::middleware::session::Caller;

/// The words of the page as they would be now.
pub async fn progress(caller: Caller) -> Json<Told> {
    let answer = caller.records.registration().await;
    Json(answer.map_or_else(|_trouble| not_known(), |answer| told(&answer.value)))
}
