//! `GET /registration/progress`: how far the registration is, in words, for the page that follows along.

use app::pages::registration::progress::{not_known, told};

use crate::middleware::session::Caller;

/// The words of the page as they would be now.
pub async fn progress(caller: Caller) -> String {
    let answer = caller.records.registration().await;
    answer.map_or_else(|_trouble| not_known(), |answer| told(&answer.value)).write()
}
