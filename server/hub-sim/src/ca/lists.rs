//! Revocation lists: published now and then, and between two publications what the last one said.

use std::sync::Mutex;

use chrono::{Duration, NaiveDateTime, Utc};
use jpki_issuer::list::List;

use super::authority::{Authorities, Generation};
use super::ledger::Ledger;
use super::utc;
use crate::hub::locked;

/// How often a list is published by itself.
const EVERY: Duration = Duration::hours(1);

/// How long a list may be relied on.
const GOOD: Duration = Duration::hours(24);

/// The last publication.
#[derive(Clone, Copy)]
struct Published {
    at: NaiveDateTime,
    number: u64,
    /// Nobody publishes any more, and the last one is too old.
    stale: bool,
}

/// The lists.
pub(crate) struct Lists(Mutex<Published>);

impl Lists {
    /// Published first at a moment.
    pub(crate) fn new(now: NaiveDateTime) -> Self {
        Self(Mutex::new(Published { at: now, number: number(), stale: false }))
    }

    /// Publishes what is known now.
    pub(crate) fn publish(&self, now: NaiveDateTime) {
        let mut last = locked(&self.0);
        *last = Published { at: now, number: number().max(last.number + 1), stale: last.stale };
    }

    /// Stops or resumes publishing.
    pub(crate) fn set_stale(&self, stale: bool) {
        locked(&self.0).stale = stale;
    }

    /// The list of one authority in DER.
    pub(crate) fn of(
        &self,
        issuer: &Generation,
        authorities: &Authorities,
        ledger: &Ledger,
        now: NaiveDateTime,
    ) -> Vec<u8> {
        let last = *locked(&self.0);
        // The simulated clock can be put back.
        if !last.stale && (now - last.at >= EVERY || now < last.at) {
            self.publish(now);
        }
        let last = *locked(&self.0);
        let (from, until) =
            if last.stale { (last.at - GOOD - EVERY, last.at.min(now) - EVERY) } else { (last.at, last.at + GOOD) };
        let revoked = ledger
            .revoked_until(from)
            .into_iter()
            .filter(|(serial, ..)| match ledger.by_serial(serial) {
                Some(leaf) => std::ptr::eq(leaf.issuer(authorities), issuer),
                // Discarded ones were of the newest.
                None => std::ptr::eq(&authorities.generations[2], issuer),
            })
            .map(|(serial, at, reason)| (serial, utc(at), reason.code()))
            .collect();
        List {
            issuer: issuer.name.clone(),
            number: last.number,
            from: utc(from),
            until: utc(until),
            revoked,
            extensions: Vec::new(),
        }
        .sign(&issuer.key)
    }
}

/// Grows with each publication, also across restarts.
fn number() -> u64 {
    u64::try_from(Utc::now().timestamp()).unwrap_or_default()
}
