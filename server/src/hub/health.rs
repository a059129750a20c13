//! What is known of each service of the hub: its breaker, and since when it has been failing.
//!
//! Shared by everybody, therefore about services only, never about a person.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use app::records::Service;
use chrono::NaiveDateTime;

use super::breaker::{Breaker, BreakerConfig};

/// Every service, in the order of [`place`].
const SERVICES: usize = 11;

/// The state of all services.
pub(super) struct Health([Mutex<ServiceState>; SERVICES]);

struct ServiceState {
    breaker: Breaker,
    failing_since: Option<NaiveDateTime>,
}

impl Health {
    pub(super) fn new(config: BreakerConfig) -> Self {
        Self(std::array::from_fn(|_| Mutex::new(ServiceState { breaker: Breaker::new(config), failing_since: None })))
    }

    /// Leave to call, or nothing while the service is left alone.
    pub(super) fn admit(&self, service: Service) -> Option<Permit<'_>> {
        let admitted = self.of(service).breaker.admit(Instant::now());
        // Made only when admitted: dropping a permit speaks to the breaker.
        admitted.then(|| Permit { health: self, service, told: false })
    }

    /// A page got what it asked for.
    pub(super) fn shown(&self, service: Service) {
        self.of(service).failing_since = None;
    }

    /// A page did not; answers since when none has.
    pub(super) fn not_shown(&self, service: Service, now: NaiveDateTime) -> NaiveDateTime {
        *self.of(service).failing_since.get_or_insert(now)
    }

    fn of(&self, service: Service) -> MutexGuard<'_, ServiceState> {
        self.0[place(service)].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Leave for one call. Dropped without a word, the call was given up and says nothing of the service.
pub(super) struct Permit<'a> {
    health: &'a Health,
    service: Service,
    told: bool,
}

impl Permit<'_> {
    /// The service answered.
    pub(super) fn succeeded(mut self) {
        self.told = true;
        self.health.of(self.service).breaker.succeeded();
    }

    /// The service failed.
    pub(super) fn failed(mut self) {
        self.told = true;
        self.health.of(self.service).breaker.failed(Instant::now());
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if !self.told {
            self.health.of(self.service).breaker.given_up(Instant::now());
        }
    }
}

fn place(service: Service) -> usize {
    match service {
        Service::Eligibility => 0,
        Service::Checkups => 1,
        Service::Medications => 2,
        Service::Expenses => 3,
        Service::Registration => 4,
        Service::Notices => 5,
        Service::Access => 6,
        Service::Consents => 7,
        Service::Exchange => 8,
        Service::Payments => 9,
        Service::Delegations => 10,
    }
}
