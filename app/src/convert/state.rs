//! What is on the page now: what became of the files, and the book. It lives as long as the page.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use super::day::today;
use crate::domain::import::Outcome;
use crate::domain::import::desk::FileDesk;

thread_local! {
    static NOW: RefCell<(Outcome, Arc<FileDesk>)> = RefCell::default();
    /// The book holds rows that lie nowhere else yet.
    static UNSAVED: Cell<bool> = const { Cell::new(false) };
    /// The page is about to send a form for a file, and stays.
    static STAYS: Cell<bool> = const { Cell::new(false) };
}

/// Looks at the book.
pub(super) fn with<T>(look: impl FnOnce(&FileDesk) -> T) -> T {
    NOW.with_borrow(|(_, desk)| look(desk))
}

/// What is to be shown now. What became of the files is told once.
pub(super) fn told() -> (Outcome, Arc<FileDesk>) {
    NOW.with_borrow_mut(|(outcome, desk)| (std::mem::take(outcome), Arc::clone(desk)))
}

/// Changes the book.
pub(super) fn change(change: impl FnOnce(&mut FileDesk)) {
    NOW.with_borrow_mut(|(outcome, desk)| {
        // What was said of the files has been read.
        *outcome = Outcome::default();
        let desk = Arc::make_mut(desk);
        let before = desk.book.clone();
        change(desk);
        UNSAVED.set(!desk.book.is_empty() && (UNSAVED.get() || desk.book != before));
    });
}

/// The book lies in a file of the person's now, or is on its way into their record.
pub(super) fn carried() {
    UNSAVED.set(false);
}

/// A form is being sent of which a file comes back: the page is not left.
pub(super) fn stays() {
    STAYS.set(true);
}

/// Whether leaving the page would lose rows.
pub(super) fn would_lose() -> bool {
    !STAYS.replace(false) && UNSAVED.get()
}

/// Puts what files brought beside what is there.
pub(super) fn take(mut outcome: Outcome, income: String) {
    NOW.with_borrow_mut(|(before, desk)| {
        let desk = Arc::make_mut(desk);
        let (first, had) = (desk.book.is_empty(), desk.book.clone());
        let mut book = desk.book.clone();
        match outcome.into_book(&mut book, today()) {
            Ok(()) if first => *desk = FileDesk { income_typed: income, ..FileDesk::of(book) },
            Ok(()) => {
                desk.book = book;
                if desk.year.is_none() {
                    desk.year = FileDesk::of(desk.book.clone()).year;
                }
            }
            Err(full) => outcome.full = Some(full),
        }
        UNSAVED.set(UNSAVED.get() || desk.book != had);
        *before = outcome;
    });
}
