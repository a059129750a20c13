//! What the hub client counts, for the operator's metrics. Numbers only; never who or what.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// One rising number.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub(super) fn one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How often so far.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counts since the start of the process.
#[derive(Debug, Default)]
pub struct Counts {
    /// Requests sent to the hub, retries included.
    pub calls: Counter,
    /// Requests sent a second time.
    pub retries: Counter,
    /// Calls not made because the service is left alone for a while.
    pub short_circuits: Counter,
    /// Answers of another person or request: thrown away, connections dropped. Each one needs a look.
    pub mismatches: Counter,
    /// Answers that could not be read whole.
    pub garbled: Counter,
    /// Calls without an answer in time.
    pub slow: Counter,
    /// Calls refused, reset or answered with an error status.
    pub down: Counter,
}

impl Counts {
    /// In the text format that metric collectors read.
    #[must_use]
    pub fn to_metrics(&self) -> String {
        let mut out = String::new();
        for (name, help, counter) in [
            ("calls", "Requests sent to the hub", &self.calls),
            ("retries", "Requests sent to the hub a second time", &self.retries),
            ("short_circuits", "Calls not made because the service is left alone", &self.short_circuits),
            ("mismatches", "Answers of another person or request, thrown away", &self.mismatches),
            ("garbled", "Answers that could not be read whole", &self.garbled),
            ("slow", "Calls without an answer in time", &self.slow),
            ("down", "Calls refused, reset or answered with an error", &self.down),
        ] {
            let name = format!("portal_hub_{name}_total");
            // Writing to a String cannot fail.
            let _ = writeln!(out, "# HELP {name} {help}.\n# TYPE {name} counter\n{name} {}", counter.get());
        }
        out
    }
}
