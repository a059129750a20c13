//! The income of the one who files: a figure as people type it (full-width digits, commas, 円, 万円), or a range to choose.
//! Knows no field and no page.

use serde::{Deserialize, Serialize};

use crate::domain::money::Yen;
use crate::domain::typing::{YenError, read_yen};

/// Highest income that is taken: far above any, low enough for every sum.
pub const MAX_INCOME: Yen = Yen(999_999_999_999);

/// An income (総所得金額等), as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Income {
    /// Not told.
    #[default]
    Unknown,
    /// To the yen.
    Exact(Yen),
    /// Somewhere from the first to the second, both included.
    Between(Yen, Yen),
}

impl Income {
    /// The least and the most it can be.
    #[must_use]
    pub const fn bounds(self) -> Option<(Yen, Yen)> {
        match self {
            Self::Unknown => None,
            Self::Exact(income) => Some((income, income)),
            Self::Between(low, high) => Some((low, high)),
        }
    }

    /// What was typed, or where nothing was, the range that was chosen by its code. A code that is none counts as nothing.
    ///
    /// # Errors
    /// Says which mistake was made, in words for the person.
    pub fn read(typed: &str, code: &str) -> Result<Self, IncomeError> {
        Ok(match read_income(typed)? {
            Some(income) => Self::Exact(income),
            None => RANGES.iter().find(|range| range.code == code).map_or(Self::Unknown, IncomeRange::income),
        })
    }

    /// In words: `4,000,000円`, `200万円から330万円`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Unknown => "入力されていません".to_owned(),
            Self::Exact(income) => income.to_string(),
            Self::Between(low, high) => {
                self.range().map_or_else(|| format!("{low}から{high}"), |range| range.label.to_owned())
            }
        }
    }

    /// The range that it is, where it is one of those to choose from. The last one has no end: wherever it was cut when it was kept,
    /// it is that one.
    #[must_use]
    pub fn range(self) -> Option<&'static IncomeRange> {
        let Self::Between(low, high) = self else { return None };
        let last = RANGES.last().map(|last| last.low);
        RANGES.iter().find(|range| range.low == low.0 && (range.high == high.0 || last == Some(low.0)))
    }
}

/// A range of incomes to choose from, for who does not want to type a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeRange {
    /// As forms and addresses write it.
    pub code: &'static str,
    /// In words.
    pub label: &'static str,
    low: i64,
    high: i64,
}

impl IncomeRange {
    /// As an income.
    #[must_use]
    pub const fn income(&self) -> Income {
        Income::Between(Yen(self.low), Yen(self.high))
    }
}

const fn range(code: &'static str, label: &'static str, low: i64, high: i64) -> IncomeRange {
    IncomeRange { code, label, low, high }
}

/// The ranges: cut where the deduction or a rate of tax changes. The last one ends where nothing has changed for long: above the
/// highest rate every yen saves the same.
pub const RANGES: [IncomeRange; 8] = [
    range("0-100", "100万円より少ない", 0, 999_999),
    range("100-150", "100万円から150万円", 1_000_000, 1_499_999),
    range("150-200", "150万円から200万円", 1_500_000, 1_999_999),
    range("200-330", "200万円から330万円", 2_000_000, 3_299_999),
    range("330-500", "330万円から500万円", 3_300_000, 4_999_999),
    range("500-700", "500万円から700万円", 5_000_000, 6_999_999),
    range("700-1000", "700万円から1,000万円", 7_000_000, 9_999_999),
    range("1000-", "1,000万円以上", 10_000_000, 100_000_000),
];

/// Why a typed income is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IncomeError {
    /// Something other than a whole number of yen.
    #[error("総所得金額等は、数字だけで入れてください（例：3500000）。")]
    NotANumber,
    /// Below zero.
    #[error("総所得金額等が 0円より少ないときは、0 と入れてください。")]
    Negative,
    /// Beyond [`MAX_INCOME`].
    #[error("総所得金額等の桁が多すぎます。円の単位で入れてください。")]
    TooLarge,
}

/// The income; nothing where nothing was typed.
///
/// # Errors
/// Says which mistake was made, in words for the person.
pub fn read_income(typed: &str) -> Result<Option<Yen>, IncomeError> {
    read_yen(typed, MAX_INCOME).map_err(|error| match error {
        YenError::NotANumber => IncomeError::NotANumber,
        YenError::Negative => IncomeError::Negative,
        YenError::TooLarge => IncomeError::TooLarge,
    })
}

/// Said beside the range where a figure is given too.
#[must_use]
pub fn both_given(typed: &str, code: &str) -> Option<&'static str> {
    let both = matches!(read_income(typed), Ok(Some(_))) && RANGES.iter().any(|range| range.code == code);
    both.then_some("金額と幅の両方が入っています。金額のほうで計算しています。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_where_a_figure_and_a_range_are_given() {
        for (typed, code, said) in
            [("400万", "150-200", true), ("400万", "", false), ("", "150-200", false), ("四百万", "150-200", false)]
        {
            assert_eq!(both_given(typed, code).is_some(), said, "{typed} {code}");
        }
    }

    #[test]
    fn ranges_follow_each_other_and_a_figure_goes_before_a_range() {
        for pair in RANGES.windows(2) {
            assert_eq!(pair[0].high + 1, pair[1].low, "{}", pair[1].label);
        }
        for (typed, code, income) in [
            ("", "", Income::Unknown),
            ("", "nothing", Income::Unknown),
            ("", "150-200", Income::Between(Yen(1_500_000), Yen(1_999_999))),
            ("400万", "150-200", Income::Exact(Yen(4_000_000))),
        ] {
            assert_eq!(Income::read(typed, code), Ok(income), "{typed} {code}");
        }
        assert_eq!(Income::read("四百万", "150-200"), Err(IncomeError::NotANumber));
        assert_eq!(RANGES[2].income().words(), "150万円から200万円");
        assert_eq!(Income::Between(Yen(1), Yen(2)).words(), "1円から2円");
        assert_eq!(Income::Between(Yen(10_000_000), Yen(40_000_000)).words(), "1,000万円以上");
        assert_eq!(Income::Between(Yen(1_000_000), Yen(2)).range(), None);
    }

    #[test]
    fn reads_what_people_type() {
        for (typed, read) in [
            ("", Ok(None)),
            ("  ", Ok(None)),
            ("4000000", Ok(Some(Yen(4_000_000)))),
            ("4,000,000", Ok(Some(Yen(4_000_000)))),
            ("４，０００，０００円", Ok(Some(Yen(4_000_000)))),
            ("４０００、０００", Ok(Some(Yen(4_000_000)))),
            ("400万円", Ok(Some(Yen(4_000_000)))),
            ("￥400 0000", Ok(Some(Yen(4_000_000)))),
            ("0", Ok(Some(Yen::ZERO))),
            ("999999999999", Ok(Some(MAX_INCOME))),
            ("1000000000000", Err(IncomeError::TooLarge)),
            ("99999999999999999999", Err(IncomeError::TooLarge)),
            ("9223372036854775807万", Err(IncomeError::TooLarge)),
            ("-5", Err(IncomeError::Negative)),
            ("△300000", Err(IncomeError::Negative)),
            ("四百万", Err(IncomeError::NotANumber)),
            ("万", Err(IncomeError::NotANumber)),
            ("4.5", Err(IncomeError::NotANumber)),
            ("<script>", Err(IncomeError::NotANumber)),
        ] {
            assert_eq!(read_income(typed), read, "{typed}");
        }
    }
}
