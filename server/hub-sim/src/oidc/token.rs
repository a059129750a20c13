//! The token endpoint: a code with its PKCE verifier, or a card's answer, and the proof of the client, for an ID token and
//! an access token.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::assertion::{ASSERTION_TYPE, proves_client};
use super::exchange;
use super::login::Login;
use super::shares::{ACCESS_TOKEN, kinds_of};
use super::tokens::LIFE_SECONDS;
use crate::citizen::Citizen;
use crate::hub::Hub;
use crate::records::month::ymd;

/// The form of the endpoint.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TokenForm {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    client_assertion_type: String,
    client_assertion: String,
    subject_token: String,
    subject_token_type: String,
    scope: String,
    requested_lifetime: u64,
}

/// Why no token is given, by OAuth's names.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
enum TokenError {
    #[error("invalid_client")]
    InvalidClient,
    #[error("unsupported_grant_type")]
    UnsupportedGrantType,
    #[error("invalid_grant")]
    InvalidGrant,
    #[error("invalid_scope")]
    InvalidScope,
    #[error("server_error")]
    Server,
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::InvalidClient => StatusCode::UNAUTHORIZED,
            Self::Server => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        (status, [(header::CACHE_CONTROL, "no-store")], Json(json!({ "error": self.to_string() }))).into_response()
    }
}

/// POST {issuer}/protocol/openid-connect/token
pub(crate) async fn give(State(hub): State<Arc<Hub>>, Form(form): Form<TokenForm>) -> Response {
    match tokens(&hub, &form).await {
        Ok(tokens) => ([(header::CACHE_CONTROL, "no-store")], Json(tokens)).into_response(),
        Err(error) => {
            tracing::info!(%error, "no token given");
            error.into_response()
        }
    }
}

async fn tokens(hub: &Hub, form: &TokenForm) -> Result<Value, TokenError> {
    let now = Utc::now().timestamp();
    let proven = form.client_assertion_type == ASSERTION_TYPE
        && proves_client(&form.client_assertion, &hub.config, &hub.seen, now);
    if !proven {
        return Err(TokenError::InvalidClient);
    }
    match form.grant_type.as_str() {
        "authorization_code" => of_code(hub, form, now),
        exchange::GRANT if form.subject_token_type == exchange::CARD_ANSWER => {
            let (login, nonce) = exchange::login(hub, &form.subject_token).await.map_err(|refusal| {
                tracing::info!(?refusal, "a card's answer was refused");
                TokenError::InvalidGrant
            })?;
            let mut tokens = given(hub, login, &nonce, now)?;
            tokens["issued_token_type"] = Value::from("urn:ietf:params:oauth:token-type:access_token");
            Ok(tokens)
        }
        exchange::GRANT if form.subject_token_type == ACCESS_TOKEN => lasting(hub, form, now),
        _ => Err(TokenError::UnsupportedGrantType),
    }
}

/// A token that outlives the sign-in: for reading the kinds it names, so long as was asked for.
fn lasting(hub: &Hub, form: &TokenForm, now: i64) -> Result<Value, TokenError> {
    let login = hub.tokens.login(&form.subject_token).ok_or(TokenError::InvalidGrant)?;
    let kinds = kinds_of(&form.scope).ok_or(TokenError::InvalidScope)?;
    let token = hub.shares.issue(login, kinds, form.requested_lifetime, now).ok_or(TokenError::InvalidGrant)?;
    Ok(json!({
        "access_token": token,
        "issued_token_type": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": form.requested_lifetime,
        "scope": form.scope,
    }))
}

fn of_code(hub: &Hub, form: &TokenForm, now: i64) -> Result<Value, TokenError> {
    let grant = hub.codes.take(&form.code, Instant::now()).ok_or(TokenError::InvalidGrant)?;
    if grant.redirect_uri != form.redirect_uri || !verifies(&form.code_verifier, &grant.challenge) {
        return Err(TokenError::InvalidGrant);
    }
    given(hub, grant.login, &grant.nonce, now)
}

/// The tokens for a sign-in.
fn given(hub: &Hub, login: Login, nonce: &str, now: i64) -> Result<Value, TokenError> {
    let citizen = Citizen::find(&login.citizen).ok_or(TokenError::InvalidGrant)?;
    let id_token = hub.key.sign(&id_claims(hub, &citizen, &login, nonce, now)).map_err(|_| TokenError::Server)?;
    Ok(json!({
        "access_token": hub.tokens.issue(login),
        "token_type": "Bearer",
        "expires_in": LIFE_SECONDS,
        "id_token": id_token,
        "scope": "openid name birthdate gender",
    }))
}

/// PKCE S256.
fn verifies(verifier: &str, challenge: &str) -> bool {
    (43..=128).contains(&verifier.len()) && URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge
}

fn id_claims(hub: &Hub, citizen: &Citizen, login: &Login, nonce: &str, now: i64) -> Value {
    let mut claims = person_claims(citizen);
    claims["iss"] = Value::from(hub.config.issuer());
    claims["aud"] = Value::from(hub.config.client_id.clone());
    claims["iat"] = Value::from(now);
    claims["exp"] = Value::from(now + 300);
    claims["auth_time"] = Value::from(login.auth_time);
    claims["nonce"] = Value::from(nonce);
    claims["sid"] = Value::from(login.sid.clone());
    claims["certificate_id"] = Value::from(login.certificate.clone());
    claims["certificate_expires"] = Value::from(login.expires);
    claims
}

/// Who the person is. The birth date is YYYYMMDD, not the form that OpenID Connect names.
pub(super) fn person_claims(citizen: &Citizen) -> Value {
    json!({
        "sub": citizen.subject(),
        "name": citizen.name,
        "name_kana": citizen.kana,
        "birthdate": ymd(citizen.birth),
        "gender": citizen.sex.code(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_verifier_must_match() {
        let verifier = "v".repeat(43);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        assert!(verifies(&verifier, &challenge));
        assert!(!verifies(&"w".repeat(43), &challenge));
        assert!(!verifies("", &challenge));
    }
}
