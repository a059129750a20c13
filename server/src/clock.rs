//! What time it is, for sessions (Unix seconds) and for people (Japan time).
//!
//! The demo may live on another calendar day (`HUB_SIM_TODAY`), so that the portal agrees with the hub in a box;
//! sessions follow the machine, or the hand of a clock that a test stops and moves.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// Japan has one zone and no summer time.
const JAPAN: TimeDelta = TimeDelta::hours(9);

/// The clock of the process.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    shown_day: Option<NaiveDate>,
    hand: Option<&'static Hand>,
}

/// What a test moves; one for the life of the process.
#[derive(Debug)]
struct Hand(AtomicI64);

/// The hand is where the machine's is.
const RUNNING: i64 = i64::MIN;

impl Clock {
    /// A clock that shows the machine's day, or the given one.
    #[must_use]
    pub fn new(shown_day: Option<NaiveDate>) -> Self {
        Self { shown_day, hand: None }
    }

    /// The same clock with a hand, which [`Self::set`] stops and moves.
    #[must_use]
    pub fn stoppable(self) -> Self {
        Self { hand: Some(Box::leak(Box::new(Hand(AtomicI64::new(RUNNING))))), ..self }
    }

    /// Stops the clock at a moment (Unix seconds), or lets it run again. Says whether this clock has a hand.
    #[must_use]
    pub fn set(self, at: Option<i64>) -> bool {
        let Some(Hand(hand)) = self.hand else { return false };
        hand.store(at.unwrap_or(RUNNING), Ordering::SeqCst);
        true
    }

    /// Seconds since 1970: by the hand where one was stopped, else by the machine.
    #[must_use]
    pub fn unix_now(self) -> i64 {
        match self.hand.map(|Hand(hand)| hand.load(Ordering::SeqCst)) {
            None | Some(RUNNING) => Self::machine_now(),
            Some(stopped) => stopped,
        }
    }

    /// Seconds since 1970, by the machine: for what others have dated, such as tokens.
    #[must_use]
    pub fn machine_now() -> i64 {
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

    /// The calendar day in Japan of a moment that is a date and no event of the demo: the last day of a certificate.
    #[must_use]
    pub fn japan_day(unix: i64) -> NaiveDate {
        (DateTime::from_timestamp(unix, 0).unwrap_or_default().naive_utc() + JAPAN).date()
    }

    fn machine_day(self) -> NaiveDate {
        Self::japan_day(self.unix_now())
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
    fn only_a_clock_with_a_hand_is_stopped() {
        let (plain, clock) = (Clock::new(None), Clock::new(None).stoppable());
        assert!(!plain.set(Some(5)) && plain.unix_now() > 5);
        assert!(clock.set(Some(5)));
        assert_eq!((clock.unix_now(), clock.unix_now()), (5, 5));
        assert!(clock.set(None) && clock.unix_now() > 5);
    }

    #[test]
    fn the_demo_may_live_on_another_day() {
        let day = NaiveDate::from_ymd_opt(2025, 2, 3).expect("a date");
        let clock = Clock::new(Some(day));
        assert_eq!(clock.today(), day);
        assert_eq!(clock.japan(clock.unix_now()).date(), day);
    }
}
