//! Today in Japan, by the clock of the person's machine.

use chrono::{DateTime, NaiveDate};

/// Japan is nine hours ahead of UTC all year round.
const AHEAD_MS: f64 = 9.0 * 3_600_000.0;

/// The calendar day; the first day of 1970 where the clock is beyond reason.
pub(super) fn today() -> NaiveDate {
    let milliseconds = (js_sys::Date::now() + AHEAD_MS) as i64;
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().date_naive()
}
