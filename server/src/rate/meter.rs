//! Counts by key: a share that fills up again steadily (the "generic cell rate" of telephone networks).
//!
//! A key is kept as a number made with a secret of the process, so that nobody can choose keys that collide, and only as
//! long as its share is not full again.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::config::limits::Rate;

/// Keys kept at most. Beyond that new ones are let through: keeping somebody out for what others did would be worse.
const MOST_KEYS: usize = 100_000;

/// Counters of one kind.
pub(super) struct Meter {
    /// What one request costs.
    cost: Duration,
    /// What a full share is worth.
    share: Duration,
    begun: Instant,
    hasher: RandomState,
    /// When each share is full again, since `begun`.
    full_at: Mutex<HashMap<u64, Duration>>,
}

impl Meter {
    pub(super) fn new(rate: Rate) -> Self {
        let cost = Duration::from_secs(60) / rate.per_minute.max(1);
        Self {
            cost,
            share: cost * rate.at_once.max(1),
            begun: Instant::now(),
            hasher: RandomState::new(),
            full_at: Mutex::default(),
        }
    }

    /// Counts one; or says how long to wait.
    pub(super) fn count(&self, key: impl Hash) -> Result<(), Duration> {
        self.count_at(key, self.begun.elapsed())
    }

    fn count_at(&self, key: impl Hash, now: Duration) -> Result<(), Duration> {
        let key = self.hasher.hash_one(key);
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= MOST_KEYS && !full_at.contains_key(&key) {
            full_at.retain(|_, full| *full > now);
            if full_at.len() >= MOST_KEYS {
                return Ok(());
            }
        }
        let full = full_at.get(&key).copied().unwrap_or_default().max(now) + self.cost;
        match (full - now).checked_sub(self.share) {
            Some(wait) if !wait.is_zero() => Err(wait),
            _ => {
                full_at.insert(key, full);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_used_up_and_fills_again() {
        let meter = Meter::new(Rate { per_minute: 60, at_once: 3 });
        let at = Duration::from_secs;
        for _ in 0..3 {
            assert_eq!(meter.count_at("a", at(0)), Ok(()));
        }
        assert_eq!(meter.count_at("a", at(0)), Err(at(1)));
        assert_eq!(meter.count_at("b", at(0)), Ok(()), "others have their own");
        assert_eq!(meter.count_at("a", at(0)), Err(at(1)), "asking in vain costs nothing");
        assert_eq!(meter.count_at("a", at(1)), Ok(()));
        assert_eq!(meter.count_at("a", at(1)), Err(at(1)));
        for _ in 0..3 {
            assert_eq!(meter.count_at("a", at(100)), Ok(()), "full again, and no fuller");
        }
        assert!(meter.count_at("a", at(100)).is_err());
    }

    #[test]
    fn what_is_kept_has_a_bound() {
        let meter = Meter::new(Rate { per_minute: 60, at_once: 1 });
        for key in 0..MOST_KEYS + 10 {
            assert_eq!(meter.count_at(key, Duration::ZERO), Ok(()));
        }
        assert_eq!(meter.full_at.lock().expect("whole").len(), MOST_KEYS);
        assert!(meter.count_at(5_usize, Duration::ZERO).is_err(), "who is known stays counted");
        assert_eq!(meter.count_at("new", Duration::from_secs(2)), Ok(()));
        assert_eq!(meter.full_at.lock().expect("whole").len(), 1, "what is over is dropped");
    }
}
