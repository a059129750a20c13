//! What the portal says of itself to apps (SMART App Launch 2.2): nothing that is not tested.

use app::domain::partner::Resource;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::state::SharedPortal;

/// `GET /.well-known/smart-configuration`, and the same under the address of the resources.
pub async fn configuration(State(portal): State<SharedPortal>) -> Json<Value> {
    let origin = portal.config.listen.origin();
    let mut scopes = vec!["launch/patient".to_owned(), "offline_access".to_owned(), "patient/*.rs".to_owned()];
    scopes.extend(Resource::ALL.iter().map(|one| format!("patient/{}.rs", one.name())));
    Json(json!({
        "issuer": origin,
        "authorization_endpoint": format!("{origin}/oauth/authorize"),
        "token_endpoint": format!("{origin}/oauth/token"),
        "token_endpoint_auth_methods_supported": ["none", "private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["ES384"],
        "authorization_response_iss_parameter_supported": true,
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": scopes,
        "management_endpoint": format!("{origin}/sharing"),
        "capabilities": [
            "launch-standalone",
            "client-public",
            "client-confidential-asymmetric",
            "context-standalone-patient",
            "permission-offline",
            "permission-patient",
            "permission-v2",
        ],
    }))
}
