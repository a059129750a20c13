//! The certificate authority of the simulation, the cards it has issued, and the municipality that mends them.
//!
//! `O=JPKI-SIM`: three generations of an authority for signing in under one name, and one for signing documents. Everything
//! is computed from the day the hub was started on and from a list of published primes; only what happened since then is
//! remembered. Nothing in here judges a certificate: that is what the crate `jpki` is for.

pub(crate) mod authority;
pub(crate) mod chip;
pub(crate) mod controls;
pub(crate) mod handlers;
pub(crate) mod leaf;
pub(crate) mod ledger;
pub(crate) mod lists;
pub(crate) mod responder;
mod saved;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};

/// A moment in Japan as certificates write it.
pub(crate) fn utc(japan: NaiveDateTime) -> DateTime<Utc> {
    (japan - Duration::hours(9)).and_utc()
}
