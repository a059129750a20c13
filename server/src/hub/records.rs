//! The door `Records` onto the hub: one person, one page request. Checks that an answer is this person's before
//! anything of it leaves this file.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use app::domain::access::Look;
use app::domain::access::consent::Consent;
use app::domain::access::exchange::Exchange;
use app::domain::access::report::{NewReport, Report};
use app::domain::checkup::Visit;
use app::domain::delegation::{Acting, Family, RecordKind, Step};
use app::domain::eligibility::EligibilityStatus;
use app::domain::expense::ExpenseYear;
use app::domain::medication::{History, Span};
use app::domain::notice::Notice;
use app::domain::payment::Payment;
use app::domain::person::Person;
use app::domain::registration::{Pressed, Registration};
use app::records::{Answer, Dated, Pending, Records, Service, Trouble, TroubleKind};
use reqwest::Method;

use super::Hub;
use super::transport::{Call, Names};
use super::wire::{self, Message, WireError};
use crate::middleware::request_id::RequestId;
use crate::session::identity::SignedIn;

/// One person's records, for one page request.
pub(super) struct HubRecords {
    hub: Arc<Hub>,
    identity: SignedIn,
    /// For whom they act; these are then that person's records.
    acting: Option<Arc<Acting>>,
    /// Called where there was no usable answer.
    on_trouble: OnTrouble,
    page: PageCalls,
}

/// What is to be done where there was no usable answer; where the hub no longer accepts the sign-in, too.
pub type OnTrouble = Arc<dyn Fn(TroubleKind) + Send + Sync>;

/// From here on the calls are numbered that are made as the one who has signed in: no two of a page bear one name.
const OWN_CALLS: u32 = 1_000;

/// What is asked of a service.
struct Asked<'a> {
    method: Method,
    /// The form that was sent: the same for a second press.
    form: Option<&'a str>,
    path: &'a str,
    json: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn post(path: &'a str, form: &'a str, json: Option<&'a str>) -> Self {
        Self { method: Method::POST, form: Some(form), path, json }
    }
}

/// Names the calls of one page: `<page request>-<n>`.
struct PageCalls {
    request_id: RequestId,
    made: AtomicU32,
}

impl Names for PageCalls {
    fn next_name(&self) -> String {
        format!("{}-{}", self.request_id.0, self.made.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

impl HubRecords {
    pub(super) fn new(hub: Arc<Hub>, identity: SignedIn, request_id: RequestId, on_trouble: OnTrouble) -> Self {
        Self { hub, identity, acting: None, on_trouble, page: PageCalls { request_id, made: AtomicU32::new(0) } }
    }

    pub(super) fn acting(self, acting: Option<Arc<Acting>>) -> Self {
        Self { acting, ..self }
    }

    /// Whose records these are: the hub's name for them, and who it is.
    fn whose(&self) -> (&str, &Person) {
        match &self.acting {
            None => (&self.identity.subject, &self.identity.person),
            Some(acting) => (&acting.subject, &acting.person),
        }
    }

    /// Whether the hub may be asked at all. It decides by itself too; nothing is asked that it would have to refuse.
    fn may(&self, service: Service, method: &Method) -> bool {
        let today = self.hub.transport.config().clock.today();
        self.acting.as_ref().is_none_or(|acting| {
            *method == Method::GET && kind_of(service).is_some_and(|kind| acting.covers(kind, today))
        })
    }

    /// The same page's calls as the one who has signed in, whomever they act for.
    fn as_oneself(&self) -> Self {
        let page = PageCalls { request_id: self.page.request_id.clone(), made: AtomicU32::new(OWN_CALLS) };
        Self {
            hub: Arc::clone(&self.hub),
            identity: self.identity.clone(),
            acting: None,
            on_trouble: Arc::clone(&self.on_trouble),
            page,
        }
    }

    async fn get<T>(
        &self,
        service: Service,
        path: &str,
        read: impl FnOnce(&[u8]) -> Result<Message<T>, WireError> + Send,
    ) -> Answer<T> {
        self.ask(service, Asked { method: Method::GET, form: None, path, json: None }, read).await
    }

    async fn ask<T>(
        &self,
        service: Service,
        asked: Asked<'_>,
        read: impl FnOnce(&[u8]) -> Result<Message<T>, WireError> + Send,
    ) -> Answer<T> {
        if !self.may(service, &asked.method) {
            return Err(self.trouble(service, TroubleKind::NotGranted));
        }
        let call = Call {
            service,
            method: asked.method,
            idempotency_key: asked.form,
            path: asked.path,
            json: asked.json,
            token: &self.identity.access_token,
            subject: self.whose().0,
            acting: self.acting.as_ref().map(|acting| (acting.delegation.as_str(), self.identity.subject.as_str())),
        };
        let answer = match self.hub.transport.call(&call, &self.page).await {
            Ok(body) => self.understand(&body, read),
            Err(kind) => Err(kind),
        };
        match answer {
            Ok(dated) => {
                self.hub.transport.health().shown(service);
                Ok(dated)
            }
            Err(kind) => Err(self.trouble(service, kind)),
        }
    }

    fn understand<T>(
        &self,
        body: &[u8],
        read: impl FnOnce(&[u8]) -> Result<Message<T>, WireError>,
    ) -> Result<Dated<T>, TroubleKind> {
        let message = read(body).map_err(|error| {
            tracing::warn!(request_id = %self.page.request_id.0, %error, "hub answer not understood");
            match error {
                WireError::Garbled(_) => TroubleKind::Garbled,
                WireError::Refused => TroubleKind::Down,
            }
        })?;
        let (named, whose) = self.whose();
        let person = message.named.iter().all(|named| named.can_be(whose));
        let subject = message.subject.is_none_or(|subject| subject == named);
        match (subject, person) {
            (true, true) => Ok(Dated { value: message.value, as_of: message.as_of }),
            (true, false) => Err(TroubleKind::OtherPerson),
            (false, _) => Err(TroubleKind::Mismatch),
        }
    }

    /// Counts and logs what happened, by the name of the request alone.
    fn trouble(&self, service: Service, kind: TroubleKind) -> Trouble {
        let (transport, request_id) = (&self.hub.transport, &self.page.request_id.0);
        (self.on_trouble)(kind);
        match kind {
            TroubleKind::Mismatch | TroubleKind::OtherPerson => {
                transport.counts().mismatches.one();
                transport.drop_connections();
                tracing::error!(%request_id, ?service, "ALERT: the hub answered with another person or request; thrown away, connections dropped");
            }
            TroubleKind::Garbled => transport.counts().garbled.one(),
            TroubleKind::Slow => transport.counts().slow.one(),
            TroubleKind::Down => transport.counts().down.one(),
            TroubleKind::SignedOut | TroubleKind::Withheld | TroubleKind::NotSorted | TroubleKind::NotGranted => {}
        }
        if !matches!(kind, TroubleKind::Mismatch | TroubleKind::OtherPerson) {
            tracing::warn!(%request_id, ?service, ?kind, "hub call without a usable answer");
        }
        let clock = transport.config().clock;
        let now = clock.japan(clock.unix_now());
        let since = match kind {
            // The service is well; it is the sign-in that has ended, or the person of whom nothing may be told.
            TroubleKind::SignedOut | TroubleKind::Withheld | TroubleKind::NotGranted => now,
            _ => transport.health().not_shown(service, now),
        };
        Trouble { service, kind, since, support_code: support_code(request_id) }
    }
}

impl Records for HubRecords {
    fn eligibility(&self) -> Pending<'_, Answer<EligibilityStatus>> {
        Box::pin(self.get(Service::Eligibility, "/v1/eligibility", wire::eligibility))
    }

    fn checkups(&self) -> Pending<'_, Answer<Vec<Visit>>> {
        Box::pin(self.get(Service::Checkups, "/v1/checkups", wire::checkups))
    }

    fn medications(&self, span: Span) -> Pending<'_, Answer<History>> {
        Box::pin(async move {
            let (from, to) = (span.from.format("%Y%m%d"), span.to.format("%Y%m%d"));
            let path = format!("/v1/medications?from={from}&to={to}");
            self.get(Service::Medications, &path, wire::medications).await
        })
    }

    fn expenses(&self, year: i32) -> Pending<'_, Answer<ExpenseYear>> {
        Box::pin(async move {
            let path = format!("/v1/expenses?from={year:04}01&to={year:04}12");
            self.get(Service::Expenses, &path, |bytes| wire::expenses(bytes, year)).await
        })
    }

    fn registration(&self) -> Pending<'_, Answer<Registration>> {
        Box::pin(self.get(Service::Registration, "/v1/registration", wire::registration))
    }

    fn register<'a>(&'a self, form: &'a str) -> Pending<'a, Answer<Pressed>> {
        Box::pin(self.ask(Service::Registration, Asked::post("/v1/registration", form, None), wire::pressed))
    }

    fn notices(&self) -> Pending<'_, Answer<Vec<Notice>>> {
        Box::pin(self.get(Service::Notices, "/v1/notices", wire::notices))
    }

    fn looks(&self) -> Pending<'_, Answer<Vec<Look>>> {
        Box::pin(self.get(Service::Access, "/v1/access", wire::looks))
    }

    fn report<'a>(&'a self, report: &'a NewReport, form: &'a str) -> Pending<'a, Answer<Report>> {
        Box::pin(async move {
            let json = wire::new_report(report);
            let asked = Asked::post("/v1/access/reports", form, Some(&json));
            self.ask(Service::Access, asked, |bytes| wire::report(bytes, report.look())).await
        })
    }

    fn consents(&self) -> Pending<'_, Answer<Vec<Consent>>> {
        Box::pin(self.get(Service::Consents, "/v1/consents", wire::consents))
    }

    fn withdraw<'a>(&'a self, consent: &'a Consent, form: &'a str) -> Pending<'a, Answer<Vec<Consent>>> {
        Box::pin(async move {
            let path = format!("/v1/consents/{}/withdrawal", consent.id);
            self.ask(Service::Consents, Asked::post(&path, form, None), wire::consents).await
        })
    }

    fn exchanges(&self) -> Pending<'_, Answer<Vec<Exchange>>> {
        Box::pin(self.get(Service::Exchange, "/v1/exchange", wire::exchanges))
    }

    fn payments(&self) -> Pending<'_, Answer<Vec<Payment>>> {
        Box::pin(self.get(Service::Payments, "/v1/payments", wire::payments))
    }

    fn delegations(&self) -> Pending<'_, Answer<Family>> {
        Box::pin(async move {
            let own = self.as_oneself();
            own.get(Service::Delegations, "/v1/delegations", wire::family).await
        })
    }

    fn delegate<'a>(&'a self, step: &'a Step, form: &'a str) -> Pending<'a, Answer<Family>> {
        Box::pin(async move {
            let (path, json) = wire::step(step);
            self.ask(Service::Delegations, Asked::post(&path, form, json.as_deref()), wire::family).await
        })
    }
}

/// The kind of records that a service delivers; nothing for what no delegate may ask.
fn kind_of(service: Service) -> Option<RecordKind> {
    match service {
        Service::Eligibility => Some(RecordKind::Eligibility),
        Service::Checkups => Some(RecordKind::Checkups),
        Service::Medications => Some(RecordKind::Medications),
        Service::Expenses => Some(RecordKind::Expenses),
        _ => None,
    }
}

/// The first eight letters and digits of the request's name, in two groups that can be read out on the telephone.
pub(crate) fn support_code(request_id: &str) -> String {
    let mut code: String = request_id.chars().filter(char::is_ascii_alphanumeric).take(8).collect();
    code.make_ascii_uppercase();
    if code.len() == 8 {
        code.insert(4, '-');
    }
    code
}

#[cfg(test)]
mod tests {
    use super::support_code;

    #[test]
    fn support_codes_can_be_read_out() {
        for (request_id, code) in
            [("3f2a91c07be24d11", "3F2A-91C0"), ("3f2a-91c0", "3F2A-91C0"), ("7f", "7F"), ("", "")]
        {
            assert_eq!(support_code(request_id), code);
        }
    }
}
