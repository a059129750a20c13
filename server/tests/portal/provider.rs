//! A provider of the tests' own: it lets in whom a test names, with the claims a test wants, and ends sessions.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Query, State};
use axum::response::Redirect;
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey, LineEnding};
use serde_json::{Value, json};

/// What the provider knows.
struct Inner {
    issuer: String,
    key: EncodingKey,
    jwk: Value,
    /// Claims beyond the ones every token has.
    claims: Mutex<Value>,
    nonces: Mutex<HashMap<String, String>>,
}

/// A running provider.
#[derive(Clone)]
pub(crate) struct TestProvider(Arc<Inner>);

impl TestProvider {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let secret = SecretKey::from_slice(&[9; 32]).unwrap();
        let pem = secret.to_pkcs8_pem(LineEnding::LF).unwrap();
        let mut jwk: Value = serde_json::from_str(&secret.public_key().to_jwk_string()).unwrap();
        for (name, value) in [("kid", "k"), ("alg", "ES256"), ("use", "sig")] {
            jwk[name] = value.into();
        }
        let provider = Self(Arc::new(Inner {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            key: EncodingKey::from_ec_pem(pem.as_bytes()).unwrap(),
            jwk,
            claims: Mutex::default(),
            nonces: Mutex::default(),
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/auth", get(authorize))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// Whom the next sign-in is, and what is said of it.
    pub(crate) fn will_say(&self, subject: &str, claims: Value) {
        let mut all = json!({
            "sub": subject, "name": "見本 太郎", "birthdate": "19800101", "auth_time": chrono::Utc::now().timestamp(),
        });
        for (name, value) in claims.as_object().unwrap() {
            all[name] = value.clone();
        }
        *self.0.claims.lock().unwrap() = all;
    }

    /// A message that something has ended; `changes` replace or remove claims.
    pub(crate) fn logout_token(&self, jti: &str, changes: &Value) -> String {
        let now = chrono::Utc::now().timestamp();
        let mut claims = json!({
            "iss": self.0.issuer, "aud": "portal", "iat": now, "exp": now + 120, "jti": jti,
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        for (name, value) in changes.as_object().unwrap() {
            claims[name] = value.clone();
        }
        self.sign("logout+jwt", &claims)
    }

    fn sign(&self, kind: &str, claims: &Value) -> String {
        let header = Header { typ: Some(kind.into()), kid: Some("k".into()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &self.0.key).unwrap()
    }
}

async fn description(State(TestProvider(inner)): State<TestProvider>) -> Json<Value> {
    let at = |path: &str| format!("{}/{path}", inner.issuer);
    Json(json!({
        "issuer": inner.issuer, "authorization_endpoint": at("auth"), "token_endpoint": at("token"),
        "jwks_uri": at("keys"), "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
    }))
}

async fn keys(State(TestProvider(inner)): State<TestProvider>) -> Json<Value> {
    Json(json!({ "keys": [inner.jwk] }))
}

async fn authorize(
    State(TestProvider(inner)): State<TestProvider>,
    Query(asked): Query<HashMap<String, String>>,
) -> Redirect {
    let code = format!("c{}", inner.nonces.lock().unwrap().len());
    inner.nonces.lock().unwrap().insert(code.clone(), asked["nonce"].clone());
    Redirect::to(&format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"]))
}

async fn token(State(provider): State<TestProvider>, Form(form): Form<HashMap<String, String>>) -> Json<Value> {
    let now = chrono::Utc::now().timestamp();
    let mut claims = provider.0.claims.lock().unwrap().clone();
    claims["nonce"] = provider.0.nonces.lock().unwrap()[&form["code"]].clone().into();
    (claims["iss"], claims["aud"]) = (provider.0.issuer.clone().into(), "portal".into());
    (claims["iat"], claims["exp"]) = (now.into(), (now + 300).into());
    let id_token = provider.sign("JWT", &claims);
    Json(json!({ "access_token": "a", "token_type": "Bearer", "expires_in": 43200, "id_token": id_token }))
}
