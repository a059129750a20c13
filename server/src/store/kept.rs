//! What people asked the portal to keep: sealed bytes by person and kind.

use super::{Pending, RowId};

/// One sealed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRow {
    /// Grows with each change; the first is 1.
    pub version: i64,
    /// The value, sealed with a key of the person's.
    pub sealed: Vec<u8>,
}

/// What there is of a person, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Kinds of kept values, and their bytes.
    pub kept: Vec<(String, u64)>,
    /// Whether a last visit is noted.
    pub last_visit: bool,
    /// Waiting forms.
    pub drafts: u64,
    /// Sessions that still hold something.
    pub sessions: u64,
    /// Kinds of values that live with these sessions, and their bytes.
    pub in_sessions: Vec<(String, u64)>,
}

/// The part of a backend that keeps what people asked for.
pub trait KeptStore {
    /// Reads a person's value of a kind.
    fn kept<'a>(&'a self, person: RowId, kind: &'a str) -> Pending<'a, Option<KeptRow>>;
    /// Writes it in the place of the version before; `false` where somebody else was quicker, and then nothing is changed.
    fn keep<'a>(&'a self, person: RowId, kind: &'a str, row: KeptRow) -> Pending<'a, bool>;
    /// Forgets a person's value of one kind.
    fn forget_one<'a>(&'a self, person: RowId, kind: &'a str) -> Pending<'a, ()>;
    /// What there is of a person, counted.
    fn held(&self, person: RowId) -> Pending<'_, Held>;
    /// Reads a session's value of a kind.
    fn session_kept<'a>(&'a self, session: RowId, kind: &'a str) -> Pending<'a, Option<KeptRow>>;
    /// Reads all of a session's values: kind and sealed value.
    fn all_session_kept(&self, session: RowId) -> Pending<'_, Vec<(String, Vec<u8>)>>;
    /// Writes it in the place of the version before, as [`Self::keep`] does; never for a session that is over.
    fn keep_in_session<'a>(&'a self, session: RowId, kind: &'a str, row: KeptRow) -> Pending<'a, bool>;
    /// Forgets a session's value of one kind.
    fn forget_in_session<'a>(&'a self, session: RowId, kind: &'a str) -> Pending<'a, ()>;
    /// Forgets everything of a person, the last visit, waiting forms and values of sessions too; how many values there were.
    fn forget_kept(&self, person: RowId) -> Pending<'_, u64>;
}
