//! What the portal keeps between requests: sealed sessions, sign-ins under way, forms to be sent again, the last visit, and
//! what a person asked to be kept, sealed; PHR providers and what people let them have; and the access record.
//!
//! A backend stores bytes and moments; it knows neither cookies nor people.

pub mod audit;
pub mod draft;
pub mod feed;
pub mod kept;
pub mod partner;
pub mod sql;

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use thiserror::Error;

use crate::config::store::StoreConfig;
use audit::AuditStore;
use draft::DraftStore;
use feed::FeedStore;
use kept::KeptStore;
use partner::PartnerStore;
use sql::SqlStore;

/// A boxed future, so that the trait can be used as an object.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The store cannot do its work; people get 503.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The address names a kind of database that is not built in.
    #[error("PORTAL_DATABASE_URL cannot be used: it is sqlite:<file> or postgres://<user>@<host>/<database>")]
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
    /// Digest of the person.
    pub person: RowId,
    /// Digest of the provider's own session (`sid`), where it names one.
    pub provider_session: Option<RowId>,
    /// Digest of the certificate, where the provider names it.
    pub certificate: Option<RowId>,
    /// When the card was last presented, Unix seconds; 0 where nobody said.
    pub authenticated_at: i64,
    /// Kind of browser: a closed code.
    pub browser: String,
    /// Start, Unix seconds.
    pub created_at: i64,
    /// Last request, Unix seconds; written at intervals.
    pub seen_at: i64,
    /// End whatever happens, Unix seconds.
    pub ends_at: i64,
}

/// What the provider says has ended: everything that fits all that is named.
#[derive(Clone, Debug)]
pub struct ProviderLogout {
    /// Digest of the message's own name; it counts once.
    pub id: RowId,
    /// Until when the name must be remembered, Unix seconds.
    pub remember_until: i64,
    /// Digest of the person.
    pub person: Option<RowId>,
    /// Digest of the provider's session.
    pub provider_session: Option<RowId>,
}

/// A backend.
pub trait Store: AuditStore + DraftStore + FeedStore + KeptStore + PartnerStore + Send + Sync {
    /// Writes a new session.
    fn add_session(&self, row: SessionRow) -> Pending<'_, ()>;
    /// Reads a session.
    fn session(&self, id: RowId) -> Pending<'_, Option<SessionRow>>;
    /// Moves the last request forward.
    fn touch_session(&self, id: RowId, seen_at: i64) -> Pending<'_, ()>;
    /// Puts another seal in the place of an open session's; whether it was there.
    fn reseal_session(&self, id: RowId, sealed: Vec<u8>) -> Pending<'_, bool>;
    /// Ends a session.
    fn end_session(&self, id: RowId) -> Pending<'_, ()>;
    /// Ends a session that ran out: nothing of it can be opened any more, but for a while it is known whose it was.
    fn close_session(&self, id: RowId) -> Pending<'_, ()>;
    /// A person's sessions that are neither over at `now` nor unseen since `idle_before`, newest first.
    fn sessions_of(&self, person: RowId, now: i64, idle_before: i64) -> Pending<'_, Vec<SessionRow>>;
    /// Ends a person's sessions but one.
    fn end_other_sessions(&self, person: RowId, kept: RowId) -> Pending<'_, ()>;
    /// Closes them: what was typed on their pages is still theirs.
    fn close_other_sessions(&self, person: RowId, kept: RowId) -> Pending<'_, ()>;
    /// Ends what the provider says; the number of sessions, or nothing where the message came before.
    fn end_by_provider(&self, logout: ProviderLogout) -> Pending<'_, Option<u64>>;
    /// Ends every session of a certificate; their number.
    fn end_sessions_of_certificate(&self, certificate: RowId) -> Pending<'_, u64>;
    /// Writes a sign-in under way. There is room for a fixed number; the oldest give way.
    fn add_sign_in(&self, id: RowId, sealed: Vec<u8>, ends_at: i64) -> Pending<'_, ()>;
    /// Takes a sign-in out; a second taking finds nothing.
    fn take_sign_in(&self, id: RowId, now: i64) -> Pending<'_, Option<Vec<u8>>>;
    /// When a person was last shown what is new.
    fn last_visit(&self, person: RowId) -> Pending<'_, Option<i64>>;
    /// Notes that a person was shown what is new; never moves backwards.
    fn note_visit(&self, person: RowId, at: i64) -> Pending<'_, ()>;
    /// Closes sessions that are over (ended, or not seen since `idle_before`), and drops what has been over for long.
    fn sweep(&self, now: i64, idle_before: i64) -> Pending<'_, ()>;
    /// Whether the store answers.
    fn ping(&self) -> Pending<'_, ()>;
}

/// Opens the store that the configuration names.
///
/// # Errors
/// When the folder or database cannot be used.
pub async fn open(config: &StoreConfig) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(match place_of(config)? {
        Place::File(file) => SqlStore::open(&file).await?,
        Place::Served(address) => SqlStore::served(&address).await?,
    }))
}

/// Opens it for reading alone. Nothing is made and nothing is brought up to date.
///
/// # Errors
/// When there is no such database.
pub async fn open_to_read(config: &StoreConfig) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(match place_of(config)? {
        Place::File(file) => SqlStore::open_to_read(&file).await?,
        Place::Served(address) => SqlStore::served_to_read(&address).await?,
    }))
}

/// Where a database is.
enum Place {
    File(PathBuf),
    Served(String),
}

fn place_of(config: &StoreConfig) -> Result<Place, StoreError> {
    let Some(url) = config.database_url.as_deref() else {
        return Ok(Place::File(config.data_dir.join("portal.sqlite")));
    };
    if is_served(url) {
        return Ok(Place::Served(url.to_owned()));
    }
    let file = url.strip_prefix("sqlite:").ok_or(StoreError::Unsupported)?;
    Ok(Place::File(file.trim_start_matches("//").into()))
}

/// Whether an address is one of PostgreSQL.
#[must_use]
pub fn is_served(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}
