//! Where a bill stops at the counter: the monthly ceiling at one institution, for the classes that certificates here name.
//! Worked out apart from the portal, so that each can be held against the other.

use chrono::{Datelike, NaiveDate};

/// The most one institution asks for in a month, in yen.
pub(super) fn most(class: &str, month: NaiveDate, category: &str, total: i64) -> Option<i64> {
    let revised = (month.year(), month.month()) >= (2026, 8);
    let percent = |base: i64, from: i64| base + ((total - from).max(0) + 50) / 100;
    match (class, revised, category.contains("入院")) {
        ("A03", false, _) => Some(percent(80_100, 267_000)),
        ("A03", true, _) => Some(percent(85_800, 286_000)),
        ("B05", false, true) => Some(24_600),
        ("B05", true, true) => Some(25_700),
        ("B05", false, false) => Some(8_000),
        ("B05", true, false) => Some(11_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::month::day;

    #[test]
    fn a_bill_stops_at_the_ceiling_of_the_month_of_treatment() {
        for (class, month, category, total, stops) in [
            ("A03", day(2026, 7, 1), "医科入院", 1_000_000, Some(87_430)),
            ("A03", day(2026, 8, 1), "医科入院", 1_000_000, Some(92_940)),
            ("A03", day(2026, 8, 1), "医科外来", 100_000, Some(85_800)),
            ("B05", day(2026, 7, 1), "医科入院", 482_100, Some(24_600)),
            ("B05", day(2026, 8, 1), "医科外来", 482_100, Some(11_000)),
            ("B05", day(2026, 7, 1), "調剤", 482_100, Some(8_000)),
            ("B04", day(2026, 7, 1), "調剤", 482_100, None),
        ] {
            assert_eq!(most(class, month, category, total), stops, "{class} {month} {category}");
        }
    }
}
