//! What the portal itself keeps for a person, on their wish: the door through which a page gets it.
//!
//! A `Keeping` belongs to one person for one request. It holds no health record, but for the copy, and the
//! checkups and notebooks of drugs that a person asked to be kept.

use crate::domain::ceiling::told::ToldClasses;
use crate::domain::checkup::added::Added;
use crate::domain::copy::Copies;
use crate::domain::expense::book::Book;
use crate::domain::medication::{DrugKey, HiddenDrugs, Institution};
use crate::domain::notebook::added::{AddedBook, AddedOtc, Told};
use crate::domain::notice::Marks;
use crate::domain::notice::feed::Look;
use crate::domain::outside_site::OutsideLinks;
use crate::domain::own::{Hidden, RecordName};
use crate::domain::tax::told::ToldIncomes;
use crate::records::Pending;

/// What the portal holds about a person, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// What they asked to be kept: a name in words and its bytes as they lie sealed.
    pub kept: Vec<(&'static str, u64)>,
    /// Whether it is noted when they last saw what is new.
    pub last_visit: bool,
    /// Forms that wait for being sent again.
    pub drafts: u64,
    /// Browsers in which they are signed in.
    pub sessions: u64,
}

/// A checkup that they added from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct AddedCheckup {
    /// What the form that takes it out again calls it: means nothing to anybody else.
    pub token: String,
    /// The checkup.
    pub added: Added,
}

/// Something that they added, and what the form that takes it out again calls it: means nothing to anybody else.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T> {
    /// What the form calls it.
    pub token: String,
    /// The thing.
    pub one: T,
}

/// Notebooks and drugs bought without prescription that they added.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnDrugs {
    /// The notebooks, the last added first.
    pub books: Vec<Named<AddedBook>>,
    /// The drugs put down one by one, the last added first.
    pub otc: Vec<Named<AddedOtc>>,
    /// What all of it tells beside the dispensings.
    pub told: Told,
}

/// The household's book of expenses, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpenseBook {
    /// The book.
    pub book: Book,
    /// It is kept with the portal, and not for the session alone.
    pub kept: bool,
}

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
    /// The records they have said are not theirs, newest first.
    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>>;
    /// What a form or an address calls a record: means nothing to anybody else.
    fn token_of(&self, record: &RecordName) -> String;
    /// What an address calls one drug of theirs: the same each time, and it tells nothing of the drug.
    fn token_of_drug(&self, drug: &DrugKey) -> String;
    /// What an address calls an institution in their records.
    fn token_of_place(&self, place: &Institution) -> String;
    /// The drugs they do not want on sheets and among what they share.
    fn hidden_drugs(&self) -> Pending<'_, Result<HiddenDrugs, NotReadable>>;
    /// The copy of their records, without those that are hidden.
    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>>;
    /// All that the portal holds about them.
    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>>;
    /// The checkups they added from files, newest first.
    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>>;
    /// The notebooks and drugs they added.
    fn own_drugs(&self) -> Pending<'_, Result<OwnDrugs, NotReadable>>;
    /// The household's book of expenses: kept with the portal on their wish, else as long as the session lasts.
    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>>;
    /// Which income classes the person told, for `/expenses/ceiling`.
    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>>;
    /// What was typed of incomes since they signed in. Whoever has no session has typed nothing.
    fn told_incomes(&self) -> Pending<'_, Result<ToldIncomes, NotReadable>> {
        Box::pin(std::future::ready(Ok(ToldIncomes::default())))
    }
}
