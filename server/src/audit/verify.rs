//! Reads the whole record again and says whether it is what was written: any entry or head that was changed, taken out,
//! put in, moved or cut off is named.

use std::collections::BTreeMap;

use thiserror::Error;

use super::entry::{NOTHING, hash_of};
use super::head::{self, Doubt};
use super::heads_file::HeadsFile;
use super::key::KnownKeys;
use crate::store::audit::{EntryRow, HeadRow, Unreadable};
use crate::store::{Store, StoreError};

/// Rows read at a time.
const AT_ONCE: i64 = 1000;

/// What is wrong, and where. The first of its kind: what follows a broken place proves nothing.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Finding {
    /// An entry holds something else than a field of its kind can hold.
    #[error("entry {0}: changed (it cannot be read)")]
    EntryUnreadable(i64),
    /// An entry is not what its hash says.
    #[error("entry {0}: changed")]
    EntryChanged(i64),
    /// An entry stands where another one was written.
    #[error("entry {at}: out of order (what stands there was written as entry {written_as})")]
    EntryMoved {
        /// Where it stands.
        at: i64,
        /// Where it was written.
        written_as: i64,
    },
    /// Entries are not there, and others after them are.
    #[error("entry {0}: missing (the next one there is entry {1})")]
    EntryMissing(i64, i64),
    /// An entry is sound by itself and does not follow the one before it.
    #[error("entry {0}: does not follow entry {before}", before = .0 - 1)]
    EntryUnlinked(i64),
    /// The chain is sound by itself, but a head has signed another one.
    #[error("entries {from} to {to}: changed, and the chain made anew (head {head} signed another entry {to})")]
    EntriesMadeAnew {
        /// The first that no sound head vouches for.
        from: i64,
        /// The signed one.
        to: i64,
        /// The head.
        head: i64,
    },
    /// The record ends before an entry that was signed.
    #[error("entry {from}: missing (cut: the record ends before it, and head {head} signed entry {to})")]
    EntriesCut {
        /// The first that is missing.
        from: i64,
        /// The last one that was signed.
        to: i64,
        /// The head.
        head: i64,
    },
    /// A head cannot be read.
    #[error("head {0}: changed (it cannot be read)")]
    HeadUnreadable(i64),
    /// A head is not there, and others after it are.
    #[error("head {0}: missing (the next one there is head {1})")]
    HeadMissing(i64, i64),
    /// A head is not what its key signed.
    #[error("head {0}: changed (the signature is not of this content)")]
    HeadChanged(i64),
    /// A head is signed by nobody we know.
    #[error("head {0}: signed by a key that is not known here")]
    HeadKey(i64),
    /// A head is sound by itself and does not follow the one before it.
    #[error("head {0}: does not follow head {before}", before = .0 - 1)]
    HeadUnlinked(i64),
    /// The database lacks heads that the file holds.
    #[error("head {0}: missing in the database (cut: {1} holds it)")]
    HeadsCut(i64, String),
    /// The file is not there.
    #[error("{0}: missing")]
    FileMissing(String),
    /// A line of the file is not the head that belongs there.
    #[error("{1} line {0}: changed")]
    LineChanged(i64, String),
    /// The file ends before heads that the database holds.
    #[error("{1} line {0}: missing (cut: the database holds this head)")]
    FileCut(i64, String),
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Entries there are.
    pub entries: i64,
    /// Heads there are.
    pub heads: i64,
    /// The last entry that a sound head vouches for.
    pub signed: i64,
    /// What is wrong: the first in the heads, in their file and in the entries.
    pub findings: Vec<Finding>,
}

/// Sound heads by the entry they are about: number of the head and hash of the entry.
type Signed = BTreeMap<i64, (i64, Vec<u8>)>;

/// Reads everything. The portal may be running.
///
/// # Errors
/// When the store or the file cannot be read at all.
pub async fn verify(store: &dyn Store, keys: &KnownKeys, file: &HeadsFile) -> Result<Report, StoreError> {
    let mut report = Report::default();
    let signed = heads(store, keys, file, &mut report).await?;
    entries(store, &signed, &mut report).await?;
    Ok(report)
}

/// Walks the heads, each beside its line of the file.
async fn heads(
    store: &dyn Store,
    keys: &KnownKeys,
    file: &HeadsFile,
    report: &mut Report,
) -> Result<Signed, StoreError> {
    let (mut signed, mut walk) = (Signed::new(), Walk { number: 0, sequence: 0, digest: NOTHING });
    // Nobody adds a head while this is kept.
    let held = file.read().await?;
    let lines = held.as_ref().map_or(&[][..], |(_, lines)| lines);
    let (mut in_table, mut in_file) = (None, None);
    loop {
        let rows = store.heads_after(walk.number, AT_ONCE).await?;
        let whole = rows.len() < AT_ONCE as usize;
        for row in rows {
            match walk.step(row, keys) {
                Ok(head) => {
                    let line = usize::try_from(head.number - 1).ok().and_then(|place| lines.get(place));
                    if in_file.is_none() && held.is_some() {
                        in_file = match line {
                            None => Some(Finding::FileCut(head.number, file.name())),
                            Some(line) if *line != head::to_line(&head) => {
                                Some(Finding::LineChanged(head.number, file.name()))
                            }
                            Some(_) => None,
                        };
                    }
                    signed.insert(head.sequence, (head.number, head.hash));
                }
                Err(finding) => {
                    in_table = Some(finding);
                    break;
                }
            }
        }
        if whole || in_table.is_some() {
            break;
        }
    }
    report.heads = walk.number;
    if held.is_none() && walk.number > 0 {
        in_file = Some(Finding::FileMissing(file.name()));
    }
    // What the file holds beyond the database was signed all the same.
    let beyond = usize::try_from(walk.number).unwrap_or(0);
    for (line, number) in lines.iter().skip(beyond).zip(walk.number + 1..) {
        if in_file.is_some() {
            break;
        }
        match head::from_line(line)
            .ok_or(Unreadable(number))
            .and_then(|row| walk.step(Ok(row), keys).map_err(|_| Unreadable(number)))
        {
            Ok(head) => {
                in_table.get_or_insert(Finding::HeadsCut(number, file.name()));
                signed.insert(head.sequence, (head.number, head.hash));
            }
            Err(Unreadable(number)) => in_file = Some(Finding::LineChanged(number, file.name())),
        }
    }
    report.findings.extend([in_table, in_file].into_iter().flatten());
    Ok(signed)
}

/// Where a walk along the heads has come to.
struct Walk {
    number: i64,
    sequence: i64,
    digest: [u8; 32],
}

impl Walk {
    /// The next head, if it is sound and follows.
    fn step(&mut self, row: Result<HeadRow, Unreadable>, keys: &KnownKeys) -> Result<HeadRow, Finding> {
        let head = row.map_err(|Unreadable(number)| Finding::HeadUnreadable(number))?;
        let wanted = self.number + 1;
        if head.number != wanted {
            return Err(Finding::HeadMissing(wanted, head.number));
        }
        head::check(&head, keys).map_err(|doubt| match doubt {
            Doubt::Key => Finding::HeadKey(wanted),
            Doubt::Signature => Finding::HeadChanged(wanted),
        })?;
        if head.previous != self.digest || head.sequence < self.sequence {
            return Err(Finding::HeadUnlinked(wanted));
        }
        (self.number, self.sequence, self.digest) = (head.number, head.sequence, head::digest_of(&head));
        Ok(head)
    }
}

/// Walks the entries, and holds them against the heads.
async fn entries(store: &dyn Store, signed: &Signed, report: &mut Report) -> Result<(), StoreError> {
    let (mut at, mut previous) = (0, NOTHING.to_vec());
    loop {
        let rows = store.entries_after(at, AT_ONCE).await?;
        let whole = rows.len() < AT_ONCE as usize;
        for row in rows {
            let wanted = at + 1;
            let finding = match row {
                Err(Unreadable(sequence)) => Some(Finding::EntryUnreadable(sequence)),
                Ok(row) if row.sequence != wanted => Some(Finding::EntryMissing(wanted, row.sequence)),
                Ok(row) if hash_of(&row)[..] != row.hash[..] => Some(changed_or_moved(row, signed, at)),
                Ok(row) if row.previous != previous => Some(Finding::EntryUnlinked(wanted)),
                Ok(row) => {
                    (at, previous) = (row.sequence, row.hash);
                    match signed.get(&at) {
                        Some((head, hash)) if *hash != previous => {
                            Some(Finding::EntriesMadeAnew { from: report.signed + 1, to: at, head: *head })
                        }
                        Some(_) => {
                            report.signed = at;
                            None
                        }
                        None => None,
                    }
                }
            };
            if let Some(finding) = finding {
                report.entries = at;
                report.findings.push(finding);
                return Ok(());
            }
        }
        if whole {
            break;
        }
    }
    report.entries = at;
    if let Some((to, (head, _))) = signed.last_key_value().filter(|(to, _)| **to > at) {
        report.findings.push(Finding::EntriesCut { from: at + 1, to: *to, head: *head });
    }
    Ok(())
}

/// An entry whose hash is another one's place away was moved there; else it was changed.
fn changed_or_moved(mut row: EntryRow, signed: &Signed, walked: i64) -> Finding {
    let at = row.sequence;
    let last = signed.last_key_value().map_or(0, |(last, _)| *last).max(walked) + AT_ONCE;
    let moved = (1..=last).find(|&place| {
        row.sequence = place;
        place != at && hash_of(&row)[..] == row.hash[..]
    });
    moved.map_or(Finding::EntryChanged(at), |written_as| Finding::EntryMoved { at, written_as })
}
