//! All that the hub in a box remembers while it runs. Nothing of it outlives the process.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use serde_json::{Map, Value};

use crate::card::pin::Pins;
use crate::clock::Clock;
use crate::config::Config;
use crate::faults::plan::Plan;
use crate::faults::spec::Fault;
use crate::oidc::codes::Codes;
use crate::oidc::keys::SigningKey;
use crate::oidc::replay::Seen;
use crate::oidc::tokens::Tokens;
use crate::services::past::Past;
use crate::services::registry::Registry;
use crate::wire::service::Service;

/// The hub.
pub(crate) struct Hub {
    /// Settings.
    pub(crate) config: Config,
    /// The simulated calendar.
    pub(crate) clock: Clock,
    /// The key that signs ID tokens.
    pub(crate) key: SigningKey,
    /// Authorization codes that wait to be used.
    pub(crate) codes: Codes,
    /// Access tokens.
    pub(crate) tokens: Tokens,
    /// Client assertions already used.
    pub(crate) seen: Seen,
    /// Wrong PINs.
    pub(crate) pins: Pins,
    /// Registrations of this run.
    pub(crate) registry: Registry,
    /// Faults that apply to all.
    pub(crate) faults: Faults,
    /// Counts.
    pub(crate) stats: Stats,
    /// Answers already given, for the fault `late`.
    pub(crate) past: Past,
}

impl Hub {
    /// A hub with these settings and a fresh key.
    pub(crate) fn new(config: Config) -> Self {
        Self {
            clock: Clock::new(config.today),
            key: SigningKey::generate(),
            codes: Codes::default(),
            tokens: Tokens::default(),
            seen: Seen::default(),
            pins: Pins::default(),
            registry: Registry::default(),
            faults: Faults(RwLock::new(config.faults.clone())),
            stats: Stats::default(),
            past: Past::default(),
            config,
        }
    }
}

/// Locks, and goes on with what is there when another thread panicked: the simulation keeps no invariant across fields.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The faults that apply to all requests.
pub(crate) struct Faults(RwLock<Vec<Fault>>);

impl Faults {
    /// Replaces them.
    pub(crate) fn set(&self, faults: Vec<Fault>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = faults;
    }

    /// What a request meets, with the faults of its own header.
    pub(crate) fn plan(&self, service: Service, own: &[Fault]) -> Plan {
        let global = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Plan::of(global.iter().chain(own), service, |share| share >= 1.0 || rand::random::<f64>() < share)
    }
}

/// Requests by service.
#[derive(Default)]
pub(crate) struct Stats([AtomicU64; Service::ALL.len()]);

impl Stats {
    /// Counts a request.
    pub(crate) fn count(&self, service: Service) {
        self.0[service.index()].fetch_add(1, Ordering::Relaxed);
    }

    /// The counts by name.
    pub(crate) fn to_json(&self) -> Value {
        let counts =
            Service::ALL.iter().map(|s| (s.name().to_owned(), Value::from(self.0[s.index()].load(Ordering::Relaxed))));
        Value::Object(Map::from_iter(counts))
    }
}
