//! Test support: what the portal keeps for the made-up person, and what it has written down.

use std::ops::Range;

use super::day;
use crate::domain::ceiling::told::ToldClasses;
use crate::domain::copy::Copies;
use crate::domain::medication::{Drug, DrugForm, DrugKey, HiddenDrugs, Institution};
use crate::domain::notice::{Marks, feed};
use crate::domain::outside_site::{OutsideLinks, SITES};
use crate::domain::own::{Hidden, RecordName};
use crate::keeping::{AddedCheckup, ExpenseBook, Holdings, Keeping, NotReadable, OwnDrugs};
use crate::records::Pending;
use crate::sharing::{Asked, Given, Listed, NotAsked, Sharing, Used};
use crate::trail::{Shown, Trail};

/// What is kept; nothing unless said.
#[derive(Clone)]
pub(crate) struct FakeKeeping {
    /// Records that are not the person's.
    pub(crate) hidden: Result<Vec<Hidden>, NotReadable>,
    /// The copy.
    pub(crate) copies: Result<Copies, NotReadable>,
    /// Income classes the person told.
    pub(crate) classes: ToldClasses,
    /// Checkups the person added.
    pub(crate) added: Result<Vec<AddedCheckup>, NotReadable>,
    /// Notebooks and drugs the person added.
    pub(crate) own_drugs: Result<OwnDrugs, NotReadable>,
    /// Drugs that are to stay off sheets.
    pub(crate) hidden_drugs: Result<HiddenDrugs, NotReadable>,
    /// The book of expenses.
    pub(crate) expenses: Result<ExpenseBook, NotReadable>,
}

impl Default for FakeKeeping {
    fn default() -> Self {
        Self {
            hidden: Ok(Vec::new()),
            copies: Ok(Copies::default()),
            classes: ToldClasses::default(),
            added: Ok(Vec::new()),
            own_drugs: Ok(OwnDrugs::default()),
            hidden_drugs: Ok(HiddenDrugs::default()),
            expenses: Ok(ExpenseBook::default()),
        }
    }
}

/// Address of the page of one of the usual drugs.
pub(crate) fn drug_address() -> String {
    let drug = Drug { ingredient: Some("見本錠Ａ".into()), form: DrugForm::Oral, ..Drug::named("見本錠Ａ") };
    format!("/medications/{}", token_of(DrugKey::of(&drug).as_str()))
}

/// Letters and digits that tell a text from others, as a token of the portal does.
pub(crate) fn token_of(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

impl Keeping for FakeKeeping {
    fn notice_marks(&self) -> Pending<'_, Result<Marks, NotReadable>> {
        Box::pin(async { Ok(Marks::default()) })
    }

    fn outside_links(&self) -> Pending<'_, Result<OutsideLinks, NotReadable>> {
        let mut links = OutsideLinks::default();
        links.link(&SITES[0], day(2026, 11, 3));
        Box::pin(async { Ok(links) })
    }

    fn has_feed(&self) -> Pending<'_, Result<bool, NotReadable>> {
        Box::pin(async { Ok(false) })
    }

    fn note_look(&self, _look: feed::Look) -> Pending<'_, ()> {
        Box::pin(async {})
    }

    fn hidden(&self) -> Pending<'_, Result<Vec<Hidden>, NotReadable>> {
        Box::pin(async { self.hidden.clone() })
    }

    fn token_of(&self, record: &RecordName) -> String {
        format!("token-of-{}-{}", record.kind.code(), record.day.year())
    }

    fn token_of_drug(&self, drug: &DrugKey) -> String {
        token_of(drug.as_str())
    }

    fn token_of_place(&self, place: &Institution) -> String {
        token_of(&place.name)
    }

    fn hidden_drugs(&self) -> Pending<'_, Result<HiddenDrugs, NotReadable>> {
        Box::pin(async { self.hidden_drugs.clone() })
    }

    fn own_drugs(&self) -> Pending<'_, Result<OwnDrugs, NotReadable>> {
        Box::pin(async { self.own_drugs.clone() })
    }

    fn copies(&self) -> Pending<'_, Result<Copies, NotReadable>> {
        Box::pin(async { self.copies.clone() })
    }

    fn holdings(&self) -> Pending<'_, Result<Holdings, NotReadable>> {
        let kept = vec![("お知らせの「読んだ」「とっておく」の印", 96)];
        Box::pin(async { Ok(Holdings { kept, last_visit: true, drafts: 0, sessions: 3 }) })
    }

    fn ceiling_classes(&self) -> Pending<'_, Result<ToldClasses, NotReadable>> {
        Box::pin(async { Ok(self.classes.clone()) })
    }

    fn added_checkups(&self) -> Pending<'_, Result<Vec<AddedCheckup>, NotReadable>> {
        Box::pin(async { self.added.clone() })
    }

    fn expense_book(&self) -> Pending<'_, Result<ExpenseBook, NotReadable>> {
        Box::pin(async { self.expenses.clone() })
    }
}

/// What the portal has written down, or that it cannot be read.
pub(crate) struct FakeTrail(pub(crate) Result<Shown, NotReadable>);

impl Trail for FakeTrail {
    fn newest(&self, _before: Option<i64>) -> Pending<'_, Result<Shown, NotReadable>> {
        Box::pin(async { self.0.clone() })
    }
}

/// Nobody is let have anything.
pub(crate) struct FakeSharing;

impl Sharing for FakeSharing {
    fn asked<'a>(&'a self, _query: &'a str) -> Pending<'a, Result<Asked, NotAsked>> {
        Box::pin(async { Err(NotAsked::NoQuestion) })
    }

    fn given(&self) -> Pending<'_, Result<Vec<Given>, NotReadable>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn uses<'a>(&'a self, _consent: &'a str, _places: Range<usize>) -> Pending<'a, Result<Vec<Used>, NotReadable>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn listed(&self) -> Pending<'_, Result<Vec<Listed>, NotReadable>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}
