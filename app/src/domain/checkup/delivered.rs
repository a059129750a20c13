//! Plain numbers, reference ranges (基準値) and readings from the texts that deliver them.
//!
//! A range only draws a band and names a limit; what is wrong about it never costs the value it stands beside.

use super::{End, Flag, Range};

/// Digits of a number that are read; the published layouts need eight.
const MOST_DIGITS: usize = 15;

/// A plain decimal number. Rust's own reading would also take `inf`, `NaN` and `1e9`.
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.len() <= MOST_DIGITS
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain.then(|| text.parse().ok())?
}

impl Range {
    /// Of the two ends as delivered. An end that is no number is none. Ends that stand the wrong way round are none both,
    /// because nobody can tell which of them is wrong. Nothing where no end is left.
    #[must_use]
    pub fn of(low: Option<&str>, high: Option<&str>) -> Option<Self> {
        let end = |text: Option<&str>| {
            let text = text?.trim();
            plain_number(text).map(|number| End { text: text.to_owned(), number })
        };
        match (end(low), end(high)) {
            (None, None) => None,
            (Some(low), Some(high)) if low.number > high.number => None,
            (low, high) => Some(Self { low, high }),
        }
    }
}

impl Flag {
    /// From the code of an interpretation (2.16.840.1.113883.5.83): `L`, `N`, `H`; any other says nothing that is known.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.trim() {
            "L" => Some(Self::Low),
            "N" => Some(Self::Normal),
            "H" => Some(Self::High),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn takes_the_ends_that_can_be_used() {
        let shown = |low, high| {
            let text = |end: Option<End>| end.map_or("-".to_owned(), |end| end.text);
            Range::of(low, high).map(|range| format!("{} {}", text(range.low), text(range.high)))
        };
        for (low, high, expected) in [
            (Some("30"), Some("149"), Some("30 149")),
            (Some(" 4.60 "), None, Some("4.60 -")),
            (None, Some("5.5"), Some("- 5.5")),
            (Some("5"), Some("5"), Some("5 5")),
            (Some("150"), Some("30"), None),
            (Some("NaN"), Some("149"), Some("- 149")),
            (Some("30"), Some("inf"), Some("30 -")),
            (Some("以下"), Some(""), None),
            (None, None, None),
        ] {
            assert_eq!(shown(low, high).as_deref(), expected, "{low:?} {high:?}");
        }
    }

    #[test]
    fn reads_plain_decimals_only() {
        for (text, number) in [
            ("0", Some(0.0)),
            ("5.50", Some(5.5)),
            ("-1.5", Some(-1.5)),
            ("1e9", None),
            (".5", None),
            ("+5", None),
            ("1.2.3", None),
            ("--1", None),
            ("", None),
            ("1234567890123456", None),
            ("１２", None),
        ] {
            assert_eq!(plain_number(text), number, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_range_is_infinite_or_upside_down(low in "[-0-9.a-zA-Z ]{0,18}", high in "[-0-9.a-zA-Z ]{0,18}") {
            if let Some(range) = Range::of(Some(&low), Some(&high)) {
                let ends: Vec<f64> = [range.low, range.high].into_iter().flatten().map(|end| end.number).collect();
                prop_assert!(!ends.is_empty() && ends.iter().all(|end| end.is_finite()));
                prop_assert!(ends.is_sorted());
            }
        }
    }
}
