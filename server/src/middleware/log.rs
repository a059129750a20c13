//! One line and one count for each answered request. Route patterns only: an address may hold what a person typed.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tracing::info;

use super::request_id::RequestId;
use crate::state::SharedPortal;

/// Logs and counts.
pub async fn line(State(portal): State<SharedPortal>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let response = next.run(request).await;
    let duration = start.elapsed();
    let status = response.status().as_u16();
    portal.metrics.request(&route, status, duration);
    info!(request.id = %id, request.method = %method, request.route = %route, response.status = status, duration_us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX), "answered");
    response
}
