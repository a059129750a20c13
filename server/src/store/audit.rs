//! Keeping the access record: entries and signed heads, in their order, added at the end and never changed.

use super::{Pending, RowId};

/// One entry as it lies in the store. What it says is the business of `crate::audit`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Place in the chain; the first is 1.
    pub sequence: i64,
    /// Hash of the entry before.
    pub previous: Vec<u8>,
    /// Hash over everything else.
    pub hash: Vec<u8>,
    /// When, Unix milliseconds.
    pub at: i64,
    /// Digest of the person, where one is known.
    pub person: Option<Vec<u8>>,
    /// Digest of the session, where there is one.
    pub sitting: Option<Vec<u8>>,
    /// What was done.
    pub act: String,
    /// Pattern of the page or route.
    pub object: String,
    /// What came of it.
    pub outcome: String,
    /// Why it was refused or failed.
    pub reason: String,
    /// Kind of browser.
    pub browser: String,
    /// Keyed digest of the network address.
    pub place: Option<Vec<u8>>,
    /// Name of the request.
    pub request: String,
}

/// One signed head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadRow {
    /// Place among the heads; the first is 1.
    pub number: i64,
    /// The entry it is about; 0 for an empty record.
    pub sequence: i64,
    /// The hash of that entry.
    pub hash: Vec<u8>,
    /// When, Unix milliseconds.
    pub at: i64,
    /// Digest of the head before.
    pub previous: Vec<u8>,
    /// Name of the key.
    pub key: String,
    /// Signature.
    pub signature: Vec<u8>,
}

/// Where the chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tail {
    /// The last entry's place; 0 for an empty record.
    pub sequence: i64,
    /// Its hash; nothing for an empty record.
    pub hash: Option<Vec<u8>>,
}

/// A person's tries at something: one failed, and none is written down as done.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// Whose.
    pub person: RowId,
    /// What was done: a word of ours.
    pub act: &'static str,
    /// Pattern of the page or route, as our tables write it.
    pub object: &'static str,
    /// From when until when (Unix milliseconds, both included) one must have failed.
    pub failed: (i64, i64),
    /// From when on (Unix milliseconds) none may be done.
    pub done_after: i64,
}

/// A row that holds something else than it should; its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable(pub i64);

/// Makes entries that continue a chain.
pub type MakeEntries<'a> = &'a (dyn Fn(Tail) -> Vec<EntryRow> + Send + Sync);

/// Makes a head of a chain after the head before, or none.
pub type MakeHead<'a> = &'a (dyn Fn(Tail, Option<HeadRow>) -> Option<HeadRow> + Send + Sync);

/// The part of a backend that keeps the access record.
pub trait AuditStore {
    /// Adds entries, which `make` makes while nobody else can add any.
    fn add_entries<'a>(&'a self, make: MakeEntries<'a>) -> Pending<'a, ()>;
    /// Adds what `make` makes in the same way, if the person's tries are so; whether it was added.
    fn add_entry_late<'a>(&'a self, tried: &'a Tried, make: MakeEntries<'a>) -> Pending<'a, bool>;
    /// Adds a head in the same way. It is on the disk when this is done, and with it all entries it is about.
    fn add_head<'a>(&'a self, make: MakeHead<'a>) -> Pending<'a, ()>;
    /// Entries after a place, in their order.
    fn entries_after(&self, sequence: i64, count: i64) -> Pending<'_, Vec<Result<EntryRow, Unreadable>>>;
    /// Heads after a place, in their order.
    fn heads_after(&self, number: i64, count: i64) -> Pending<'_, Vec<Result<HeadRow, Unreadable>>>;
    /// A person's entries, newest first: all, or those before a place.
    fn entries_of(&self, person: RowId, before: Option<i64>, count: i64) -> Pending<'_, Vec<EntryRow>>;
}
