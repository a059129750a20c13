//! Sessions: who is signed in, since when, until when.
//!
//! The cookie holds a random token; the store holds the rest, sealed with a key made from that token.

pub mod acting;
pub mod browser;
pub mod cookie;
pub mod draft;
pub mod flash;
pub mod identity;
pub mod kept;
pub mod limits;
pub mod own;
pub mod token;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use app::domain::delegation::Acting;
use app::domain::person::Person;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::Clock;
use crate::store::{RowId, SessionRow, Store, StoreError};
use identity::{Arrival, SignedIn};
use limits::{ABSOLUTE_SECONDS, FRESH_SECONDS, Limits};
use token::Token;

/// An open session for one request.
#[derive(Clone)]
pub struct Session {
    /// Who is signed in.
    pub identity: Arc<SignedIn>,
    /// Digest that names the person.
    pub person: RowId,
    /// When they were last shown what is new before this session, Unix seconds. Stays the same for the whole session.
    pub last_visit: Option<i64>,
    /// When it ends if nothing is done, Unix seconds.
    pub idle_end: i64,
    /// When it ends whatever is done, Unix seconds.
    pub ends_at: i64,
    /// When the card was last presented, Unix seconds; 0 where nobody said.
    pub authenticated_at: i64,
    /// Last moment the certificate is good, Unix seconds, where the provider says it.
    pub certificate_expires: Option<i64>,
    /// For whom they act, if for anybody.
    pub acting: Option<Arc<Acting>>,
    token: Token,
}

impl Session {
    /// Its name in the store.
    #[must_use]
    pub fn row_id(&self) -> RowId {
        self.token.row_id()
    }

    /// What opens it and what lives with it.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }
}

/// What a cookie led to.
pub enum Found {
    /// A session.
    Open(Box<Session>),
    /// One that is over, and whose it was.
    Over {
        /// Digest that names the person.
        person: RowId,
        /// Whether it ran out; else it was ended elsewhere, by the provider or for its certificate.
        ran_out: bool,
    },
    /// Nothing: never begun, ended, or too long ago.
    None,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    subject: String,
    access_token: String,
    person: Person,
    last_visit: Option<i64>,
    certificate_expires: Option<i64>,
    /// Never outlives the session: who signs in anew is themselves.
    #[serde(default)]
    acting: Option<Acting>,
}

/// Begins, finds and ends sessions.
#[derive(Clone)]
pub struct Sessions {
    store: Arc<dyn Store>,
    clock: Clock,
    limits: Limits,
}

impl Sessions {
    /// Over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Clock, limits: Limits) -> Self {
        Self { store, clock, limits }
    }

    /// Their limits.
    #[must_use]
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Begins a session with a token nobody has seen before. It never outlives the access token.
    ///
    /// `browser` is a code of [`browser::kind`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin(&self, arrival: Arrival, browser: String) -> Result<Token, StoreError> {
        let now = self.clock.unix_now();
        let Arrival { identity, token_life, authenticated_at, provider_session, certificate } = arrival;
        let person = person_key(&identity.subject);
        let sealed = Sealed {
            last_visit: self.store.last_visit(person).await?,
            subject: identity.subject,
            access_token: identity.access_token,
            person: identity.person,
            certificate_expires: certificate.as_ref().and_then(|certificate| certificate.expires),
            acting: None,
        };
        let plain = serde_json::to_vec(&sealed).map_err(|error| std::io::Error::other(error.to_string()))?;
        let token = Token::generate();
        let life = token_life.unwrap_or(ABSOLUTE_SECONDS).clamp(0, ABSOLUTE_SECONDS);
        self.store
            .add_session(SessionRow {
                id: token.row_id(),
                sealed: token.seal(&plain),
                person,
                provider_session: provider_session.as_deref().map(provider_session_key),
                certificate: certificate.map(|certificate| certificate_key(&certificate.id)),
                // A provider whose clock is ahead makes nothing fresher than new.
                authenticated_at: authenticated_at.unwrap_or(0).min(now),
                browser,
                created_at: now,
                seen_at: now,
                ends_at: now + life,
            })
            .await?;
        Ok(token)
    }

    /// Finds the session of a token. `used` says whether a person asks: only then does the time of rest begin anew.
    ///
    /// # Errors
    /// When the store fails; a session that cannot be opened is nothing.
    pub async fn find(&self, token: Token, used: bool) -> Result<Found, StoreError> {
        let now = self.clock.unix_now();
        let Some(row) = self.store.session(token.row_id()).await? else { return Ok(Found::None) };
        if row.ends_at <= now || row.seen_at + self.limits.idle <= now {
            if !row.sealed.is_empty() {
                self.store.close_session(row.id).await?;
            }
            return Ok(Found::Over { person: row.person, ran_out: true });
        }
        if row.sealed.is_empty() {
            return Ok(Found::Over { person: row.person, ran_out: false });
        }
        let Some(sealed) = token.open(&row.sealed).and_then(|plain| serde_json::from_slice::<Sealed>(&plain).ok())
        else {
            return Ok(Found::None);
        };
        let seen_at = if used && now - row.seen_at >= self.limits.touch {
            self.store.touch_session(row.id, now).await?;
            now
        } else {
            row.seen_at
        };
        Ok(Found::Open(Box::new(Session {
            identity: Arc::new(SignedIn {
                subject: sealed.subject,
                access_token: sealed.access_token,
                person: sealed.person,
            }),
            person: row.person,
            last_visit: sealed.last_visit,
            // From what is written, as that is what the next request is judged by.
            idle_end: (seen_at + self.limits.idle).min(row.ends_at),
            ends_at: row.ends_at,
            authenticated_at: row.authenticated_at,
            certificate_expires: sealed.certificate_expires,
            acting: sealed.acting.map(Arc::new),
            token,
        })))
    }

    /// Seconds until a session ends if nothing is done.
    #[must_use]
    pub fn left(&self, session: &Session) -> i64 {
        (session.idle_end - self.clock.unix_now()).max(0)
    }

    /// Whether it ends for good, whatever is done: the time of rest would last longer than the session.
    #[must_use]
    pub fn is_last(&self, session: &Session) -> bool {
        session.ends_at <= self.clock.unix_now() + self.limits.idle
    }

    /// Whether the card was presented recently enough for what needs it again.
    #[must_use]
    pub fn is_fresh(&self, session: &Session) -> bool {
        self.clock.unix_now() - session.authenticated_at <= FRESH_SECONDS
    }

    /// Begins the time of rest anew, at once and in writing; the seconds until the session ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn extend(&self, session: &Session) -> Result<i64, StoreError> {
        let now = self.clock.unix_now();
        self.store.touch_session(session.row_id(), now).await?;
        let end = self.store.session(session.row_id()).await?.map_or(now, |row| row.ends_at);
        Ok(self.limits.idle.min(end - now).max(0))
    }

    /// Notes that the person was shown all that is new at a moment (Unix seconds). Their next session counts from there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note_visit(&self, session: &Session, at: i64) -> Result<(), StoreError> {
        self.store.note_visit(session.person, at).await
    }

    /// Whose a session is or was, by its name in the store.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn person_of(&self, session: RowId) -> Result<Option<RowId>, StoreError> {
        Ok(self.store.session(session).await?.map(|row| row.person))
    }

    /// Ends a session at once, by its name in the store.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end(&self, session: RowId) -> Result<(), StoreError> {
        self.store.end_session(session).await
    }

    /// Closes a session that was ended elsewhere, by its name in the store: nothing opens it any more, and for a while it is
    /// still known whose it was, so that what was typed on its pages is kept for them.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn close(&self, session: RowId) -> Result<(), StoreError> {
        self.store.close_session(session).await
    }

    /// Drops what is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let now = self.clock.unix_now();
        self.store.sweep(now, now - self.limits.idle).await
    }
}

/// Names a person in the store without telling who it is.
#[must_use]
pub fn person_key(subject: &str) -> RowId {
    digest("visit", subject)
}

/// Names a certificate.
fn certificate_key(id: &str) -> RowId {
    digest("certificate", id)
}

/// Names a session of the provider.
fn provider_session_key(sid: &str) -> RowId {
    digest("provider session", sid)
}

fn digest(purpose: &str, text: &str) -> RowId {
    let mut digest = Sha256::new();
    digest.update(format!("portal {purpose} 1\0"));
    digest.update(text.as_bytes());
    digest.finalize().into()
}
