//! How long a request may take, and what happens when its handler breaks.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use tracing::error;

use super::fault::Faulted;
use super::request_id::RequestId;
use app::pages::fault::Fault;

/// Longest time for one request, body included. Pages have their own, shorter limit.
const LONGEST: Duration = Duration::from_secs(60);

/// Holds handlers to the limit, and turns a panic into an answer. The panic's text stays out of both log and page.
pub async fn hold(request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    match tokio::time::timeout(LONGEST, AssertUnwindSafe(next.run(request)).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_panic)) => {
            error!(request.id = %id, "a handler broke");
            Faulted(Fault::Broken).into_response()
        }
        Err(_elapsed) => {
            error!(request.id = %id, "a request took too long");
            Faulted(Fault::TooSlow).into_response()
        }
    }
}
