//! The one task that writes: many entries in one transaction, in the order in which they came; and a signed head now and
//! then, so that a cut end is found.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};
use tracing::{error, warn};

use super::entry::{Late, Note, continued};
use super::heads_file::HeadsFile;
use super::key::AuditKeys;
use super::{AuditError, head};
use crate::store::Store;
use crate::store::audit::{Tried, Unreadable};

/// Most jobs that are done in one go.
const TOGETHER: usize = 512;

/// After so many entries a head is signed at the latest.
const ENTRIES: usize = 1000;

/// And after so long, where there is something new.
const WHILE: Duration = Duration::from_secs(60);

/// How long it rests before it tries again to write what could not be written.
const REST: Duration = Duration::from_millis(250);

/// A try and what came of it lie less than this apart, milliseconds.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// So far may the clock of whoever says since when something stands be from ours, milliseconds.
const SKEW: i64 = 2 * 60 * 1000;

/// Heads read at a time.
const HEADS: i64 = 500;

/// What there is to do. Whoever waits is told by a word when it is done, and by its absence that it was not.
pub(super) enum Job {
    /// Write this, whenever it can be.
    Note(Note),
    /// Write this now or never.
    Record(Note, oneshot::Sender<()>),
    /// Write this where it is wanted.
    Late(Late),
    /// Say when everything before is written.
    Settle(oneshot::Sender<()>),
    /// The same, and sign it.
    Sign(oneshot::Sender<()>),
}

/// The task.
pub(super) struct Writer {
    store: Arc<dyn Store>,
    keys: Arc<AuditKeys>,
    heads: HeadsFile,
    jobs: mpsc::Receiver<Job>,
}

impl Writer {
    pub(super) fn new(
        store: Arc<dyn Store>,
        keys: Arc<AuditKeys>,
        heads: HeadsFile,
        jobs: mpsc::Receiver<Job>,
    ) -> Self {
        Self { store, keys, heads, jobs }
    }

    /// Works until nobody can hand anything over any more.
    pub(super) async fn run(mut self) {
        let mut due = interval_at(Instant::now() + WHILE, WHILE);
        due.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let (mut jobs, mut unsigned) = (Vec::with_capacity(TOGETHER), 0);
        loop {
            tokio::select! {
                taken = self.jobs.recv_many(&mut jobs, TOGETHER) => {
                    if taken == 0 {
                        return;
                    }
                    let (written, sign) = self.work(std::mem::take(&mut jobs)).await;
                    unsigned += written;
                    if !sign.is_empty() || unsigned >= ENTRIES {
                        unsigned = 0;
                        if self.sign_or_say().await {
                            told(sign);
                        }
                    }
                }
                _ = due.tick() => {
                    unsigned = 0;
                    self.sign_or_say().await;
                }
            }
        }
    }

    /// Writes what is to be written; how many entries, and who waits for a head.
    async fn work(&self, jobs: Vec<Job>) -> (usize, Vec<oneshot::Sender<()>>) {
        let (mut notes, mut recording, mut settling, mut signing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut late = Vec::new();
        for job in jobs {
            match job {
                Job::Note(note) => notes.push((note, false)),
                // Who does not wait any more was refused.
                Job::Record(note, done) if !done.is_closed() => {
                    notes.push((note, true));
                    recording.push(done);
                }
                Job::Record(..) => {}
                Job::Late(one) => late.push(one),
                Job::Settle(done) => settling.push(done),
                Job::Sign(done) => signing.push(done),
            }
        }
        while !notes.is_empty() {
            let written = self.store.add_entries(&|tail| continued(notes.iter().map(|(note, _)| note), tail)).await;
            let Err(failure) = written else { break };
            error!(%failure, entries = notes.len(), "the access record could not be written");
            // Whoever waits is refused now; the rest is tried again.
            recording.clear();
            notes.retain(|(_, now_or_never)| !now_or_never);
            sleep(REST).await;
        }
        told(recording);
        let mut written = notes.len();
        for one in late {
            written += usize::from(self.add_late(&one).await);
        }
        told(settling);
        (written, signing)
    }

    /// Whether it was written.
    async fn add_late(&self, Late { stands_since, note }: &Late) -> bool {
        let Some(person) = note.person else { return false };
        let tried = Tried {
            person,
            act: note.act.code(),
            object: note.object,
            failed: (stands_since - A_DAY, stands_since + SKEW),
            done_after: stands_since - A_DAY,
        };
        match self.store.add_entry_late(&tried, &|tail| continued([note], tail)).await {
            Ok(written) => written,
            Err(failure) => {
                error!(%failure, "what was found later could not be written into the access record");
                false
            }
        }
    }

    async fn sign_or_say(&self) -> bool {
        match self.sign(false).await {
            Ok(()) => true,
            Err(failure) => {
                error!(%failure, "the access record could not be signed");
                false
            }
        }
    }

    /// Signs where the chain ends, if it has grown or `anyway`, and writes into the file what it does not hold yet.
    pub(super) async fn sign(&self, anyway: bool) -> Result<(), AuditError> {
        let (file, written) = self.heads.lock().await?.last().await?;
        let keys = &self.keys;
        self.store
            .add_head(&|tail, last| {
                let grown = last.as_ref().is_none_or(|last| last.sequence < tail.sequence);
                (anyway || grown).then(|| head::signed(keys, tail, last.as_ref(), now()))
            })
            .await?;
        let mut missing = Vec::new();
        loop {
            let after = missing.last().map_or(written, |head: &crate::store::audit::HeadRow| head.number);
            let heads = self.store.heads_after(after, HEADS).await?;
            let whole = heads.len() < HEADS as usize;
            let heads: Result<Vec<_>, Unreadable> = heads.into_iter().collect();
            missing.extend(heads.map_err(|Unreadable(number)| {
                std::io::Error::other(format!("head {number} cannot be read: run `portal audit verify`"))
            })?);
            if whole {
                break;
            }
        }
        if missing.len() > 1 {
            warn!(
                heads = missing.len(),
                "the file of signed heads lacked some that the database holds; they were added"
            );
        }
        if !missing.is_empty() {
            file.add(missing).await?;
        }
        Ok(())
    }
}

/// Whoever has gone meanwhile needs no word.
fn told(waiting: Vec<oneshot::Sender<()>>) {
    for done in waiting {
        _ = done.send(());
    }
}

/// Unix milliseconds, by the machine's clock: a record is not kept by a clock that a test moves.
fn now() -> i64 {
    chrono::Utc::now().timestamp_millis()
}
