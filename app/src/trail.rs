//! What the portal has written down about a person's own doing here: the door through which a page gets it.
//!
//! A `Trail` belongs to one person for one request. Nothing can be changed or taken away through it.

use crate::domain::trail::Deed;
use crate::keeping::NotReadable;
use crate::records::Pending;

/// How many entries a page shows at once.
pub const AT_ONCE: usize = 50;

/// Some of the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Newest first, [`AT_ONCE`] at most.
    pub deeds: Vec<Deed>,
    /// Whether there are older ones.
    pub more: bool,
}

/// One person's entries.
pub trait Trail: Send + Sync {
    /// The newest, or the newest of those before an entry.
    fn newest(&self, before: Option<i64>) -> Pending<'_, Result<Shown, NotReadable>>;
}
