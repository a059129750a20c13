//! One entry: what is written down about a request, and the hash that ties it to the entry before.

use app::domain::trail::{Act, Outcome};
use sha2::{Digest, Sha256};

use crate::store::RowId;
use crate::store::audit::{EntryRow, Tail};

/// What an empty record's first entry continues.
pub(super) const NOTHING: [u8; 32] = [0; 32];

/// What is to be written down. Each field is a digest, a moment, or a word of ours: nothing that was sent can stand in it.
#[derive(Clone, Debug)]
pub struct Note {
    /// When, Unix milliseconds (UTC, by the machine's clock).
    pub at: i64,
    /// Digest of the person, where one is known.
    pub person: Option<RowId>,
    /// Digest of the session, where there is one.
    pub sitting: Option<[u8; 16]>,
    /// What was done, or tried.
    pub act: Act,
    /// Pattern of the page or route, as our tables write it.
    pub object: &'static str,
    /// What came of it.
    pub outcome: Outcome,
    /// Why it was refused or failed; else empty.
    pub reason: &'static str,
    /// Kind of browser: a code of [`crate::session::browser::kind`].
    pub browser: String,
    /// Keyed digest of the network address.
    pub place: Option<[u8; 8]>,
    /// The request's name, which we gave it.
    pub request: String,
}

/// What was found to have been done: written only where a try at it stands as failed, and it not as done already.
#[derive(Clone, Debug)]
pub struct Late {
    /// Since when what was tried stands, Unix milliseconds by the machine's clock.
    pub stands_since: i64,
    /// The entry.
    pub note: Note,
}

/// Names a session in the record. Does not lead to its cookie, nor to its row.
#[must_use]
pub fn sitting(session: RowId) -> [u8; 16] {
    let digest: [u8; 32] = Sha256::new_with_prefix(b"portal audit sitting 1\0").chain_update(session).finalize().into();
    std::array::from_fn(|place| digest[place])
}

/// Entries that continue a chain, in this order.
pub(super) fn continued<'a>(notes: impl IntoIterator<Item = &'a Note>, tail: Tail) -> Vec<EntryRow> {
    let (mut sequence, mut previous) = (tail.sequence, tail.hash.unwrap_or_else(|| NOTHING.to_vec()));
    let rows = notes.into_iter().map(|note| {
        sequence += 1;
        let mut row = EntryRow {
            sequence,
            previous: std::mem::take(&mut previous),
            hash: Vec::new(),
            at: note.at,
            person: note.person.map(|person| person.to_vec()),
            sitting: note.sitting.map(|sitting| sitting.to_vec()),
            act: note.act.code().into(),
            object: note.object.into(),
            outcome: note.outcome.code().into(),
            reason: note.reason.into(),
            browser: note.browser.clone(),
            place: note.place.map(|place| place.to_vec()),
            request: note.request.clone(),
        };
        row.hash = hash_of(&row).to_vec();
        previous.clone_from(&row.hash);
        row
    });
    rows.collect()
}

/// SHA-256 over every other field in a fixed order, each with its length before it: no two entries are written alike.
pub(super) fn hash_of(row: &EntryRow) -> [u8; 32] {
    let mut digest = Sha256::new_with_prefix(b"portal audit entry 1\0");
    field(&mut digest, Some(&row.previous));
    digest.update(row.sequence.to_be_bytes());
    digest.update(row.at.to_be_bytes());
    for bytes in [&row.person, &row.sitting, &row.place] {
        field(&mut digest, bytes.as_deref());
    }
    for text in [&row.act, &row.object, &row.outcome, &row.reason, &row.browser, &row.request] {
        field(&mut digest, Some(text.as_bytes()));
    }
    digest.finalize().into()
}

/// Whether there is one, how long it is, and what it is.
pub(super) fn field(digest: &mut Sha256, bytes: Option<&[u8]>) {
    match bytes {
        None => digest.update([0]),
        Some(bytes) => {
            digest.update([1]);
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        }
    }
}
