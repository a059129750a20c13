//! What the portal itself keeps for a person, on their wish: the door through which a page gets it.
//!
//! A `Keeping` belongs to one person for one request. It holds no health record.

use crate::domain::ceiling::told::ToldClasses;
use crate::domain::notice::Marks;
use crate::records::Pending;

/// It could not be read now. The page says so in its place; nothing is lost by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotReadable;

/// What one person keeps at the portal.
pub trait Keeping: Send + Sync {
    /// Which notices are read, and which are to be kept.
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>>;
    /// Which income classes the person told, for `/expenses/ceiling`.
    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>>;
}
