//! The door `Records` with nothing in it but what a consent lets a provider show: kinds, years, the person's own expenses. What it does
//! not hold cannot stand on a page, whatever the page asks for.

use std::sync::Arc;

use app::domain::access::Look;
use app::domain::access::consent::Consent;
use app::domain::access::exchange::Exchange;
use app::domain::access::report::{NewReport, Report};
use app::domain::checkup::Visit;
use app::domain::delegation::{Family, RecordKind, Step};
use app::domain::eligibility::EligibilityStatus;
use app::domain::expense::ExpenseYear;
use app::domain::medication::{History, Span};
use app::domain::name_match::can_name;
use app::domain::notice::Notice;
use app::domain::partner::{Terms, View};
use app::domain::payment::Payment;
use app::domain::person::Person;
use app::domain::registration::{Pressed, Registration};
use app::records::{Answer, Pending, Records, Service, Trouble, TroubleKind};
use chrono::{NaiveDate, NaiveDateTime};

/// One person's records for one page inside a provider's.
pub(super) struct LentRecords {
    pub(super) own: Arc<dyn Records>,
    pub(super) person: Person,
    pub(super) terms: Terms,
    /// The page: records of its kind alone.
    pub(super) view: View,
    pub(super) now: NaiveDateTime,
    pub(super) today: NaiveDate,
    pub(super) support_code: String,
}

impl LentRecords {
    fn not_lent(&self, service: Service) -> Trouble {
        Trouble { service, kind: TroubleKind::NotGranted, since: self.now, support_code: self.support_code.clone() }
    }

    fn lends(&self, kind: RecordKind, service: Service) -> Result<(), Trouble> {
        let lent = self.view.kind() == kind && self.terms.kinds.contains(&kind);
        lent.then_some(()).ok_or_else(|| self.not_lent(service))
    }

    fn never<T: Send + 'static>(&self, service: Service) -> Pending<'_, Answer<T>> {
        let trouble = self.not_lent(service);
        Box::pin(std::future::ready(Err(trouble)))
    }
}

impl Records for LentRecords {
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>> {
        Box::pin(async {
            self.lends(RecordKind::Eligibility, Service::Eligibility)?;
            let mut answer = self.own.eligibility().await?;
            let years = &self.terms.years;
            answer.value.line.retain(|one| one.years(self.today).any(|year| years.holds_year(year)));
            for one in &mut answer.value.line {
                // Shown by the portal alone, to a person who asks for them there.
                (one.symbol, one.number, one.branch) = (None, None, None);
            }
            Ok(answer)
        })
    }

    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>> {
        Box::pin(async {
            self.lends(RecordKind::Checkups, Service::Checkups)?;
            let mut answer = self.own.checkups().await?;
            answer.value.retain(|visit| self.terms.years.holds(visit.date));
            Ok(answer)
        })
    }

    fn medications(&self, span: Span) -> Pending<'_, Answer<History>> {
        Box::pin(async move {
            self.lends(RecordKind::Medications, Service::Medications)?;
            let mut answer = self.own.medications(span).await?;
            answer.value.rows.retain(|row| self.terms.years.holds(row.sort_day()));
            answer.value.years.retain(|one| self.terms.years.holds_year(one.year));
            Ok(answer)
        })
    }

    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>> {
        Box::pin(async move {
            self.lends(RecordKind::Expenses, Service::Expenses)?;
            if !self.terms.years.holds_year(year) {
                return Err(self.not_lent(Service::Expenses));
            }
            let mut answer = self.own.expenses(year).await?;
            // A notice may tell of the family: only what is the person's own is theirs to share.
            answer.value.rows.retain(|row| can_name(&row.patient, &self.person));
            Ok(answer)
        })
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        self.never(Service::Registration)
    }

    fn register<'a>(&'a self, _form: &'a str) -> Pending<'a, Answer<Pressed>> {
        self.never(Service::Registration)
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        self.never(Service::Notices)
    }

    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>> {
        self.never(Service::Access)
    }

    fn report<'a>(&'a self, _report: &'a NewReport, _form: &'a str) -> Pending<'a, Answer<Report>> {
        self.never(Service::Access)
    }

    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>> {
        self.never(Service::Consents)
    }

    fn withdraw<'a>(&'a self, _consent: &'a Consent, _form: &'a str) -> Pending<'a, Answer<Vec<Consent>>> {
        self.never(Service::Consents)
    }

    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>> {
        self.never(Service::Exchange)
    }

    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>> {
        self.never(Service::Payments)
    }

    fn delegations(&self) -> Pending<'_, Answer<Family>> {
        self.never(Service::Delegations)
    }

    fn delegate<'a>(&'a self, _step: &'a Step, _form: &'a str) -> Pending<'a, Answer<Family>> {
        self.never(Service::Delegations)
    }
}
