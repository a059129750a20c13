//! Every route of the hub in a box, grouped by who uses it.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post, put};

use crate::hub::Hub;
use crate::{card, control, oidc, services};

/// The routes.
pub(crate) fn router(hub: Arc<Hub>) -> Router {
    const OIDC: &str = "/api/realms/main/protocol/openid-connect";
    Router::new()
        // The portal.
        .route("/v1/eligibility", get(services::records::eligibility))
        .route("/v1/checkups", get(services::records::checkups))
        .route("/v1/medications", get(services::records::medications))
        .route("/v1/expenses", get(services::records::expenses))
        .route("/v1/registration", get(services::life::registration).post(services::life::register))
        .route("/v1/notices", get(services::life::notices))
        .route("/v1/access", get(services::life::access))
        .route("/api/realms/main/.well-known/openid-configuration", get(oidc::discovery::document))
        .route(&format!("{OIDC}/token"), post(oidc::token::exchange))
        .route(&format!("{OIDC}/userinfo"), get(oidc::userinfo::claims).post(oidc::userinfo::claims))
        .route(&format!("{OIDC}/certs"), get(oidc::discovery::certs))
        // People with a card.
        .route(&format!("{OIDC}/auth"), get(card::handlers::show).post(card::handlers::present))
        .route("/sim.css", get(card::handlers::style))
        .route("/favicon.ico", get(card::handlers::no_icon))
        // Demonstrations and tests.
        .route("/sim/citizens", get(control::citizens))
        .route("/sim/registrations", get(control::registrations))
        .route("/sim/stats", get(control::stats))
        .route("/sim/faults", put(control::set_faults))
        .route("/sim/reset", post(control::reset))
        .with_state(hub)
}
