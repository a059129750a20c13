//! What the provider says about itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::hub::Hub;

/// GET {issuer}/.well-known/openid-configuration
pub(crate) async fn document(State(hub): State<Arc<Hub>>) -> Json<Value> {
    let issuer = hub.config.issuer();
    let endpoint = |name: &str| format!("{issuer}/protocol/openid-connect/{name}");
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": endpoint("auth"),
        "token_endpoint": endpoint("token"),
        "userinfo_endpoint": endpoint("userinfo"),
        "jwks_uri": endpoint("certs"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "urn:ietf:params:oauth:grant-type:token-exchange"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "name", "birthdate", "gender"],
        "claims_supported": [
            "sub", "sid", "name", "name_kana", "birthdate", "gender", "auth_time", "certificate_id", "certificate_expires",
        ],
        "prompt_values_supported": ["none", "login"],
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
    }))
}

/// GET {issuer}/protocol/openid-connect/certs
pub(crate) async fn certs(State(hub): State<Arc<Hub>>) -> Json<Value> {
    Json(json!({ "keys": [hub.key.public()] }))
}
