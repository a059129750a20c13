//! What time it is, for sessions (Unix seconds) and for people (Japan time).
//!
//! The demo may live on another calendar day (`HUB_SIM_TODAY`), so that the portal agrees with the hub in a box;
//! sessions always follow the machine.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// Japan has one zone and no summer time.
const JAPAN: TimeDelta = TimeDelta::hours(9);

/// The clock of the process.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    shown_day: Option<NaiveDate>,
}

impl Clock {
    /// A clock that shows the machine's day, or the given one.
    #[must_use]
    pub fn new(shown_day: Option<NaiveDate>) -> Self {
        Self { shown_day }
    }

    /// Seconds since 1970, by the machine.
    #[must_use]
    pub fn unix_now(self) -> i64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |past| i64::try_from(past.as_secs()).unwrap_or(i64::MAX))
    }

    /// The calendar day in Japan, as people are shown it.
    #[must_use]
    pub fn today(self) -> NaiveDate {
        self.shown_day.unwrap_or_else(|| self.machine_day())
    }

    /// A moment in Japan time, as people are shown it.
    #[must_use]
    pub fn japan(self, unix: i64) -> NaiveDateTime {
        let moment = DateTime::from_timestamp(unix, 0).unwrap_or_default().naive_utc() + JAPAN;
        match self.shown_day {
            Some(day) => moment + (day - self.machine_day()),
            None => moment,
        }
    }

    fn machine_day(self) -> NaiveDate {
        (DateTime::from_timestamp(self.unix_now(), 0).unwrap_or_default().naive_utc() + JAPAN).date()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Clock;

    #[test]
    fn japan_is_nine_hours_ahead() {
        let clock = Clock::new(None);
        assert_eq!(clock.japan(1_795_377_600).to_string(), "2026-11-23 05:00:00");
    }

    #[test]
    fn the_demo_may_live_on_another_day() {
        let day = NaiveDate::from_ymd_opt(2025, 2, 3).expect("a date");
        let clock = Clock::new(Some(day));
        assert_eq!(clock.today(), day);
        assert_eq!(clock.japan(clock.unix_now()).date(), day);
    }
}
