//! What a person works on while they are signed in, sealed with the session's own key: it ends with the session, and nobody reads it
//! without the cookie. Presenting the card again begins another session, to which it is handed on.

use super::token::Token;
use super::{Session, Sessions};
use crate::store::StoreError;
use crate::store::kept::KeptRow;
use crate::vault::{Kept, VaultError};

/// How often a change is tried again when another request of the session was quicker.
const TRIES: usize = 8;

impl Sessions {
    /// What a session holds of a kind; the default where it never held any.
    ///
    /// # Errors
    /// When the store fails or the value cannot be opened.
    pub async fn read_kept<T: Kept>(&self, session: &Session) -> Result<T, VaultError> {
        Ok(self.find_kept(session).await?.1)
    }

    /// Changes what a session holds of a kind; the answer is the change's own. `change` may be called more than once.
    ///
    /// # Errors
    /// When the store fails, the value cannot be opened, or the session is over; nothing is changed then.
    pub async fn change_kept<T: Kept, R>(
        &self,
        session: &Session,
        change: impl Fn(&mut T) -> R + Send,
    ) -> Result<R, VaultError> {
        for _ in 0..TRIES {
            let (version, mut value) = self.find_kept::<T>(session).await?;
            let answer = change(&mut value);
            let sealed = session.token.seal_kind(T::KIND, &serde_json::to_vec(&value)?);
            let row = KeptRow { version: version + 1, sealed };
            if self.store.keep_in_session(session.row_id(), T::KIND, row).await? {
                return Ok(answer);
            }
        }
        Err(VaultError::Busy)
    }

    /// Forgets what a session holds of a kind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn forget_session_kept<T: Kept>(&self, session: &Session) -> Result<(), VaultError> {
        Ok(self.store.forget_in_session(session.row_id(), T::KIND).await?)
    }

    /// Hands everything that a session holds on to the session that takes its place. What cannot be opened stays behind.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn hand_on(&self, from: &Token, to: &Token) -> Result<(), StoreError> {
        for (kind, sealed) in self.store.all_session_kept(from.row_id()).await? {
            let Some(plain) = from.open_kind(&kind, &sealed) else { continue };
            let row = KeptRow { version: 1, sealed: to.seal_kind(&kind, &plain) };
            self.store.keep_in_session(to.row_id(), &kind, row).await?;
        }
        Ok(())
    }

    async fn find_kept<T: Kept>(&self, session: &Session) -> Result<(i64, T), VaultError> {
        let Some(row) = self.store.session_kept(session.row_id(), T::KIND).await? else { return Ok((0, T::default())) };
        let plain = session.token.open_kind(T::KIND, &row.sealed).ok_or(VaultError::Sealed)?;
        Ok((row.version, serde_json::from_slice(&plain)?))
    }
}
