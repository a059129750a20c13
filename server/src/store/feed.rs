//! Private feed addresses: which token, by its digest, is whose. A person has one at most.

use super::{Pending, RowId};

/// The part of a backend that keeps feed addresses.
pub trait FeedStore {
    /// Gives a person a token, in the place of the one before.
    fn set_feed(&self, person: RowId, token: RowId) -> Pending<'_, ()>;
    /// Takes a person's token away.
    fn end_feed(&self, person: RowId) -> Pending<'_, ()>;
    /// Whether a person has one.
    fn has_feed(&self, person: RowId) -> Pending<'_, bool>;
    /// Whose a token is.
    fn feed_person(&self, token: RowId) -> Pending<'_, Option<RowId>>;
}
