//! The simulated calendar: Japan time, moved so that the first day is the one asked for, and moved again on demand.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{Duration, NaiveDate, NaiveDateTime, Utc};

/// A clock that runs at the usual speed at another time.
#[derive(Debug)]
pub(crate) struct Clock {
    /// Milliseconds ahead of the machine, at the start and now.
    start: i64,
    shift: AtomicI64,
}

impl Clock {
    /// A clock on which it is `today` now; the day in Japan when `None`.
    pub(crate) fn new(today: Option<NaiveDate>) -> Self {
        let real = japan().date();
        let start = today.map_or(Duration::zero(), |day| day - real).num_milliseconds();
        Self { start, shift: AtomicI64::new(start) }
    }

    /// Now.
    pub(crate) fn now(&self) -> NaiveDateTime {
        japan() + Duration::milliseconds(self.shift.load(Ordering::Relaxed))
    }

    /// Makes it another moment; the one it would be by itself when `None`.
    pub(crate) fn set(&self, moment: Option<NaiveDateTime>) {
        let shift = moment.map_or(self.start, |moment| (moment - japan()).num_milliseconds());
        self.shift.store(shift, Ordering::Relaxed);
    }
}

fn japan() -> NaiveDateTime {
    Utc::now().naive_utc() + Duration::hours(9)
}
