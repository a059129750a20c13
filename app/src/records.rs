//! The one door through which a page gets a person's data.
//!
//! A `Records` belongs to one person for one request. A page knows neither HTTP nor XML nor sessions.

use std::future::Future;
use std::pin::Pin;

use chrono::NaiveDateTime;

use crate::domain::access::Look;
use crate::domain::access::consent::Consent;
use crate::domain::access::exchange::Exchange;
use crate::domain::access::report::{NewReport, Report};
use crate::domain::checkup::Visit;
use crate::domain::delegation::{Family, Step};
use crate::domain::eligibility::EligibilityStatus;
use crate::domain::expense::ExpenseYear;
use crate::domain::medication::{History, Span};
use crate::domain::notice::Notice;
use crate::domain::payment::Payment;
use crate::domain::registration::{Pressed, Registration};

/// A boxed future, so that the trait can be used as an object.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What came back, or what went wrong.
pub type Answer<T> = Result<Dated<T>, Trouble>;

/// A value and the moment the hub said it (Japan time).
#[derive(Clone, Debug, PartialEq)]
pub struct Dated<T> {
    /// The value.
    pub value: T,
    /// "As of".
    pub as_of: NaiveDateTime,
}

/// One person's records at the hub.
pub trait Records: Send + Sync {
    /// Eligibility, now and before.
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>>;
    /// All checkups the hub keeps, newest first.
    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>>;
    /// Checkups that the person keeps here, without the hub's: for while those cannot be had. [`Records::checkups`] holds them
    /// beside the hub's.
    fn kept_checkups(&self) -> Pending<'_, Vec<Visit>> {
        Box::pin(async { Vec::new() })
    }
    /// Drugs of a stretch of days: every row of every source, newest first, and how many there are by year. A dispensing
    /// that several sources tell stands several times (`domain::medication::merge` says which of them counts).
    fn medications(&self, span: Span) -> Pending<'_, Answer<History>>;
    /// Drugs that the person keeps here, in the same way: for while the hub's cannot be had.
    fn kept_medications(&self, _span: Span) -> Pending<'_, History> {
        Box::pin(async { History::default() })
    }
    /// Expenses of a calendar year of treatment.
    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>>;
    /// State of the registration as insurance card.
    fn registration(&self) -> Pending<'_, Answer<Registration>>;
    /// Registers the card. Asking twice registers once. `form` names the form that was pressed: the same for a second
    /// press, another one for another page.
    fn register<'a>(&'a self, form: &'a str) -> Pending<'a, Answer<Pressed>>;
    /// Notices, newest first.
    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>>;
    /// Who looked, newest first.
    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>>;
    /// Reports a look that the person does not recognise. A look is reported once, however often it is asked for. `form`
    /// names the form that was sent.
    fn report<'a>(&'a self, report: &'a NewReport, form: &'a str) -> Pending<'a, Answer<Report>>;
    /// Consents, newest first.
    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>>;
    /// Takes a consent back, one of [`Records::consents`], and answers with all. Asking twice takes it back once.
    fn withdraw<'a>(&'a self, consent: &'a Consent, form: &'a str) -> Pending<'a, Answer<Vec<Consent>>>;
    /// Inquiries between offices, newest first.
    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>>;
    /// Payments to public bodies by notice, as they came.
    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>>;
    /// Delegations (代理人) that whoever has signed in has given and holds, newest first: their own also while they act
    /// for another, to know whether that still stands.
    fn delegations(&self) -> Pending<'_, Answer<Family>>;
    /// Offers, takes or ends a delegation, and answers with all. Asking twice does it once; `form` names the form that was
    /// sent.
    fn delegate<'a>(&'a self, step: &'a Step, form: &'a str) -> Pending<'a, Answer<Family>>;
}

/// Why a part of a page cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which part.
    pub service: Service,
    /// What happened.
    pub kind: TroubleKind,
    /// Since when this service has been failing (Japan time).
    pub since: NaiveDateTime,
    /// Code to tell the help desk; names the request, never the person.
    pub support_code: String,
}

/// A service of the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// 資格
    Eligibility,
    /// 健診
    Checkups,
    /// お薬
    Medications,
    /// 医療費
    Expenses,
    /// 利用登録
    Registration,
    /// お知らせ
    Notices,
    /// 閲覧記録
    Access,
    /// 同意
    Consents,
    /// やりとり履歴
    Exchange,
    /// 納付のお知らせ
    Payments,
    /// 代理人
    Delegations,
}

/// What happened at the hub, as far as a person needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TroubleKind {
    /// No answer in time.
    Slow,
    /// Refused, reset or an error status.
    Down,
    /// An answer that cannot be read whole.
    Garbled,
    /// An answer to somebody else or to another request. Nothing of it is shown.
    Mismatch,
    /// An answer to this person and request with records in it of another name, birth date or sex. Nothing of it is shown.
    OtherPerson,
    /// The hub no longer accepts this sign-in.
    SignedOut,
    /// The hub may not tell anything about this person.
    Withheld,
    /// What the person said is not theirs could not be told from the rest, so nothing is shown.
    NotSorted,
    /// The delegation is over, or does not cover this.
    NotGranted,
}

impl TroubleKind {
    /// Whether it is the hub's answer that fails, so that what the person keeps here may be shown without it. Not where the
    /// sign-in is over, or the person is one of whom nothing is told.
    #[must_use]
    pub const fn leaves_kept(self) -> bool {
        match self {
            Self::Slow | Self::Down | Self::Garbled | Self::Mismatch | Self::OtherPerson => true,
            Self::SignedOut | Self::Withheld | Self::NotSorted | Self::NotGranted => false,
        }
    }
}
