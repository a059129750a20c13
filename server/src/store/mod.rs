//! What the portal keeps between requests: sealed sessions, sign-ins under way, the last visit. No health record.
//!
//! A backend stores bytes and moments; it knows neither cookies nor people.

pub mod sqlite;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use thiserror::Error;

use crate::config::store::StoreConfig;

/// A boxed future, so that the trait can be used as an object.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The store cannot do its work; people get 503.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The address names a kind of database that is not built in.
    #[error("PORTAL_DATABASE_URL cannot be used: this version keeps its sessions in sqlite (sqlite:<file>)")]
    Unsupported,
    /// The data folder cannot be made or written.
    #[error("the data folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The database refused.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The database is of another version.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

/// A digest that names a row.
pub type RowId = [u8; 32];

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Digest of the cookie.
    pub id: RowId,
    /// Identity and tokens, sealed with a key that only the cookie yields.
    pub sealed: Vec<u8>,
    /// Start, Unix seconds.
    pub created_at: i64,
    /// Last request, Unix seconds; written at most once a minute.
    pub seen_at: i64,
    /// End whatever happens, Unix seconds.
    pub ends_at: i64,
}

/// A backend.
pub trait Store: Send + Sync {
    /// Writes a new session.
    fn add_session(&self, row: SessionRow) -> Pending<'_, ()>;
    /// Reads a session.
    fn session(&self, id: RowId) -> Pending<'_, Option<SessionRow>>;
    /// Moves the last request forward.
    fn touch_session(&self, id: RowId, seen_at: i64) -> Pending<'_, ()>;
    /// Ends a session.
    fn end_session(&self, id: RowId) -> Pending<'_, ()>;
    /// Writes a sign-in under way. There is room for a fixed number; the oldest give way.
    fn add_sign_in(&self, id: RowId, sealed: Vec<u8>, ends_at: i64) -> Pending<'_, ()>;
    /// Takes a sign-in out; a second taking finds nothing.
    fn take_sign_in(&self, id: RowId, now: i64) -> Pending<'_, Option<Vec<u8>>>;
    /// When a person was last shown what is new.
    fn last_visit(&self, person: RowId) -> Pending<'_, Option<i64>>;
    /// Notes that a person was shown what is new; never moves backwards.
    fn note_visit(&self, person: RowId, at: i64) -> Pending<'_, ()>;
    /// Drops sessions and sign-ins that are over: ended, or not seen since `idle_before`.
    fn sweep(&self, now: i64, idle_before: i64) -> Pending<'_, ()>;
    /// Whether the store answers.
    fn ping(&self) -> Pending<'_, ()>;
}

/// Opens the store that the configuration names.
///
/// # Errors
/// When the folder or database cannot be used.
pub async fn open(config: &StoreConfig) -> Result<Arc<dyn Store>, StoreError> {
    match config.database_url.as_deref() {
        None => Ok(Arc::new(sqlite::SqliteStore::open(&config.data_dir.join("portal.sqlite")).await?)),
        Some(url) => match url.strip_prefix("sqlite:") {
            Some(file) => Ok(Arc::new(sqlite::SqliteStore::open(file.trim_start_matches("//").as_ref()).await?)),
            None => Err(StoreError::Unsupported),
        },
    }
}
