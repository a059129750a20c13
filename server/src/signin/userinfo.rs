//! The provider's answer about a person, for providers that leave it out of the ID token (OpenID Connect Core 1.0, 5.3).

use axum::http::Method;
use axum::http::header::{ACCEPT, AUTHORIZATION};
use openidconnect::{AccessToken, HttpRequest, SubjectIdentifier, UserInfoError};
use reqwest::Url;

use super::SignInError;
use super::claims::{Told, UserInfo};
use super::http::{CallError, Caller};
use super::refusal::Refusal;

/// What the provider says about the person of the access token; it must be the person of the ID token.
pub(super) async fn ask(
    caller: &Caller,
    endpoint: &Url,
    token: &AccessToken,
    subject: &SubjectIdentifier,
) -> Result<Told, SignInError> {
    let asking = axum::http::Request::builder()
        .method(Method::GET)
        .uri(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, format!("Bearer {}", token.secret()))
        .body(Vec::new());
    let asking: HttpRequest = asking.map_err(|_| Refusal::AnswerNotReadable)?;
    let answer = caller.call(asking).await?;
    if !answer.status().is_success() {
        return Err(SignInError::Down(format!("says {} about the person", answer.status().as_u16())));
    }
    let told: Result<UserInfo, UserInfoError<CallError>> = UserInfo::from_json(answer.body(), Some(subject));
    match told {
        Ok(told) => Ok(Told::from(&told)),
        Err(UserInfoError::ClaimsVerification(_)) => Err(Refusal::UserInfoSubject.into()),
        Err(_) => Err(Refusal::AnswerNotReadable.into()),
    }
}
