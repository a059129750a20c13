//! A sign-in under way: remembered between leaving for the provider and coming back, in one browser, once.

use serde::{Deserialize, Serialize};

use super::{SignInError, kept};
use crate::clock::Clock;
use crate::session::token::Token;
use crate::store::{Store, StoreError};

/// A sign-in must be finished within this time, seconds.
pub const LIFE_SECONDS: i64 = 10 * 60;

/// What must fit together when the browser comes back.
#[derive(Serialize, Deserialize)]
pub struct Transaction {
    /// Sent with the browser; comes back with it.
    pub state: String,
    /// Stands in the ID token.
    pub nonce: String,
    /// Proves that the code is redeemed by whoever asked for it.
    pub verifier: String,
    /// Page to open afterwards; checked when it came in.
    pub next: String,
    /// Whether the card was to be presented anew, however lately it was.
    pub again: bool,
    /// The session open in this browser when the sign-in began; it ends when this one begins, and hands on what it holds.
    pub former: Option<Token>,
}

impl Transaction {
    /// The same, in a browser where a session was open.
    #[must_use]
    pub fn after(self, former: Option<Token>) -> Self {
        Self { former, ..self }
    }

    /// Puts it away; the returned token is for the browser's cookie.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn keep(&self, store: &dyn Store, clock: Clock) -> Result<Token, StoreError> {
        kept::keep(store, clock, LIFE_SECONDS, self).await
    }

    /// Takes it back, whatever comes of it: a second answer with the same cookie finds nothing.
    ///
    /// # Errors
    /// [`SignInError::Stale`] when there is none, or `state` is not the one sent.
    pub async fn take(
        store: &dyn Store,
        clock: Clock,
        cookie: Option<&str>,
        state: &str,
    ) -> Result<Result<Self, SignInError>, StoreError> {
        let kept: Self = match kept::take(store, clock, cookie).await? {
            Ok(kept) => kept,
            Err(stale) => return Ok(Err(stale)),
        };
        if kept.state != state {
            return Ok(Err(SignInError::Stale("another state")));
        }
        Ok(Ok(kept))
    }
}
