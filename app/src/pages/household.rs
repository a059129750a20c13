//! What the pages of expenses and tax, and the files made from them, begin with: the hub's answers and the book, put together.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use super::visit::{Frame, Visitor};
use crate::domain::delegation::{Family, RecordKind};
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::book::gather::{Gathered, Given, Hub, gather};
use crate::domain::expense::book::year::YearBook;
use crate::domain::expense::book::{Book, Source};
use crate::domain::expense::ledger::first_kept_month;
use crate::domain::person::Person;
use crate::domain::tax::income::Income;
use crate::domain::tax::told::Told;
use crate::keeping::{ExpenseBook, Keeping};
use crate::records::{Dated, Records, Trouble};

/// Everything of a household that one person may see.
#[derive(Clone, Debug)]
pub struct Household {
    /// What the hub told of this person.
    pub hub: Hub,
    /// What they brought and typed.
    pub book: Book,
    /// It is kept with the portal, and not for the session alone.
    pub kept: bool,
    /// It could not be read, so that only the hub's rows are shown.
    pub book_missing: bool,
    /// Grants that stand now.
    pub grants: Vec<String>,
    /// All of it together.
    pub gathered: Gathered,
    /// When the hub said it.
    pub as_of: NaiveDateTime,
}

/// For whom it is asked.
pub struct Asker<'a> {
    /// Whose records these are.
    pub person: &'a Person,
    /// Their records.
    pub records: &'a dyn Records,
    /// What is kept for whoever has signed in; nothing while they act for another.
    pub keeping: Option<&'a dyn Keeping>,
    /// Today in Japan.
    pub today: NaiveDate,
}

/// Puts a year and the one before it together.
///
/// # Errors
/// When the hub does not answer for the year itself. The year before may be missing.
pub async fn household(asker: Asker<'_>, year: i32) -> Result<Household, Trouble> {
    let earlier =
        async { if year > first_kept_month().year() { asker.records.expenses(year - 1).await.ok() } else { None } };
    let own_book = async {
        match asker.keeping {
            None => Ok(ExpenseBook::default()),
            Some(keeping) => keeping.expense_book().await,
        }
    };
    let (this, earlier, book) = futures::join!(asker.records.expenses(year), earlier, own_book);
    let Dated { value, as_of } = this?;
    let (book_missing, ExpenseBook { book, kept }) = match book {
        Ok(book) => (false, book),
        Err(_) => (true, ExpenseBook::default()),
    };
    let mut years: Vec<ExpenseYear> = vec![value];
    years.extend(earlier.map(|earlier| earlier.value));
    let grants = grants(&asker, &book).await;
    let hub = Hub { person: asker.person.name.clone(), birth: Some(asker.person.birth), years };
    let gathered = gather(Given { hub: Some(&hub), book: &book, grants: &grants });
    Ok(Household { hub, book, kept, book_missing, grants, gathered, as_of })
}

/// The grants under which something of the book came, as far as they stand. Where nobody can tell, none does.
async fn grants(asker: &Asker<'_>, book: &Book) -> Vec<String> {
    if !book.batches.iter().any(|batch| matches!(batch.source, Source::Grant(_))) {
        return Vec::new();
    }
    let Ok(family) = asker.records.delegations().await else { return Vec::new() };
    standing_grants(&family.value, asker.today)
}

/// The grants of a family that let one see expenses today.
pub(super) fn standing_grants(family: &Family, today: NaiveDate) -> Vec<String> {
    let acting = family.delegations.iter().filter_map(|one| one.acting(today));
    acting.filter(|one| one.covers(RecordKind::Expenses, today)).map(|one| one.delegation).collect()
}

impl Household {
    /// For the rules.
    #[must_use]
    pub fn given(&self) -> Given<'_> {
        Given { hub: Some(&self.hub), book: &self.book, grants: &self.grants }
    }

    /// With the income that the person asked to be kept, where none was typed.
    #[must_use]
    pub fn recalled(&self, mut told: Told, name: &str, year: i32) -> Told {
        let kept = self.book.incomes.iter().find(|kept| kept.year == year && kept.name == name);
        if let Some(kept) = kept.filter(|_| told.has_no_income()) {
            match kept.income {
                Income::Exact(income) => told.income = income.0.to_string(),
                range => told.range = range.range().map(|one| one.code.to_owned()).unwrap_or_default(),
            }
            if told.deductions.is_empty() {
                told.deductions = kept.deductions.map(|yen| yen.0.to_string()).unwrap_or_default();
            }
        }
        told
    }

    /// A year of it.
    #[must_use]
    pub fn year(&self, year: i32, today: NaiveDate) -> YearBook {
        YearBook::of(self.given(), &self.gathered, year, today)
    }
}

/// The household of a page's visitor.
pub(super) async fn of_visitor(frame: &Frame, visitor: &Visitor, year: i32) -> Result<Household, Trouble> {
    let keeping = visitor.is_own().then_some(&*visitor.keeping);
    let asker = Asker { person: &visitor.person, records: &*visitor.records, keeping, today: frame.today };
    household(asker, year).await
}

/// What must be said where something of the household is not shown.
pub(super) fn missing_notes(household: &Household) -> impl IntoView + use<> {
    let book = household.book_missing.then(|| {
        view! { <div class="banner warn" role="status"><p>"書き足した行と直した額を、いま読み出せません。消えてはいません。届いた明細だけを表示しています。少し待って、もう一度開いてください。"</p></div> }
    });
    let withdrawn = (!household.gathered.withdrawn.is_empty()).then(|| {
        let names = household.gathered.withdrawn.join("さん、");
        let why = match household.gathered.still_told() {
            false => "さんの明細は、代理が終わったか、確かめられないため、表示していません。",
            true => "さんの明細のうち、代理で見ていた分は、代理が終わったか、確かめられないため、表示していません。あなたに届いた医療費通知に入っている家族の分は、保険者があなたに知らせたものなので、表示しています。",
        };
        view! { <div class="banner warn" role="status"><p>{names}{why}</p></div> }
    });
    view! { {book}{withdrawn} }
}
