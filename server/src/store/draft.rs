//! Keeping forms that could not be taken yet.

use super::{Pending, RowId};

/// A sealed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Digest of the cookie that opens it and of its page.
    pub id: RowId,
    /// Digest of the cookie alone.
    pub browser: RowId,
    /// Digest of the person who typed it.
    pub person: RowId,
    /// Page and fields, sealed with a key that only the cookie yields.
    pub sealed: Vec<u8>,
    /// Until when it is kept, Unix seconds.
    pub ends_at: i64,
}

/// What a page found in its browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenDraft {
    /// The sealed form, if one waited for this page and person.
    pub sealed: Option<Vec<u8>>,
    /// Whether another person's waited for it.
    pub foreign: bool,
    /// Whether forms of other pages still wait in this browser.
    pub more: bool,
}

/// The part of a backend that keeps forms.
pub trait DraftStore {
    /// Keeps a form in the place of the former one of its page; of a person's forms the `most` newest stay.
    fn keep_draft(&self, row: DraftRow, most: u32) -> Pending<'_, ()>;
    /// Takes a form out for whoever asks: a second taking finds nothing. Where it is another person's, everything of others
    /// in this browser is destroyed.
    fn take_draft(&self, id: RowId, browser: RowId, person: RowId, now: i64) -> Pending<'_, TakenDraft>;
}
