//! The access record: every sign-in, view, export, share and refusal, one entry each, chained by hash, its head signed again
//! and again.
//!
//! Nobody deletes anything here. When a person has everything erased that the portal keeps for them, their entries stay:
//! they name a digest and hold no record of health.

mod entry;
mod head;
mod heads_file;
mod key;
pub mod own;
pub mod verify;
mod writer;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;
use tracing::error;

pub use entry::{Late, Note, sitting};
pub use heads_file::HeadsFile;
pub use key::{AuditKeyError, AuditKeys, KnownKeys};

use crate::store::{Store, StoreError};
use writer::{Job, Writer};

/// How a file was taken along, in the record of the person whose it is.
pub const BY_DELEGATE: &str = "by-delegate";

/// How something was done whose answer had not come: it was found later that it stands.
pub const FOUND_LATER: &str = "found-later";

/// Entries that wait to be written. A view that finds no room waits.
const ROOM: usize = 4096;

/// How long a request waits for the record; then it is refused.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long stopping waits for it.
const AT_THE_END: Duration = Duration::from_secs(10);

/// The record cannot be begun.
#[derive(Debug, Error)]
pub enum AuditError {
    /// The key.
    #[error(transparent)]
    Key(#[from] AuditKeyError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file of the heads.
    #[error("PORTAL_AUDIT_HEADS cannot be written: {0}")]
    Heads(#[from] std::io::Error),
}

/// It could not be written down, or not in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRecorded;

/// The way into the record.
#[derive(Clone)]
pub struct Audit {
    jobs: mpsc::Sender<Job>,
    keys: Arc<AuditKeys>,
}

impl Audit {
    /// Signs where the chain ends, and begins to write.
    ///
    /// # Errors
    /// When the store or the file of the heads cannot be written.
    pub async fn start(store: Arc<dyn Store>, keys: AuditKeys, heads: HeadsFile) -> Result<Self, AuditError> {
        heads.prepare()?;
        let (sender, receiver) = mpsc::channel(ROOM);
        let keys = Arc::new(keys);
        let writer = Writer::new(store, Arc::clone(&keys), heads, receiver);
        writer.sign(true).await?;
        tokio::spawn(writer.run());
        Ok(Self { jobs: sender, keys })
    }

    /// Hands an entry over; it is written in its turn, and tried again until it is. Waits only where there is no room.
    ///
    /// # Errors
    /// When there is no room for seconds.
    pub async fn note(&self, note: Note) -> Result<(), NotRecorded> {
        match timeout(PATIENCE, self.jobs.send(Job::Note(note))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(NotRecorded),
        }
    }

    /// Hands over an entry that is written only where it is wanted. It is not tried again: what was found once will be found
    /// again.
    ///
    /// # Errors
    /// When there is no room for seconds.
    pub async fn note_late(&self, late: Late) -> Result<(), NotRecorded> {
        match timeout(PATIENCE, self.jobs.send(Job::Late(late))).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(NotRecorded),
        }
    }

    /// Writes an entry and waits until it stands. One that cannot be written now is never written.
    ///
    /// # Errors
    /// When it does not stand within seconds.
    pub async fn record(&self, note: Note) -> Result<(), NotRecorded> {
        self.ask(PATIENCE, |done| Job::Record(note, done)).await
    }

    /// Waits until everything handed over before stands.
    ///
    /// # Errors
    /// When it does not within seconds.
    pub async fn settled(&self) -> Result<(), NotRecorded> {
        self.ask(PATIENCE, Job::Settle).await
    }

    /// At the end: waits until everything stands, and has it signed.
    pub async fn stop(&self) {
        if self.ask(AT_THE_END, Job::Sign).await.is_err() {
            error!("the end of the access record could not be written or signed");
        }
    }

    /// A keyed digest of a network address.
    #[must_use]
    pub fn place(&self, address: IpAddr) -> [u8; 8] {
        self.keys.place(address)
    }

    async fn ask(&self, patience: Duration, job: impl FnOnce(oneshot::Sender<()>) -> Job) -> Result<(), NotRecorded> {
        let (done, told) = oneshot::channel();
        let asked = async {
            self.jobs.send(job(done)).await.map_err(|_| NotRecorded)?;
            told.await.map_err(|_| NotRecorded)
        };
        timeout(patience, asked).await.unwrap_or(Err(NotRecorded))
    }
}

#[cfg(test)]
mod tests;
