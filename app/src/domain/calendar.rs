//! Months, fiscal years and the Japanese era. Dates are stored as dates; 和暦 is a way of showing them.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month, such as a month of treatment (診療年月).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct YearMonth {
    year: i32,
    month: u32,
}

impl YearMonth {
    /// The month, if `month` is 1 to 12.
    #[must_use]
    pub const fn new(year: i32, month: u32) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The month a day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Reads `YYYYMM`.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Self::new(digits[..4].parse().ok()?, digits[4..].parse().ok()?)
    }

    /// Calendar year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The month `count` months later (earlier if negative).
    #[must_use]
    pub const fn plus(self, count: i32) -> Self {
        let index = self.year * 12 + self.month as i32 - 1 + count;
        Self { year: index.div_euclid(12), month: index.rem_euclid(12) as u32 + 1 }
    }

    /// The day of this month, if it exists.
    #[must_use]
    pub fn day(self, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, day)
    }

    /// The twelve months of a year.
    pub fn months_of(year: i32) -> impl Iterator<Item = Self> {
        (1..=12).map(move |month| Self { year, month })
    }
}

/// `2026年9月`.
impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}年{}月", self.year, self.month)
    }
}

/// First day of each era, newest first (大正 on).
const ERAS: [(i32, u32, u32, &str); 4] =
    [(2019, 5, 1, "令和"), (1989, 1, 8, "平成"), (1926, 12, 25, "昭和"), (1912, 7, 30, "大正")];

/// The era and year of a day: `令和8年`, `令和元年`. Before 1912 the Western year stands.
#[must_use]
pub fn era_year(day: NaiveDate) -> String {
    for (year, month, first, era) in ERAS {
        if (day.year(), day.month(), day.day()) >= (year, month, first) {
            return match day.year() - year + 1 {
                1 => format!("{era}元年"),
                n => format!("{era}{n}年"),
            };
        }
    }
    format!("{}年", day.year())
}

/// The tax year in words: `2026年分（令和8年分）`, by the era of its last day.
#[must_use]
pub fn tax_year_label(year: i32) -> String {
    match NaiveDate::from_ymd_opt(year, 12, 31) {
        Some(last) => format!("{year}年分（{}分）", era_year(last)),
        None => format!("{year}年分"),
    }
}

/// `2026年5月14日`.
#[must_use]
pub fn long_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `2026/5/14`.
#[must_use]
pub fn slashed(day: NaiveDate) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}

/// `2026-05-14`, as machines write it.
#[must_use]
pub fn dashed(day: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `20260514`.
#[must_use]
pub fn day_digits(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Reads `2026-05-14`, and nothing like it.
#[must_use]
pub fn read_dashed(text: &str) -> Option<NaiveDate> {
    let parts = [(0, 4), (5, 7), (8, 10)].map(|(from, to)| text.get(from..to).unwrap_or_default());
    let day = date_from_digits(&parts.concat())?;
    (dashed(day) == text).then_some(day)
}

/// Days in files of ours, written and read by the two above: the reader of the date library knows far more than that.
pub mod written {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{dashed, read_dashed};

    /// Writes a day.
    ///
    /// # Errors
    /// The writer's own.
    pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        dashed(*day).serialize(serializer)
    }

    /// Reads a day.
    ///
    /// # Errors
    /// Where there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        read_dashed(&String::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("a day that is none"))
    }

    /// The same where there may be none.
    pub mod option {
        use chrono::NaiveDate;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        use super::super::{dashed, read_dashed};

        /// Writes a day, or that there is none.
        ///
        /// # Errors
        /// The writer's own.
        pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
            day.map(dashed).serialize(serializer)
        }

        /// Reads a day, or that there is none.
        ///
        /// # Errors
        /// Where something else stands.
        pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
            let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
            read_dashed(&text).map(Some).ok_or_else(|| serde::de::Error::custom("a day that is none"))
        }
    }
}

/// The Japanese fiscal year (年度, April to March) of a day.
#[must_use]
pub fn fiscal_year(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

/// Reads `YYYYMMDD`; an empty text is no date.
#[must_use]
pub fn date_from_digits(digits: &str) -> Option<NaiveDate> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    NaiveDate::from_ymd_opt(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        date_from_digits(text).expect("a date")
    }

    #[test]
    fn days_are_written_and_read_in_their_ways() {
        let one = day("20260504");
        assert_eq!([slashed(one), dashed(one), day_digits(one)], ["2026/5/4", "2026-05-04", "20260504"]);
        assert_eq!(read_dashed("2026-05-04"), Some(one));
        for text in
            ["", "2026-5-4", "2026-05-04 ", "2026/05/04", "2026-02-30", "+026-05-04", "２０２６-05-04", "20260504"]
        {
            assert_eq!(read_dashed(text), None, "{text}");
        }
    }

    #[test]
    fn names_the_era_by_the_day() {
        for (given, shown) in [
            ("20190430", "平成31年"),
            ("20190501", "令和元年"),
            ("19890107", "昭和64年"),
            ("19890108", "平成元年"),
            ("19261224", "大正15年"),
            ("20261122", "令和8年"),
        ] {
            assert_eq!(era_year(day(given)), shown);
        }
    }

    #[test]
    fn month_arithmetic_crosses_years() {
        let january = YearMonth::new(2026, 1).expect("a month");
        assert_eq!(january.plus(-1).to_string(), "2025年12月");
        assert_eq!(january.plus(23).to_string(), "2027年12月");
        assert_eq!(YearMonth::from_digits("202613"), None);
    }

    #[test]
    fn fiscal_year_begins_in_april() {
        assert_eq!(fiscal_year(day("20240331")), 2023);
        assert_eq!(fiscal_year(day("20240401")), 2024);
        assert_eq!(tax_year_label(2026), "2026年分（令和8年分）");
    }
}
