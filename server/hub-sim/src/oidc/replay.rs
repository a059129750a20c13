//! Client assertions already used: each `jti` is good once.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::hub::locked;

/// Ids of used assertions with the second in which they expire.
#[derive(Default)]
pub(crate) struct Seen(Mutex<HashMap<String, i64>>);

impl Seen {
    /// Whether an id is new; notes it.
    pub(crate) fn first_time(&self, jti: &str, expires: i64, now: i64) -> bool {
        let mut seen = locked(&self.0);
        // Kept a little longer than the clock tolerance of the check.
        seen.retain(|_, expires| *expires + 60 > now);
        seen.insert(jti.to_owned(), expires).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once() {
        let seen = Seen::default();
        assert!(seen.first_time("a", 100, 0));
        assert!(!seen.first_time("a", 100, 1));
        assert!(seen.first_time("b", 100, 1));
    }
}
