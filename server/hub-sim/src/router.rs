//! Every route of the hub in a box, grouped by who uses it.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post, put};

use crate::hub::Hub;
use crate::{ca, card, control, delegation, oidc, services, terminal};

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
        .route("/v1/delegations", get(delegation::handlers::list).post(delegation::handlers::offer))
        .route("/v1/delegations/claim", post(delegation::handlers::claim))
        .route("/v1/delegations/{id}/accept", post(delegation::handlers::accept))
        .route("/v1/delegations/{id}/decline", post(delegation::handlers::decline))
        .route("/v1/delegations/{id}/end", post(delegation::handlers::end))
        .route("/v1/access", get(services::access::looks))
        .route("/v1/access/reports", post(services::access::report))
        .route("/v1/consents", get(services::access::consents))
        .route("/v1/consents/{id}/withdrawal", post(services::access::withdraw))
        .route("/v1/exchange", get(services::access::exchanges))
        .route("/v1/payments", get(services::life::payments))
        .route("/api/realms/main/.well-known/openid-configuration", get(oidc::discovery::document))
        .route(&format!("{OIDC}/token"), post(oidc::token::give))
        .route(&format!("{OIDC}/userinfo"), get(oidc::userinfo::claims).post(oidc::userinfo::claims))
        .route(&format!("{OIDC}/certs"), get(oidc::discovery::certs))
        // People with a card.
        .route(&format!("{OIDC}/auth"), get(card::handlers::show).post(card::handlers::present))
        .route("/card", get(card::handover::show).post(card::handover::present))
        .route("/sim.css", get(card::handlers::style))
        .route("/favicon.ico", get(card::handlers::no_icon))
        // Clinics and pharmacies.
        .route("/terminal/registrations", post(terminal::handlers::register))
        .route("/terminal/consents", post(terminal::handlers::consent))
        .route("/terminal/readings", post(terminal::handlers::read))
        .route("/terminal/disaster-readings", post(terminal::handlers::read_in_disaster))
        // Everybody who verifies cards.
        .route("/jpki/anchors.pem", get(ca::handlers::anchors))
        .route("/jpki/documents.pem", get(ca::handlers::documents))
        .route("/jpki/crl/{generation}", get(ca::handlers::list))
        .route("/jpki/status", post(ca::handlers::status))
        // Demonstrations and tests.
        .route("/sim/cards/{card}", get(ca::controls::card))
        .route("/sim/cards/{card}/renew", post(ca::controls::renew))
        .route("/sim/cards/{card}/report-loss", post(ca::controls::report_loss))
        .route("/sim/cards/{card}/revoke", post(ca::controls::revoke))
        .route("/sim/cards/{card}/unlock", post(ca::controls::unlock))
        .route("/sim/cards/{card}/remove", post(ca::controls::remove))
        .route("/sim/cards/{card}/contact", put(ca::controls::contact))
        .route("/sim/crl/publish", post(ca::controls::publish))
        .route("/sim/crl", put(ca::controls::lists))
        .route("/sim/status", put(ca::controls::responder))
        .route("/sim/clock", put(ca::controls::clock))
        .route("/sim/disaster", put(terminal::handlers::disaster))
        .route("/sim/citizens", get(control::citizens))
        .route("/sim/citizens/{citizen}/checkups", get(control::checkups))
        .route("/sim/registrations", get(control::registrations))
        .route("/sim/stats", get(control::stats))
        .route("/sim/faults", put(control::set_faults))
        .route("/sim/reset", post(control::reset))
        .with_state(hub)
}
