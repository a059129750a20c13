//! The simulated calendar: Japan time, moved by whole days so that the first day is the one asked for.

use chrono::{Duration, NaiveDate, NaiveDateTime, Utc};

/// A clock that runs at the usual speed on another day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    shift: Duration,
}

impl Clock {
    /// A clock on which it is `today` now; the day in Japan when `None`.
    pub(crate) fn new(today: Option<NaiveDate>) -> Self {
        let real = japan().date();
        Self { shift: today.map_or(Duration::zero(), |day| day - real) }
    }

    /// Now.
    pub(crate) fn now(&self) -> NaiveDateTime {
        japan() + self.shift
    }
}

fn japan() -> NaiveDateTime {
    Utc::now().naive_utc() + Duration::hours(9)
}
