//! Sessions: who is signed in, since when, until when.
//!
//! The cookie holds a random token; the store holds the rest, sealed with a key made from that token.

pub mod cookie;
pub mod flash;
pub mod identity;
pub mod token;

use std::sync::Arc;

use app::domain::person::Person;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::Clock;
use crate::store::{SessionRow, Store, StoreError};
use identity::SignedIn;
use token::Token;

/// A session ends after this time without a request, seconds (15 minutes).
pub const IDLE_SECONDS: i64 = 15 * 60;
/// A session ends after this time whatever happens, seconds (12 hours).
pub const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// The last request is written at most this often, seconds.
const TOUCH_SECONDS: i64 = 60;

/// An open session for one request.
#[derive(Clone)]
pub struct Session {
    /// Who is signed in.
    pub identity: Arc<SignedIn>,
    /// When they were last shown what is new before this session, Unix seconds. Stays the same for the whole session.
    pub last_visit: Option<i64>,
    /// When it ends if nothing is done, Unix seconds.
    pub idle_end: i64,
    token: Token,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Sealed {
    subject: String,
    access_token: String,
    person: Person,
    last_visit: Option<i64>,
}

/// Begins, finds and ends sessions.
#[derive(Clone)]
pub struct Sessions {
    store: Arc<dyn Store>,
    clock: Clock,
}

impl Sessions {
    /// Over a store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Clock) -> Self {
        Self { store, clock }
    }

    /// Begins a session with a token nobody has seen before.
    ///
    /// `token_life` is the life of the access token in seconds: a session never outlives it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn begin(&self, identity: SignedIn, token_life: Option<i64>) -> Result<Token, StoreError> {
        let now = self.clock.unix_now();
        let last_visit = self.store.last_visit(visitor_key(&identity.subject)).await?;
        let sealed = Sealed {
            subject: identity.subject,
            access_token: identity.access_token,
            person: identity.person,
            last_visit,
        };
        let plain = serde_json::to_vec(&sealed).map_err(|error| std::io::Error::other(error.to_string()))?;
        let token = Token::generate();
        let life = token_life.unwrap_or(ABSOLUTE_SECONDS).clamp(0, ABSOLUTE_SECONDS);
        self.store
            .add_session(SessionRow {
                id: token.row_id(),
                sealed: token.seal(&plain),
                created_at: now,
                seen_at: now,
                ends_at: now + life,
            })
            .await?;
        Ok(token)
    }

    /// Finds the session of a token, and notes that it was used.
    ///
    /// # Errors
    /// When the store fails; a session that is over or cannot be opened is `None`.
    pub async fn find(&self, token: Token) -> Result<Option<Session>, StoreError> {
        let now = self.clock.unix_now();
        let Some(row) = self.store.session(token.row_id()).await? else { return Ok(None) };
        if row.ends_at <= now || row.seen_at + IDLE_SECONDS <= now {
            self.store.end_session(row.id).await?;
            return Ok(None);
        }
        let Some(sealed) = token.open(&row.sealed).and_then(|plain| serde_json::from_slice::<Sealed>(&plain).ok())
        else {
            return Ok(None);
        };
        let seen_at = if now - row.seen_at >= TOUCH_SECONDS {
            self.store.touch_session(row.id, now).await?;
            now
        } else {
            row.seen_at
        };
        Ok(Some(Session {
            identity: Arc::new(SignedIn {
                subject: sealed.subject,
                access_token: sealed.access_token,
                person: sealed.person,
            }),
            last_visit: sealed.last_visit,
            // From what is written, as that is what the next request is judged by.
            idle_end: (seen_at + IDLE_SECONDS).min(row.ends_at),
            token,
        }))
    }

    /// Begins the time of rest anew, at once and in writing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn extend(&self, session: &Session) -> Result<(), StoreError> {
        self.store.touch_session(session.token.row_id(), self.clock.unix_now()).await
    }

    /// Notes that the person was shown all that is new at a moment (Unix seconds). Their next session counts from there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note_visit(&self, session: &Session, at: i64) -> Result<(), StoreError> {
        self.store.note_visit(visitor_key(&session.identity.subject), at).await
    }

    /// Ends a session at once.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end(&self, session: &Session) -> Result<(), StoreError> {
        self.store.end_session(session.token.row_id()).await
    }

    /// Drops what is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self) -> Result<(), StoreError> {
        let now = self.clock.unix_now();
        self.store.sweep(now, now - IDLE_SECONDS).await
    }
}

/// Names a person in the visits without telling who it is.
fn visitor_key(subject: &str) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(b"portal visit 1\0");
    digest.update(subject.as_bytes());
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use app::domain::person::Sex;
    use chrono::NaiveDate;

    use super::*;
    use crate::store::sqlite::SqliteStore;

    /// Sessions over a store of their own, and a session whose last request was `rested` seconds ago.
    async fn session_after(rested: i64, left: i64) -> (tempfile::TempDir, Sessions, Token, i64) {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("portal.sqlite")).await.expect("a store");
        let sessions = Sessions::new(Arc::new(store), Clock::new(None));
        let sealed = Sealed {
            subject: "s".into(),
            access_token: "t".into(),
            person: Person {
                name: "見本".into(),
                kana: String::new(),
                birth: NaiveDate::from_ymd_opt(1980, 1, 1).expect("a date"),
                sex: Sex::Unspecified,
            },
            last_visit: None,
        };
        let (token, now) = (Token::generate(), sessions.clock.unix_now());
        let row = SessionRow {
            id: token.row_id(),
            sealed: token.seal(&serde_json::to_vec(&sealed).expect("written")),
            created_at: now - rested,
            seen_at: now - rested,
            ends_at: now + left,
        };
        sessions.store.add_session(row).await.expect("added");
        (folder, sessions, token, now)
    }

    #[tokio::test]
    async fn the_end_that_is_told_is_the_end_that_comes() {
        for (rested, left, expected) in
            [(30, ABSOLUTE_SECONDS, IDLE_SECONDS - 30), (61, ABSOLUTE_SECONDS, IDLE_SECONDS), (30, 100, 100)]
        {
            let (_folder, sessions, token, now) = session_after(rested, left).await;
            let session = sessions.find(token.clone()).await.expect("read").expect("open");
            // The machine's clock may go on by a second or two in between.
            assert!(
                (0..5).contains(&(session.idle_end - now - expected)),
                "{rested} {left}: {}",
                session.idle_end - now
            );
            let row = sessions.store.session(token.row_id()).await.expect("read").expect("kept");
            assert_eq!(session.idle_end, (row.seen_at + IDLE_SECONDS).min(row.ends_at), "{rested} {left}");
        }
    }

    #[tokio::test]
    async fn more_time_counts_at_once() {
        let (_folder, sessions, token, now) = session_after(30, ABSOLUTE_SECONDS).await;
        let session = sessions.find(token.clone()).await.expect("read").expect("open");
        assert!(session.idle_end < now + IDLE_SECONDS - 20);
        sessions.extend(&session).await.expect("extended");
        let session = sessions.find(token).await.expect("read").expect("open");
        assert!(session.idle_end >= now + IDLE_SECONDS);
    }

    #[tokio::test]
    async fn a_session_that_rested_too_long_is_over() {
        let (_folder, sessions, token, _) = session_after(IDLE_SECONDS, ABSOLUTE_SECONDS).await;
        assert!(sessions.find(token.clone()).await.expect("read").is_none());
        assert_eq!(sessions.store.session(token.row_id()).await.expect("read"), None, "and gone");
    }
}
