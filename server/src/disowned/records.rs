//! Leaves out what is on the list, in every answer that holds records, and puts the added checkups and drugs beside the hub's.

use std::sync::Arc;

use app::domain::access::Look;
use app::domain::access::consent::Consent;
use app::domain::access::exchange::Exchange;
use app::domain::access::report::{NewReport, Report};
use app::domain::checkup::Visit;
use app::domain::checkup::added::AddedCheckups;
use app::domain::delegation::{Family, Step};
use app::domain::eligibility::EligibilityStatus;
use app::domain::expense::ExpenseYear;
use app::domain::medication::{HiddenDrugs, History, Span};
use app::domain::notebook::added::AddedDrugs;
use app::domain::notice::Notice;
use app::domain::own::{RecordName, eligibility_without};
use app::domain::payment::Payment;
use app::domain::registration::{Pressed, Registration};
use app::records::{Answer, Pending, Records, Service, Trouble, TroubleKind};
use chrono::{NaiveDate, NaiveDateTime};
use tokio::sync::OnceCell;
use tracing::error;

use super::Learned;
use super::list::DisownedList;
use crate::store::RowId;
use crate::vault::Vault;

/// Whether the checkups and drugs that a person added stand among their records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// They do.
    Shown,
    /// They do not.
    LeftOut,
    /// They do not, and neither do drugs that the person hides: somebody else looks.
    ForAnother,
}

/// One person's records for one request, without those that are not theirs.
pub struct OwnRecords {
    all: Arc<dyn Records>,
    vault: Vault,
    person: RowId,
    now: NaiveDateTime,
    today: NaiveDate,
    support_code: String,
    added: Added,
    learned: Learned,
    /// Read once a request; nothing where it cannot be read.
    list: OnceCell<Option<DisownedList>>,
}

impl OwnRecords {
    /// Around the door that leaves nothing out.
    #[must_use]
    pub fn new(
        all: Arc<dyn Records>,
        vault: Vault,
        person: RowId,
        now: NaiveDateTime,
        today: NaiveDate,
        support_code: String,
        added: Added,
    ) -> Self {
        Self { all, vault, person, now, today, support_code, added, learned: Learned::default(), list: OnceCell::new() }
    }

    /// The same, and what the hub says of the registration is noted.
    #[must_use]
    pub fn telling(self, learned: &Learned) -> Self {
        Self { learned: learned.clone(), ..self }
    }

    async fn list(&self, service: Service) -> Result<&DisownedList, Trouble> {
        let read = || async {
            self.vault
                .read(self.person)
                .await
                .inspect_err(|failure| error!(%failure, "what is hidden could not be read"))
                .ok()
        };
        self.list.get_or_init(read).await.as_ref().ok_or_else(|| self.not_sorted(service))
    }

    /// What was added, without what is hidden. Where it cannot be read nothing is shown: it would be shown as if it were
    /// whole.
    async fn added(&self, list: &DisownedList) -> Result<AddedCheckups, Trouble> {
        if self.added != Added::Shown {
            return Ok(AddedCheckups::default());
        }
        let read = self.vault.read::<AddedCheckups>(self.person).await;
        let mut added = read.map_err(|failure| {
            error!(%failure, "added checkups could not be read");
            self.not_sorted(Service::Checkups)
        })?;
        added.remove(|one| list.hides(&RecordName::of_visit(&one.visit)));
        Ok(added)
    }

    /// Notebooks and drugs that were added, in the same way.
    async fn added_drugs(&self) -> Result<AddedDrugs, Trouble> {
        if self.added != Added::Shown {
            return Ok(AddedDrugs::default());
        }
        self.vault.read(self.person).await.map_err(|failure| {
            error!(%failure, "added drugs could not be read");
            self.not_sorted(Service::Medications)
        })
    }

    /// Whoever looks for another sees no drug that the other hides, nor that one is hidden: the counts by year would tell.
    async fn leave_out_hidden(&self, history: &mut History) -> Result<(), Trouble> {
        if self.added != Added::ForAnother {
            return Ok(());
        }
        let hidden = self.vault.read::<HiddenDrugs>(self.person).await.map_err(|failure| {
            error!(%failure, "which drugs are hidden could not be read");
            self.not_sorted(Service::Medications)
        })?;
        hidden.leave_out(&mut history.rows);
        if !hidden.is_empty() {
            history.years.clear();
        }
        Ok(())
    }

    fn not_sorted(&self, service: Service) -> Trouble {
        Trouble { service, kind: TroubleKind::NotSorted, since: self.now, support_code: self.support_code.clone() }
    }
}

impl Records for OwnRecords {
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>> {
        Box::pin(async move {
            let list = self.list(Service::Eligibility).await?;
            let mut answer = self.all.eligibility().await?;
            answer.value = eligibility_without(answer.value, self.today, |one| list.hides(one));
            Ok(answer)
        })
    }

    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>> {
        Box::pin(async move {
            let list = self.list(Service::Checkups).await?;
            let mut answer = self.all.checkups().await?;
            answer.value = self.added(list).await?.beside(answer.value);
            answer.value.retain(|visit| !list.hides(&RecordName::of_visit(visit)));
            Ok(answer)
        })
    }

    fn kept_checkups(&self) -> Pending<'_, Vec<Visit>> {
        Box::pin(async move {
            let Ok(list) = self.list(Service::Checkups).await else { return Vec::new() };
            // Why they cannot be read is in the log; the hub's trouble is what the page tells.
            let mut kept = self.added(list).await.unwrap_or_default().beside(Vec::new());
            kept.retain(|visit| !list.hides(&RecordName::of_visit(visit)));
            kept
        })
    }

    fn medications(&self, span: Span) -> Pending<'_, Answer<History>> {
        Box::pin(async move {
            let list = self.list(Service::Medications).await?;
            let mut answer = self.all.medications(span).await?;
            answer.value = self.added_drugs().await?.beside(answer.value, span);
            self.leave_out_hidden(&mut answer.value).await?;
            answer.value.rows.retain(|one| !list.hides(&RecordName::of_dispensing(one)));
            Ok(answer)
        })
    }

    fn kept_medications(&self, span: Span) -> Pending<'_, History> {
        Box::pin(async move {
            let Ok(list) = self.list(Service::Medications).await else { return History::default() };
            // Why they cannot be read is in the log; the hub's trouble is what the page tells.
            let mut kept = self.added_drugs().await.unwrap_or_default().beside(History::default(), span);
            kept.rows.retain(|one| !list.hides(&RecordName::of_dispensing(one)));
            kept
        })
    }

    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>> {
        Box::pin(async move {
            let list = self.list(Service::Expenses).await?;
            let mut answer = self.all.expenses(year).await?;
            answer.value.rows.retain(|row| !list.hides(&RecordName::of_expense(row)));
            Ok(answer)
        })
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        Box::pin(async move {
            let answer = self.all.registration().await?;
            self.learned.stands(&answer.value);
            Ok(answer)
        })
    }

    fn register<'a>(&'a self, form: &'a str) -> Pending<'a, Answer<Pressed>> {
        Box::pin(async move {
            let answer = self.all.register(form).await?;
            self.learned.stands(&answer.value.now);
            Ok(answer)
        })
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        self.all.notices()
    }

    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>> {
        self.all.looks()
    }

    fn report<'a>(&'a self, report: &'a NewReport, form: &'a str) -> Pending<'a, Answer<Report>> {
        self.all.report(report, form)
    }

    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>> {
        self.all.consents()
    }

    fn withdraw<'a>(&'a self, consent: &'a Consent, form: &'a str) -> Pending<'a, Answer<Vec<Consent>>> {
        self.all.withdraw(consent, form)
    }

    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>> {
        self.all.exchanges()
    }

    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>> {
        self.all.payments()
    }

    fn delegations(&self) -> Pending<'_, Answer<Family>> {
        self.all.delegations()
    }

    fn delegate<'a>(&'a self, step: &'a Step, form: &'a str) -> Pending<'a, Answer<Family>> {
        self.all.delegate(step, form)
    }
}
