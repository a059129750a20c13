//! A circuit breaker: after enough failures in a row a service is left alone for a while, then one call may try.
//!
//! Pure state: the moment is an argument. What counts as a failure is the caller's to say (4xx never does).

use std::time::{Duration, Instant};

/// When to open and how long to stay so.
#[derive(Clone, Copy, Debug)]
pub struct BreakerConfig {
    /// Failures in a row that open it.
    pub failures: u32,
    /// How long it stays open before one call may try.
    pub pause: Duration,
}

impl Default for BreakerConfig {
    fn default() -> Self {
        Self { failures: 5, pause: Duration::from_secs(2) }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Calls pass; so many failed in a row.
    Closed(u32),
    /// No call passes until then.
    Open(Instant),
    /// One call is out to try. Should it never report, another may try then.
    Probing(Instant),
}

/// The breaker of one service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Breaker {
    config: BreakerConfig,
    state: State,
}

impl Breaker {
    pub(super) fn new(config: BreakerConfig) -> Self {
        Self { config, state: State::Closed(0) }
    }

    /// Whether a call may go out now.
    pub(super) fn admit(&mut self, now: Instant) -> bool {
        match self.state {
            State::Closed(_) => true,
            State::Open(until) | State::Probing(until) if now >= until => {
                self.state = State::Probing(now + self.config.pause);
                true
            }
            State::Open(_) | State::Probing(_) => false,
        }
    }

    /// A call was answered.
    pub(super) fn succeeded(&mut self) {
        self.state = State::Closed(0);
    }

    /// A call failed. Calls that left before it opened and fail now do not lengthen the pause.
    pub(super) fn failed(&mut self, now: Instant) {
        self.state = match self.state {
            State::Closed(so_far) if so_far + 1 < self.config.failures => State::Closed(so_far + 1),
            State::Closed(_) | State::Probing(_) => State::Open(now + self.config.pause),
            State::Open(until) => State::Open(until),
        };
    }

    /// A call ended without telling anything about the service (given up by the browser): if it was the one that
    /// tried, the next may.
    pub(super) fn given_up(&mut self, now: Instant) {
        if let State::Probing(_) = self.state {
            self.state = State::Open(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn breaker() -> (Breaker, Instant) {
        (Breaker::new(BreakerConfig::default()), Instant::now())
    }

    const TWO: Duration = Duration::from_secs(2);

    #[test]
    fn opens_after_five_in_a_row_and_lets_one_try() {
        let (mut breaker, start) = breaker();
        for _ in 0..4 {
            breaker.failed(start);
        }
        breaker.succeeded();
        for _ in 0..5 {
            assert!(breaker.admit(start));
            breaker.failed(start);
        }
        assert!(!breaker.admit(start));
        assert!(!breaker.admit(start + TWO - Duration::from_millis(1)));
        assert!(breaker.admit(start + TWO), "one call tries");
        assert!(!breaker.admit(start + TWO), "only one");
        breaker.failed(start + TWO);
        assert!(!breaker.admit(start + TWO + Duration::from_secs(1)));
        assert!(breaker.admit(start + TWO + TWO));
        breaker.succeeded();
        assert!(breaker.admit(start) && breaker.admit(start));
    }

    #[test]
    fn a_try_that_is_given_up_lets_the_next_one_try() {
        let (mut breaker, start) = breaker();
        (0..5).for_each(|_| breaker.failed(start));
        assert!(breaker.admit(start + TWO));
        breaker.given_up(start + TWO);
        assert!(breaker.admit(start + TWO));
        assert!(!breaker.admit(start + TWO));
        assert!(breaker.admit(start + TWO + TWO), "a try that never reports does not block for ever");
    }

    proptest! {
        #[test]
        fn never_shuts_for_longer_than_the_pause(steps in prop::collection::vec((0u8..4, 0u64..700), 0..200)) {
            let (mut breaker, mut now) = breaker();
            let (mut in_a_row, mut last_end) = (0, now);
            for (step, millis) in steps {
                now += Duration::from_millis(millis);
                match step {
                    0 => { breaker.succeeded(); in_a_row = 0; }
                    1 => { breaker.failed(now); in_a_row += 1; last_end = now; }
                    2 => { breaker.given_up(now); last_end = now; }
                    _ => {
                        let admitted = breaker.admit(now);
                        prop_assert!(admitted || in_a_row >= 5, "shut after {in_a_row} failures");
                        if admitted { last_end = now; }
                        prop_assert!(admitted || now < last_end + TWO, "shut for too long");
                    }
                }
            }
        }
    }
}
