//! The door `Keeping` inside a provider's page: nothing that a person keeps here is shown there. Only what addresses call drugs and
//! places is the person's own, so that links to the portal find them.

use app::domain::ceiling::told::ToldClasses;
use app::domain::copy::Copies;
use app::domain::medication::{DrugKey, HiddenDrugs, Institution};
use app::domain::notice::Marks;
use app::domain::notice::feed::Look;
use app::domain::outside_site::OutsideLinks;
use app::domain::own::{Hidden, RecordName};
use app::keeping::{AddedCheckup, ExpenseBook, Holdings, Keeping, NotReadable, OwnDrugs};
use app::records::Pending;

use crate::keeping::PersonKeeping;

/// Nothing, but for names.
pub(super) struct LentKeeping(pub(super) PersonKeeping);

fn nothing<'a, T: Default + Send + 'a>() -> Pending<'a, Result<T, NotReadable>> {
    Box::pin(std::future::ready(Ok(T::default())))
}

impl Keeping for LentKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        nothing()
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        nothing()
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        nothing()
    }

    fn note_look(&self, _look: Look) -> Pending<'_, ()> {
        Box::pin(std::future::ready(()))
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        nothing()
    }

    fn token_of(&self, record: &RecordName) -> String {
        self.0.token_of(record)
    }

    fn token_of_drug(&self, drug: &DrugKey) -> String {
        self.0.token_of_drug(drug)
    }

    fn token_of_place(&self, place: &Institution) -> String {
        self.0.token_of_place(place)
    }

    fn hidden_drugs(&self) -> Pending<'_, Result<HiddenDrugs, NotReadable>> {
        nothing()
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        nothing()
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        nothing()
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        nothing()
    }

    fn own_drugs(&self) -> Pending<'_, Result<OwnDrugs, NotReadable>> {
        nothing()
    }

    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>> {
        nothing()
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        nothing()
    }
}
