//! For whoever runs the portal, on an address of its own: is it alive, is it ready, what has it counted. For a provider
//! behind the same wall, such as the hub in a box: that a session has ended, without the certificate that browsers see. For
//! tests: the clock of sessions, where `PORTAL_TEST_CLOCK` allows it.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};
use tracing::error;

use crate::middleware::record;
use crate::routes::signin::backchannel;
use crate::state::SharedPortal;

/// The addresses.
pub fn router(portal: SharedPortal) -> Router {
    Router::new()
        .route("/clock", put(set_clock))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/login/backchannel", post(backchannel::end).layer(from_fn_with_state(portal.clone(), record::keep)))
        .with_state(portal)
}

/// Ready means that people can sign in and see their records: sessions can be read, hub and provider answer. Each that
/// does not has its line.
async fn ready(State(portal): State<SharedPortal>) -> (StatusCode, String) {
    let (store, hub, provider) =
        tokio::join!(portal.store.ping(), portal.hub_reach.check(), portal.provider.reachable());
    let mut missing = String::new();
    for (what, failure) in [
        ("the session store", store.err().map(|failure| failure.to_string())),
        ("the hub", hub.err()),
        ("the identity provider", provider.err().map(|failure| failure.to_string())),
    ] {
        if let Some(failure) = failure {
            error!(%failure, what, "not ready");
            missing = missing + what + " does not answer\n";
        }
    }
    if missing.is_empty() { (StatusCode::OK, "ready\n".to_owned()) } else { (StatusCode::SERVICE_UNAVAILABLE, missing) }
}

/// Stops the clock at a moment (Unix seconds), or lets it run again (an empty body). There is no such address where tests
/// may not do that.
async fn set_clock(State(portal): State<SharedPortal>, body: String) -> StatusCode {
    let at = match body.trim() {
        "" => Ok(None),
        text => text.parse().map(Some),
    };
    match at {
        Err(_) => StatusCode::BAD_REQUEST,
        Ok(at) if portal.clock.set(at) => StatusCode::NO_CONTENT,
        Ok(_) => StatusCode::NOT_FOUND,
    }
}

async fn metrics(State(portal): State<SharedPortal>) -> String {
    portal.metrics.text() + &portal.hub.counts().to_metrics()
}
