//! `GET /registration/progress`: how far the registration is, in words, for the page that follows along.

use app::pages::registration::progress::Told;
use axum::Json;

use crate::middleware::session::Caller;

/// The words of the page as they would be now.
pub async fn progress(caller: Caller) -> Json<Told> {
    let answer = caller.records.registration().await;
    Json(answer.map_or_else(|_trouble| Told::unknown(), |answer| Told::of(&answer.value)))
}
