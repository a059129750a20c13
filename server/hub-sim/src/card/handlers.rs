//! The authorization endpoint: shows the card page, takes the card, sends people back to the portal.

use std::sync::Arc;
use std::time::Instant;

use axum::Form;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Deserialize;

use super::component::Proof;
use super::door::enter;
use super::page::{Asking, STYLE, card_page, untrusted_page};
use super::verdict::words;
use crate::hub::Hub;
use crate::oidc::codes::Grant;
use crate::oidc::login::Login;
use crate::oidc::random_text;
use crate::oidc::request::{AuthRequest, RequestError};

/// The posted form: the request again, and the card.
#[derive(Deserialize)]
pub(crate) struct Presented {
    #[serde(flatten)]
    request: AuthRequest,
    #[serde(default)]
    card: String,
    #[serde(default)]
    pin: String,
}

/// GET {issuer}/protocol/openid-connect/auth
pub(crate) async fn show(State(hub): State<Arc<Hub>>, Query(request): Query<AuthRequest>) -> Response<Body> {
    match request.check(&hub.config) {
        Ok(()) => {
            html(StatusCode::OK, card_page(&Asking::by_provider(&request), "", None), Some(hub.config.client_origin()))
        }
        Err(error) => refuse(&request, error),
    }
}

/// POST {issuer}/protocol/openid-connect/auth
pub(crate) async fn present(State(hub): State<Arc<Hub>>, Form(presented): Form<Presented>) -> Response<Body> {
    let Presented { request, card, pin } = presented;
    if let Err(error) = request.check(&hub.config) {
        return refuse(&request, error);
    }
    match enter(&hub, &card, Proof::Pin(&pin), request.purpose(), &request.state).await {
        Ok(holder) => {
            let grant = Grant {
                login: Login::of(holder),
                nonce: request.nonce.clone(),
                challenge: request.code_challenge.clone(),
                redirect_uri: request.redirect_uri.clone(),
            };
            let code = hub.codes.issue(grant, Instant::now());
            redirect(&request.back_with_code(&code, &random_text()))
        }
        Err(shut) => {
            tracing::info!(?shut, "a card was turned away");
            html(
                // As sign-in pages do: an error status would only make the browser complain in its console.
                StatusCode::OK,
                card_page(&Asking::by_provider(&request), card.trim(), Some(&words(shut))),
                Some(hub.config.client_origin()),
            )
        }
    }
}

/// GET /sim.css
pub(crate) async fn style() -> Response<Body> {
    let mut response = Response::new(Body::from(STYLE));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    response
}

/// GET /favicon.ico: there is none, and that is no error.
pub(crate) async fn no_icon() -> StatusCode {
    StatusCode::NO_CONTENT
}

fn refuse(request: &AuthRequest, error: RequestError) -> Response<Body> {
    match error {
        RequestError::Untrusted => html(StatusCode::BAD_REQUEST, untrusted_page(), None),
        RequestError::ToClient(code) => redirect(&request.back_with_error(code)),
    }
}

pub(super) fn redirect(to: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A page. `back` is the origin that the form's redirect may lead to: `form-action` covers redirects too.
pub(super) fn html(status: StatusCode, page: String, back: Option<&str>) -> Response<Body> {
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
        back.unwrap_or_default()
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let headers: [(HeaderName, &str); 5] = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, &policy),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
