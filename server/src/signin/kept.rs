//! What is put away between two requests of one browser, sealed, and taken out once.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::SignInError;
use crate::clock::Clock;
use crate::session::token::Token;
use crate::store::{Store, StoreError};

/// Puts something away for some seconds; the returned token, and nothing else, opens it.
///
/// # Errors
/// When the store fails.
pub async fn keep(store: &dyn Store, clock: Clock, seconds: i64, what: &impl Serialize) -> Result<Token, StoreError> {
    let plain = serde_json::to_vec(what).map_err(|error| std::io::Error::other(error.to_string()))?;
    let token = Token::generate();
    store.add_sign_in(token.row_id(), token.seal(&plain), clock.unix_now() + seconds).await?;
    Ok(token)
}

/// Takes it out, whatever comes of it: a second taking finds nothing.
///
/// # Errors
/// [`SignInError::Stale`] when there is nothing of the kind.
pub async fn take<T: DeserializeOwned>(
    store: &dyn Store,
    clock: Clock,
    token: Option<&str>,
) -> Result<Result<T, SignInError>, StoreError> {
    let Some(token) = token.and_then(Token::parse) else {
        return Ok(Err(SignInError::Stale("no cookie")));
    };
    let Some(sealed) = store.take_sign_in(token.row_id(), clock.unix_now()).await? else {
        return Ok(Err(SignInError::Stale("none kept")));
    };
    let kept = token.open(&sealed).and_then(|plain| serde_json::from_slice(&plain).ok());
    Ok(kept.ok_or(SignInError::Stale("not readable")))
}
