//! What may change something is carried through, and written down, whether or not anybody still waits for its answer: a page that was
//! closed, or a button that was pressed twice, must not leave half a deed, nor one without an entry in the access record.

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tracing::Instrument;

use crate::state::SharedPortal;

/// Stands around everything that could be given up half-way.
pub async fn through(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match portal.deeds.begin(next.run(request).in_current_span()).await {
        Ok(response) => response,
        // Whoever stands further out answers it, as it would have without this.
        Err(failure) if failure.is_panic() => std::panic::resume_unwind(failure.into_panic()),
        // The program has ended.
        Err(_cut) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
