//! The card and the page on which it is presented. The card is only its id; the PIN is the same for all.

pub(crate) mod handlers;
pub(crate) mod page;
pub(crate) mod pin;
pub(crate) mod verdict;
