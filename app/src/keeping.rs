//! What the portal itself keeps for a person, on their wish: the door through which a page gets it.
//!
//! A `Keeping` belongs to one person for one request. It holds no health record.

use crate::domain::notice::Marks;
use crate::domain::outside_site::OutsideLinks;
use crate::domain::notice::feed::Look;
use crate::records::Pending;

/// It could not be read now. The page says so in its place; nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReadable;

/// What one person keeps at the portal.
pub trait Keeping: Send + Sync {
    /// Which notices are read, and which are to be kept.
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>>;
    /// Which outside sites they have marked as theirs.
    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>>;
    /// Whether they have a feed address.
    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>>;
    /// Remembers what a look at all notices has shown, for the feed. Where there is no feed nothing is remembered.
    fn note_look(&self, look: Look) -> Pending<'_, ()>;
}
