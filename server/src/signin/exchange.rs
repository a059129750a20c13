//! The code, or a card's answer, for the tokens, at the provider's token endpoint (RFC 6749, 4.1.3; RFC 7636; RFC 7523;
//! RFC 8693).

use openidconnect::{AccessToken, HttpResponse, RedirectUrl};
use reqwest::Url;
use serde::Deserialize;

use super::SignInError;
use super::client_key::Proof;
use super::http::Caller;
use super::jpki::handed::Handed;
use super::refusal::Refusal;

/// The kind of token that stands for a card's answer. The hub's own.
const CARD_ANSWER: &str = "urn:kenko-techo:token-type:card-answer";

/// What the code is worth.
pub(super) struct Tokens {
    /// For the hub; never leaves the server.
    pub(super) access_token: AccessToken,
    /// Its life in seconds, where the provider says it.
    pub(super) life: Option<i64>,
    /// The ID token as it came.
    pub(super) id_token: String,
}

/// Each part by itself, so that what is missing has a name in the log.
#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    token_type: Option<String>,
    expires_in: Option<i64>,
    id_token: Option<String>,
}

#[derive(Deserialize)]
struct Refused {
    error: String,
}

/// Redeems a code.
pub(super) async fn redeem(
    caller: &Caller,
    endpoint: &Url,
    redirect: &RedirectUrl,
    code: &str,
    verifier: &str,
    proof: &Proof,
) -> Result<Tokens, SignInError> {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect.as_str()),
        ("code_verifier", verifier),
    ];
    read(&caller.post(endpoint, fields.into_iter().chain(proof.fields())).await?)
}

/// Exchanges a card's answer that has been judged here (RFC 8693). The hub judges it again.
pub(super) async fn redeem_card(
    caller: &Caller,
    endpoint: &Url,
    handed: &Handed,
    proof: &Proof,
) -> Result<Tokens, SignInError> {
    let subject_token = handed.subject_token();
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token_type", CARD_ANSWER),
        ("subject_token", &subject_token),
    ];
    read(&caller.post(endpoint, fields.into_iter().chain(proof.fields())).await?)
}

/// Asks for a token that outlives the sign-in (RFC 8693): for the services it names, for so many seconds.
pub(super) async fn last(
    caller: &Caller,
    endpoint: &Url,
    (access_token, scope, life): (&str, &str, i64),
    proof: &Proof,
) -> Result<String, SignInError> {
    let life = life.to_string();
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("subject_token", access_token),
        ("scope", scope),
        ("requested_lifetime", &life),
    ];
    let answer = caller.post(endpoint, fields.into_iter().chain(proof.fields())).await?;
    if !answer.status().is_success() {
        return Err(SignInError::Down(format!("gives no lasting token: {}", answer.status().as_u16())));
    }
    let answer: Answer = serde_json::from_slice(answer.body()).map_err(|_| Refusal::AnswerNotReadable)?;
    Ok(answer.access_token.filter(|token| is_token(token)).ok_or(Refusal::AccessToken)?)
}

/// The tokens in an answer.
fn read(answer: &HttpResponse) -> Result<Tokens, SignInError> {
    if !answer.status().is_success() {
        let refused: Refused = serde_json::from_slice(answer.body()).map_err(|_| Refusal::AnswerNotReadable)?;
        return Err(match refused.error.as_str() {
            // The code was used before or is too old: only a new sign-in helps.
            "invalid_grant" => SignInError::Stale("the code was not accepted"),
            "invalid_client" => SignInError::Down("does not know the portal".into()),
            _ => SignInError::Down(format!("gives no token: {}", answer.status().as_u16())),
        });
    }
    let answer: Answer = serde_json::from_slice(answer.body()).map_err(|_| Refusal::AnswerNotReadable)?;
    if !answer.token_type.is_some_and(|kind| kind.eq_ignore_ascii_case("Bearer")) {
        return Err(Refusal::TokenType.into());
    }
    let access_token = answer.access_token.filter(|token| is_token(token)).ok_or(Refusal::AccessToken)?;
    Ok(Tokens {
        access_token: AccessToken::new(access_token),
        life: answer.expires_in,
        id_token: answer.id_token.ok_or(Refusal::IdTokenMissing)?,
    })
}

/// What may stand in an `Authorization` header (RFC 6750, 2.1).
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte))
}
