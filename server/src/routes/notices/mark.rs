//! `POST /notices/marks`: marks one notice, or all that a page showed, as read, unread, to be kept, or not to be kept. What
//! came since that page was shown is not marked with them.

use app::domain::notice::Marks;
use app::domain::notice::marks::Mark;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Fields, said, values};
use crate::middleware::session::Caller;
use crate::session::flash::Flash;
use crate::state::SharedPortal;

/// Marks what is named.
pub async fn mark(State(portal): State<SharedPortal>, caller: Caller, Form(fields): Form<Fields>) -> Response {
    let Some(mark) = values(&fields, "do").next().and_then(Mark::from_code) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let change = |marks: &mut Marks| values(&fields, "id").for_each(|id| marks.mark(id, mark));
    let done = portal.vault.change(caller.session.person, change).await;
    said(&portal, done, Flash::NoticeMarked)
}
