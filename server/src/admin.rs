//! For whoever runs the portal, on an address of its own: is it alive, is it ready, what has it counted.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use tracing::error;

use crate::state::SharedPortal;

/// The three addresses.
pub fn router(portal: SharedPortal) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(portal)
}

/// Ready means that sessions can be read. A hub that is down is shown on the pages and does not take the portal out.
async fn ready(State(portal): State<SharedPortal>) -> (StatusCode, &'static str) {
    match portal.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(failure) => {
            error!(%failure, "the session store did not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the session store does not answer\n")
        }
    }
}

async fn metrics(State(portal): State<SharedPortal>) -> String {
    portal.metrics.text() + &portal.hub.counts().to_metrics()
}
