//! Keeping forms that could not be taken yet.

use super::{Pending, RowId};

/// A sealed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Digest of the cookie that opens it.
    pub id: RowId,
    /// Digest of the person who typed it.
    pub person: RowId,
    /// Page and fields, sealed with a key that only the cookie yields.
    pub sealed: Vec<u8>,
    /// Until when it is kept, Unix seconds.
    pub ends_at: i64,
}

/// The part of a backend that keeps forms.
pub trait DraftStore {
    /// Keeps a form in the place of the person's former one.
    fn keep_draft(&self, row: DraftRow) -> Pending<'_, ()>;
    /// Takes a form out, whoever asks: a second taking finds nothing.
    fn take_draft(&self, id: RowId, now: i64) -> Pending<'_, Option<DraftRow>>;
}
