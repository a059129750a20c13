//! What every file of a year says about itself: for which year, when made, and while months are missing that it is not final.

use chrono::NaiveDate;

use crate::domain::calendar::long_date;
use crate::domain::expense::book::coverage::{Coverage, settled_on};

/// The stamp of a year's files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Tax year.
    pub year: i32,
    /// Day it was made.
    pub made_on: NaiveDate,
    /// The year may still grow (未確定).
    pub provisional: bool,
    /// What is missing, a line a person.
    pub missing: Vec<String>,
}

impl Stamp {
    /// Of a household's year as seen on a day.
    #[must_use]
    pub fn of(coverage: &Coverage, made_on: NaiveDate) -> Self {
        Self { year: coverage.year, made_on, provisional: coverage.is_provisional(), missing: coverage.missing_words() }
    }

    /// What a person must know of a file that is not final; nothing where it is.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        if !self.provisional {
            return Vec::new();
        }
        let whole = settled_on(self.year).map(long_date).unwrap_or_default();
        let mut lines = vec![format!(
            "【未確定】{}に作りました。{}年の医療費がすべて届くのは {whole}ごろです。",
            long_date(self.made_on),
            self.year
        )];
        if !self.missing.is_empty() {
            lines.push("まだ入っていない月：".to_owned());
            lines.extend(self.missing.iter().map(|line| format!("・{line}")));
        }
        lines
    }
}

#[cfg(test)]
pub(crate) mod sample {
    use super::*;

    /// A year that is whole.
    pub(crate) fn whole() -> Stamp {
        let made_on = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
        Stamp { year: 2025, made_on, provisional: false, missing: Vec::new() }
    }

    /// One that is not.
    pub(crate) fn open() -> Stamp {
        let made_on = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a day");
        Stamp { made_on, provisional: true, missing: vec!["見本 太郎：12月".to_owned()], ..whole() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_final_says_so_and_what_is_missing() {
        assert!(sample::whole().words().is_empty());
        let words = sample::open().words();
        assert!(words[0].contains("未確定") && words[0].contains("2026年2月9日"), "{words:?}");
        assert_eq!(words[2], "・見本 太郎：12月");
    }
}
