//! Who a token belongs to.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::token::person_claims;
use crate::hub::Hub;
use crate::services::caller::bearer;

/// GET or POST {issuer}/protocol/openid-connect/userinfo
pub(crate) async fn claims(State(hub): State<Arc<Hub>>, headers: HeaderMap) -> Response {
    match bearer(&headers).and_then(|token| hub.tokens.citizen(token)) {
        Some(citizen) => Json(person_claims(&citizen)).into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}
