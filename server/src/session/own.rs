//! A person's own sessions: seeing them, ending one, ending all others; and the provider ending them.

use sha2::{Digest, Sha256};

use super::{Session, Sessions, browser, certificate_key, digest};
use crate::store::{ProviderLogout, RowId, StoreError};

/// A session in the list of its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Name for the form that ends it. Opens nothing, and leads to no cookie.
    pub name: String,
    /// Whether it is the one that asks.
    pub this: bool,
    /// Kind of browser, in words.
    pub browser: String,
    /// Begun, Unix seconds.
    pub begun: i64,
    /// Last used, Unix seconds.
    pub used: i64,
}

/// A verified message of the provider that something has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The message's own name (`jti`).
    pub name: String,
    /// Until when it could be sent again, Unix seconds.
    pub good_until: i64,
    /// The person (`sub`).
    pub subject: Option<String>,
    /// The provider's session (`sid`).
    pub provider_session: Option<String>,
}

impl Sessions {
    /// The open sessions of the person, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list(&self, session: &Session) -> Result<Vec<Listed>, StoreError> {
        let rows = self.rows_of(session).await?;
        let this = session.row_id();
        let listed = rows.into_iter().map(|row| Listed {
            name: name_of(row.id),
            this: row.id == this,
            browser: browser::label(&row.browser),
            begun: row.created_at,
            used: row.seen_at,
        });
        Ok(listed.collect())
    }

    /// Closes one of the person's sessions by its name in the list: nothing opens it any more, and a form that is half filled
    /// there is not lost. One that is not theirs, or over, is nothing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_named(&self, session: &Session, name: &str) -> Result<(), StoreError> {
        match self.rows_of(session).await?.iter().find(|row| name_of(row.id) == name) {
            Some(row) => self.store.close_session(row.id).await,
            None => Ok(()),
        }
    }

    /// Closes all of the person's sessions but this one, in the same way.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close_others(&self, session: &Session) -> Result<(), StoreError> {
        self.store.close_other_sessions(session.person, session.row_id()).await
    }

    /// Ends all of the person's sessions but this one, and leaves nothing of them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_others(&self, session: &Session) -> Result<(), StoreError> {
        self.store.end_other_sessions(session.person, session.row_id()).await
    }

    /// Ends every session that a certificate has opened, by its opaque name; their number.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_of_certificate(&self, certificate: &str) -> Result<u64, StoreError> {
        self.store.end_sessions_of_certificate(certificate_key(certificate)).await
    }

    /// Ends what the provider says has ended; the number of sessions, or nothing where the message came before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end_by_provider(&self, ended: &Ended) -> Result<Option<u64>, StoreError> {
        let logout = ProviderLogout {
            id: digest("provider logout", &ended.name),
            remember_until: ended.good_until,
            person: ended.subject.as_deref().map(super::person_key),
            provider_session: ended.provider_session.as_deref().map(super::provider_session_key),
        };
        self.store.end_by_provider(logout).await
    }

    async fn rows_of(&self, session: &Session) -> Result<Vec<crate::store::SessionRow>, StoreError> {
        let now = self.clock.unix_now();
        self.store.sessions_of(session.person, now, now - self.limits.idle).await
    }
}

/// Half of a digest of the row's id is enough to tell a person's few sessions apart.
fn name_of(id: RowId) -> String {
    let mut name = Sha256::new();
    name.update(b"portal session name 1\0");
    name.update(id);
    name.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}
