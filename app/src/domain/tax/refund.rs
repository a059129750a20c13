//! Until when money can still come back for a year (還付申告): five years from 1 January of the next year
//! (国税通則法74条, 所得税法122条; 国税庁 タックスアンサー No.2030).

use chrono::{Datelike, Days, NaiveDate};

use super::rules::YEARS;

/// Years a return for a refund may be handed in.
const YEARS_OPEN: i32 = 5;

/// Where the time for a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// The year still runs.
    NotYet,
    /// Open, today and for so many days after it.
    Open(i64),
    /// Over.
    Over,
}

/// The time for the refund of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefundWindow {
    /// Tax year.
    pub year: i32,
    /// First day.
    pub opens: NaiveDate,
    /// Last day.
    pub closes: NaiveDate,
    /// Where it stands.
    pub state: Open,
}

/// Source in words.
pub const SOURCE: &str = "国税通則法74条、国税庁タックスアンサー No.2030";

/// The window of a year as seen on a day. Nothing for a year beyond the calendar.
#[must_use]
pub fn window(year: i32, today: NaiveDate) -> Option<RefundWindow> {
    let opens = NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?;
    let closes = NaiveDate::from_ymd_opt(year.checked_add(YEARS_OPEN)?, 12, 31)?;
    let state = if today < opens {
        Open::NotYet
    } else if today > closes {
        Open::Over
    } else {
        Open::Open((closes - today).num_days())
    };
    Some(RefundWindow { year, opens, closes, state })
}

/// The windows of the running year and of all that are still open, newest first.
#[must_use]
pub fn windows(today: NaiveDate) -> Vec<RefundWindow> {
    YEARS
        .iter()
        .rev()
        .filter(|rules| rules.year <= today.year())
        .filter_map(|rules| window(rules.year, today))
        .filter(|window| window.state != Open::Over)
        .collect()
}

/// Until when receipts of a year must be kept: five years from the last day of filing, also where a weekend moved it (国税庁
/// 医療費控除の明細書).
#[must_use]
pub fn keep_until(year: i32) -> Option<NaiveDate> {
    let (_, last) = filing_days(year)?;
    last.with_year(last.year().checked_add(YEARS_OPEN)?)
}

/// The year that is filed now: that of before until its last day of filing, then the running one.
#[must_use]
pub fn year_to_file(today: NaiveDate) -> i32 {
    let before = today.year() - 1;
    let open = filing_days(before).is_some_and(|(_, last)| today <= last);
    if open && YEARS.iter().any(|rules| rules.year == before) { before } else { today.year() }
}

/// First and last day on which a return with tax to pay is handed in for a year: 16 February to 15 March (所得税法120条), moved
/// to the Monday where they fall on a weekend (国税通則法10条).
#[must_use]
pub fn filing_days(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    let day = |month, day| NaiveDate::from_ymd_opt(year.checked_add(1)?, month, day).map(working);
    Some((day(2, 16)?, day(3, 15)?))
}

fn working(day: NaiveDate) -> NaiveDate {
    let days = match day.weekday() {
        chrono::Weekday::Sat => 2,
        chrono::Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::super::rules::selectable_years;
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn five_years_to_the_day() {
        for (year, today, state) in [
            (2026, day(2026, 11, 22), Open::NotYet),
            (2025, day(2025, 12, 31), Open::NotYet),
            (2025, day(2026, 1, 1), Open::Open(1_825)),
            (2021, day(2026, 11, 22), Open::Open(39)),
            (2021, day(2026, 12, 31), Open::Open(0)),
            (2021, day(2027, 1, 1), Open::Over),
        ] {
            assert_eq!(window(year, today).map(|window| window.state), Some(state), "{year} {today}");
        }
    }

    #[test]
    fn the_same_years_as_can_be_chosen() {
        for today in [day(2026, 11, 22), day(2027, 1, 1), day(2026, 12, 31)] {
            let years: Vec<i32> = windows(today).iter().map(|window| window.year).collect();
            assert_eq!(years, selectable_years(today).collect::<Vec<_>>(), "{today}");
        }
    }

    #[test]
    fn while_a_year_is_filed_it_is_the_one_that_opens() {
        for (today, year) in [
            (day(2025, 12, 31), 2025),
            (day(2026, 1, 1), 2025),
            (day(2026, 2, 5), 2025),
            (day(2026, 3, 16), 2025),
            (day(2026, 3, 17), 2026),
            (day(2026, 11, 22), 2026),
        ] {
            assert_eq!(year_to_file(today), year, "{today}");
        }
    }

    #[test]
    fn days_of_filing_move_off_the_weekend() {
        assert_eq!(filing_days(2025), Some((day(2026, 2, 16), day(2026, 3, 16))));
        assert_eq!(filing_days(2026), Some((day(2027, 2, 16), day(2027, 3, 15))));
        for (year, last) in [(2025, day(2031, 3, 16)), (2026, day(2032, 3, 15)), (2024, day(2030, 3, 17))] {
            assert_eq!(keep_until(year), Some(last), "{year}");
        }
        assert_eq!(filing_days(i32::MAX), None);
    }
}
