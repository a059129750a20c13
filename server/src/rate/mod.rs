//! How much one address, one session, one person, one certificate and one provider's consent may ask for in a while.
//!
//! Each counts only what it has done itself: an address by its connection (or a named proxy's word), a session by its
//! cookie, a person by their open session, a certificate when it has proved itself. So nobody can use up another's share.

mod meter;

use std::net::IpAddr;
use std::time::Duration;

use crate::accept::household;
use crate::config::limits::{LimitsConfig, Rate};
use crate::store::RowId;
use meter::Meter;

/// What one feed address may be asked: programs that read feeds do so every few minutes at most.
const FEED: Rate = Rate { per_minute: 2, at_once: 30 };

/// What one provider may ask by one person's consent.
const CONSENT: Rate = Rate { per_minute: 600, at_once: 300 };

/// The counters of one process.
pub struct Rates {
    addresses: Option<Meter>,
    sessions: Option<Meter>,
    people: Option<Meter>,
    certificates: Option<Meter>,
    feeds: Meter,
    consents: Meter,
}

impl Rates {
    /// With nothing counted yet.
    #[must_use]
    pub fn new(limits: &LimitsConfig) -> Self {
        let meter = |rate: Option<Rate>| rate.map(Meter::new);
        Self {
            addresses: meter(limits.address),
            sessions: meter(limits.session),
            people: meter(limits.person),
            certificates: meter(limits.certificate),
            feeds: Meter::new(FEED),
            consents: Meter::new(CONSENT),
        }
    }

    /// One request from an address. This machine itself is not counted.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn address(&self, address: IpAddr) -> Result<(), Duration> {
        if address.is_loopback() {
            return Ok(());
        }
        self.addresses.as_ref().map_or(Ok(()), |meter| meter.count(household(address)))
    }

    /// One request with the cookie of an open session.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn session(&self, cookie: &str) -> Result<(), Duration> {
        self.sessions.as_ref().map_or(Ok(()), |meter| meter.count(cookie))
    }

    /// One form or download of a person, whichever session it comes from.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn person(&self, subject: &str) -> Result<(), Duration> {
        self.people.as_ref().map_or(Ok(()), |meter| meter.count(subject))
    }

    /// One request with a feed's token, whether it opens anything or not; by the token's digest.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn feed(&self, token: RowId) -> Result<(), Duration> {
        self.feeds.count(token)
    }

    /// One request of a provider by a consent; by the consent's name.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn consent(&self, consent: RowId) -> Result<(), Duration> {
        self.consents.count(consent)
    }

    /// One sign-in with a certificate that has proved itself; where the provider judges certificates, with its subject.
    ///
    /// # Errors
    /// How long to wait, where it is too much.
    pub fn certificate(&self, id: &str) -> Result<(), Duration> {
        self.certificates.as_ref().map_or(Ok(()), |meter| meter.count(id))
    }
}
