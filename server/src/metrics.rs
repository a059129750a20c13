//! Counters for whoever runs the portal. They count requests and calls, never people.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Counters by route and status.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, u16), Tally>>,
    broken_policies: Mutex<BTreeMap<&'static str, u64>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u64,
    micros: u64,
}

impl Metrics {
    /// Counts one answered request. `route` is the pattern, never the address itself.
    pub fn request(&self, route: &str, status: u16, duration: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = requests.entry((route.to_owned(), status)).or_default();
        tally.count += 1;
        tally.micros += u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
    }

    /// Counts one report of a browser that a page broke this rule of its policy.
    pub fn broken_policy(&self, rule: &'static str) {
        let mut broken = self.broken_policies.lock().unwrap_or_else(PoisonError::into_inner);
        *broken.entry(rule).or_default() += 1;
    }

    /// All counters as plain text, one a line.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for ((route, status), tally) in requests {
            let labels = format!("{{route=\"{route}\",status=\"{status}\"}}");
            // Writing into a String cannot fail.
            _ = writeln!(text, "portal_requests_total{labels} {}", tally.count);
            _ = writeln!(text, "portal_request_micros_total{labels} {}", tally.micros);
        }
        for (rule, count) in self.broken_policies.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            _ = writeln!(text, "portal_csp_reports_total{{rule=\"{rule}\"}} {count}");
        }
        if let Some(bytes) = resident_bytes() {
            _ = writeln!(text, "process_resident_memory_bytes {bytes}");
        }
        text
    }
}

/// Memory of this process in bytes; only where the kernel tells (pages of 4 KiB).
fn resident_bytes() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_route_and_status() {
        let metrics = Metrics::default();
        metrics.request("/checkups", 200, Duration::from_micros(5));
        metrics.request("/checkups", 200, Duration::from_micros(6));
        metrics.request("/checkups", 500, Duration::from_micros(1));
        metrics.broken_policy("img-src");
        let text = metrics.text();
        assert!(text.contains("portal_requests_total{route=\"/checkups\",status=\"200\"} 2\n"), "{text}");
        assert!(text.contains("portal_request_micros_total{route=\"/checkups\",status=\"200\"} 11\n"), "{text}");
        assert!(text.contains("portal_requests_total{route=\"/checkups\",status=\"500\"} 1\n"), "{text}");
        assert!(text.contains("portal_csp_reports_total{rule=\"img-src\"} 1\n"), "{text}");
    }
}
