//! Test support: a made-up person's records behind the door `Records`, and a page rendered to a string.

pub(crate) mod checkups;
mod frame;
mod keeping;
mod samples;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub(crate) use self::frame::{frame_for, render};
pub(crate) use self::keeping::{FakeKeeping, FakeSharing, FakeTrail, drug_address, token_of};
use super::access::fake::{self, FakeAccess};
use crate::domain::access::Look;
use crate::domain::access::consent::Consent;
use crate::domain::access::exchange::Exchange;
use crate::domain::access::report::{NewReport, Report};
use crate::domain::calendar::YearMonth;
use crate::domain::ceiling::told::ToldClasses;
use crate::domain::checkup::Visit;
use crate::domain::delegation::{Delegation, Family, Outcome, Step};
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::medication::{Dispensing, History, Span};
use crate::domain::money::Yen;
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::payment::Payment;
use crate::domain::person::{Person, Sex};
use crate::domain::registration::{Pressed, Registration};
use crate::records::{Answer, Dated, Pending, Records, Service, Trouble, TroubleKind};

/// The day of all these tests.
pub(crate) fn today() -> NaiveDate {
    day(2026, 11, 22)
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

pub(crate) fn moment(on: NaiveDate, hour: u32) -> NaiveDateTime {
    on.and_hms_opt(hour, 5, 0).expect("an hour")
}

/// The specimen person.
pub(crate) fn person() -> Person {
    Person {
        name: "番号 花子".into(), kana: "バンゴウ ハナコ".into(), birth: day(1989, 3, 31), sex: Sex::Female
    }
}

/// One person's records; a service in `failing` answers with trouble.
#[derive(Clone)]
pub(crate) struct FakeRecords {
    /// What fails, and how.
    pub(crate) failing: Vec<(Service, TroubleKind)>,
    /// State of the registration.
    pub(crate) registration: Registration,
    /// Eligibility.
    pub(crate) eligibility: EligibilityStatus,
    /// Kind of the hub's notice.
    pub(crate) notice_kind: NoticeKind,
    /// Whether there is any checkup, drug, expense, notice or look.
    pub(crate) filled: bool,
    /// Checkups, in the place of the usual two.
    pub(crate) visits: Option<Vec<Visit>>,
    /// Checkups that the person keeps here.
    pub(crate) kept: Vec<Visit>,
    pub(crate) kept_drugs: Vec<Dispensing>,
    /// Drugs of all years, in the place of the usual one.
    pub(crate) drugs: Option<History>,
    /// Day of birth, where it is not the specimen's.
    pub(crate) birth: Option<NaiveDate>,
    /// Delegations.
    pub(crate) delegations: Vec<Delegation>,
    /// Who looked, consents, inquiries.
    pub(crate) access: FakeAccess,
    /// Rows of expenses of any year, in the place of the usual ones.
    pub(crate) expense_rows: Option<Vec<Expense>>,
    /// Income classes the person told.
    pub(crate) classes: ToldClasses,
}

impl Default for FakeRecords {
    fn default() -> Self {
        Self {
            failing: Vec::new(),
            registration: Registration::NotRegistered,
            eligibility: samples::eligibility(),
            notice_kind: NoticeKind::Certificate,
            filled: true,
            visits: None,
            kept: Vec::new(),
            kept_drugs: Vec::new(),
            drugs: None,
            birth: None,
            delegations: Vec::new(),
            access: fake::full(),
            expense_rows: None,
            classes: ToldClasses::default(),
        }
    }
}

impl FakeRecords {
    fn answer<T: Send + 'static>(&self, service: Service, value: T) -> Pending<'_, Answer<T>> {
        let trouble = self.failing.iter().find(|(failing, _)| *failing == service).map(|(_, kind)| Trouble {
            service,
            kind: *kind,
            since: moment(today(), 14),
            support_code: "K7Q2-9MXD".into(),
        });
        Box::pin(async move { trouble.map_or(Ok(Dated { value, as_of: moment(today(), 14) }), Err) })
    }
}

impl Records for FakeRecords {
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>> {
        self.answer(Service::Eligibility, self.eligibility.clone())
    }

    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>> {
        if let Some(visits) = &self.visits {
            return self.answer(Service::Checkups, visits.clone());
        }
        self.answer(Service::Checkups, if self.filled { checkups::usual() } else { Vec::new() })
    }

    fn kept_checkups(&self) -> Pending<'_, Vec<Visit>> {
        Box::pin(async { self.kept.clone() })
    }

    fn kept_medications(&self, span: Span) -> Pending<'_, History> {
        let rows = self.kept_drugs.iter().filter(|row| span.holds(row.sort_day())).cloned().collect();
        Box::pin(async { History::of(rows) })
    }

    fn medications(&self, span: Span) -> Pending<'_, Answer<History>> {
        if let Some(history) = &self.drugs {
            let mut history = history.clone();
            history.rows.retain(|row| span.holds(row.sort_day()));
            return self.answer(Service::Medications, history);
        }
        self.answer(
            Service::Medications,
            History::of(if self.filled && span.holds(day(2026, 11, 10)) { samples::dispensings() } else { Vec::new() }),
        )
    }

    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>> {
        let row = |month: u32, share: i64| Expense {
            patient: person().name,
            month: YearMonth::new(year, month).expect("a month"),
            kind: "医科外来".into(),
            days: Some(1),
            institution: "見本内科クリニック".into(),
            total: Yen(share * 10 / 3),
            insurer_share: Yen(share * 7 / 3),
            public_share: Yen::ZERO,
            counter_share: Yen(share),
        };
        let own = self
            .expense_rows
            .as_ref()
            .map(|rows| rows.iter().filter(|row| row.month.year() == year).cloned().collect());
        let rows = if let Some(rows) = own {
            rows
        } else if self.filled {
            vec![row(1, 5_200), row(3, 18_340), row(6, 22_480), row(9, 12_000)]
        } else {
            Vec::new()
        };
        self.answer(
            Service::Expenses,
            ExpenseYear {
                year,
                delivered_until: YearMonth::new(
                    year,
                    if self.expense_rows.is_some() && year < today().year() { 12 } else { 9 },
                ),
                insurer_name: Some("△△△△健康保険組合".into()),
                rows,
            },
        )
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        self.answer(Service::Registration, self.registration.clone())
    }

    fn register<'a>(&'a self, _form: &'a str) -> Pending<'a, Answer<Pressed>> {
        self.answer(Service::Registration, Pressed { begun: true, now: self.registration.clone() })
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        self.answer(Service::Notices, if self.filled { vec![samples::notice(self.notice_kind)] } else { Vec::new() })
    }

    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>> {
        self.answer(Service::Access, if self.filled { self.access.looks.clone() } else { Vec::new() })
    }

    fn report<'a>(&'a self, _report: &'a NewReport, _form: &'a str) -> Pending<'a, Answer<Report>> {
        self.answer(Service::Access, fake::report())
    }

    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>> {
        self.answer(Service::Consents, if self.filled { self.access.consents.clone() } else { Vec::new() })
    }

    fn withdraw<'a>(&'a self, _consent: &'a Consent, _form: &'a str) -> Pending<'a, Answer<Vec<Consent>>> {
        self.consents()
    }

    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>> {
        self.answer(Service::Exchange, if self.filled { self.access.exchanges.clone() } else { Vec::new() })
    }

    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>> {
        self.answer(Service::Payments, if self.filled { samples::payments() } else { Vec::new() })
    }

    fn delegations(&self) -> Pending<'_, Answer<Family>> {
        let family = Family { outcome: Outcome::Done, delegations: self.delegations.clone() };
        self.answer(Service::Delegations, family)
    }

    fn delegate<'a>(&'a self, _step: &'a Step, _form: &'a str) -> Pending<'a, Answer<Family>> {
        Records::delegations(self)
    }
}
