//! All that the hub in a box remembers while it runs. Only what happened to cards outlives the process.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use chrono::NaiveDateTime;
use jpki::anchor::AnchorError;
use jpki::book::Book;
use jpki::profile::Profile;
use jpki::verifier::Verifier;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::ca::authority::Authorities;
use crate::ca::ledger::Ledger;
use crate::ca::lists::Lists;
use crate::ca::responder::Responder;
use crate::card::component::Reader;
use crate::clock::Clock;
use crate::config::Config;
use crate::delegation::Delegations;
use crate::faults::plan::Plan;
use crate::faults::spec::Fault;
use crate::oidc::codes::Codes;
use crate::oidc::keys::SigningKey;
use crate::oidc::replay::Seen;
use crate::oidc::shares::Shares;
use crate::oidc::tokens::Tokens;
use crate::services::oversight::Oversight;
use crate::services::past::Past;
use crate::services::registry::{At, Registry};
use crate::terminal::Terminal;
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
    /// Lasting tokens.
    pub(crate) shares: Shares,
    /// Client assertions already used.
    pub(crate) seen: Seen,
    /// The authorities that issue certificates.
    pub(crate) authorities: Authorities,
    /// What has happened to cards.
    pub(crate) ledger: Ledger,
    /// Revocation lists.
    pub(crate) lists: Lists,
    /// The responder that knows about revocation.
    pub(crate) responder: Responder,
    /// How cards lie in their reader.
    pub(crate) reader: Reader,
    /// Challenges given to cards.
    pub(crate) challenges: Book,
    /// The judge of cards.
    pub(crate) verifier: Verifier,
    /// Who may look at whose records.
    pub(crate) delegations: Delegations,
    /// What happened at the counters.
    pub(crate) terminal: Terminal,
    /// Registrations of this run.
    pub(crate) registry: Registry,
    /// What people have said about who sees their data.
    pub(crate) oversight: Oversight,
    /// Faults that apply to all.
    pub(crate) faults: Faults,
    /// Counts.
    pub(crate) stats: Stats,
    /// Answers already given, for the fault `late`.
    pub(crate) past: Past,
}

/// Why there is no hub.
#[derive(Debug, Error)]
pub(crate) enum HubError {
    /// The folder for what happened to cards.
    #[error("HUB_SIM_DATA_DIR cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The authorities.
    #[error("the simulated authorities are none: {0}")]
    Authorities(#[from] AnchorError),
}

impl Hub {
    /// A hub with these settings and a fresh key.
    ///
    /// # Errors
    /// When what happened to cards cannot be read.
    pub(crate) fn new(config: Config) -> Result<Self, HubError> {
        let clock = Clock::new(config.today);
        let now = clock.now();
        let authorities = Authorities::on(now.date());
        Ok(Self {
            clock,
            ledger: Ledger::open(config.data_dir.clone(), now.date())?,
            lists: Lists::new(now),
            responder: Responder::default(),
            reader: Reader::default(),
            challenges: Book::default(),
            verifier: Verifier::new(authorities.anchors()?, Profile::simulation()),
            authorities,
            key: SigningKey::generate(),
            codes: Codes::default(),
            tokens: Tokens::default(),
            shares: Shares::default(),
            seen: Seen::default(),
            delegations: Delegations::new(now.date()),
            terminal: Terminal::default(),
            registry: Registry::default(),
            oversight: Oversight::default(),
            faults: Faults(RwLock::new(config.faults.clone())),
            stats: Stats::default(),
            past: Past::default(),
            config,
        })
    }

    /// What a registration goes by at a moment.
    pub(crate) fn at(&self, now: NaiveDateTime) -> At<'_> {
        At { ledger: &self.ledger, now, step: self.config.step }
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
