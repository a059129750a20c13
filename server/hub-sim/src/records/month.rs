//! Months, and when the records of a month arrive at the hub.

use chrono::{Datelike, Months, NaiveDate};

/// The first day of a day's month.
pub(crate) fn first_day(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The last month (its first day) whose receipts have arrived, if they come on the 10th of the month that lies `lag`
/// months later: 1 for drugs, 2 for expenses.
pub(crate) fn arrived_until(today: NaiveDate, lag: u32) -> NaiveDate {
    let lag = if today.day() >= 10 { lag } else { lag + 1 };
    first_day(today).checked_sub_months(Months::new(lag)).unwrap_or(today)
}

/// YYYYMMDD.
pub(crate) fn ymd(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// YYYYMM.
pub(crate) fn ym(day: NaiveDate) -> String {
    format!("{:04}{:02}", day.year(), day.month())
}

/// A real day, for tables of this crate.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("tables of this crate hold real days")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_arrive_on_the_tenth() {
        for (today, lag, month) in [
            (day(2026, 11, 22), 1, "202610"),
            (day(2026, 11, 22), 2, "202609"),
            (day(2026, 11, 9), 2, "202608"),
            (day(2026, 11, 10), 2, "202609"),
            (day(2027, 1, 9), 2, "202610"),
            (day(2027, 2, 10), 2, "202612"),
        ] {
            assert_eq!(ym(arrived_until(today, lag)), month, "{today} {lag}");
        }
    }
}
