//! The card's user certificate (利用者証明用電子証明書) runs out on the fifth birthday after its issue. It can be renewed from
//! three months before (地方公共団体情報システム機構, 電子証明書の更新).

use chrono::{Months, NaiveDate};

/// So long before its last day a certificate can be renewed, months.
pub const RENEWABLE: Months = Months::new(3);

/// Where a certificate stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateState {
    /// Good for more than three months.
    Good,
    /// Can be renewed now.
    Ending {
        /// Days left after today: 0 on the last day.
        days: i64,
    },
    /// Its last day is past.
    Over,
}

/// Where a certificate stands. `last_day` is the last day it is good.
#[must_use]
pub fn certificate_state(last_day: NaiveDate, today: NaiveDate) -> CertificateState {
    let days = (last_day - today).num_days();
    let from = last_day.checked_sub_months(RENEWABLE).unwrap_or(NaiveDate::MIN);
    match days {
        ..0 => CertificateState::Over,
        _ if today >= from => CertificateState::Ending { days },
        _ => CertificateState::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::CertificateState::{Ending, Good, Over};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn is_told_from_three_months_before_to_the_last_day() {
        for (last, today, expected) in [
            ("2027-03-31", "2026-12-30", Good),
            ("2027-03-31", "2026-12-31", Ending { days: 90 }),
            ("2027-02-22", "2026-11-21", Good),
            ("2027-02-22", "2026-11-22", Ending { days: 92 }),
            // February has no 31st: its last day counts.
            ("2027-05-31", "2027-02-27", Good),
            ("2027-05-31", "2027-02-28", Ending { days: 92 }),
            ("2028-05-29", "2028-02-29", Ending { days: 90 }),
            ("2026-11-23", "2026-11-22", Ending { days: 1 }),
            ("2026-11-22", "2026-11-22", Ending { days: 0 }),
            ("2026-11-21", "2026-11-22", Over),
            ("2021-01-01", "2026-11-22", Over),
        ] {
            assert_eq!(certificate_state(day(last), day(today)), expected, "{last} on {today}");
        }
    }
}
