//! What codes and numbers look like. What does not look so stands in a note, not in its field.

use super::layout::Kind;
use crate::domain::notebook::{DrugCodeKind, read_day};

/// Whether a filled field may hold this.
pub(super) fn fits(kind: Kind, value: &str) -> bool {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Text => true,
        Kind::Digits => digits,
        Kind::Exactly(count) => digits && value.len() == count,
        Kind::Ascii => is_ascii(value, value.len()),
        Kind::Day => read_day(value).is_some(),
        Kind::Postal => is_postal(value),
        Kind::Phone => value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'),
        Kind::Decimal(whole, fraction) => is_decimal(value, whole, fraction),
    }
}

/// Digits with an optional fraction.
fn is_decimal(text: &str, whole: usize, fraction: usize) -> bool {
    let digits =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        None => digits(text, whole),
        Some((before, after)) => digits(before, whole) && digits(after, fraction),
    }
}

/// Letters, digits, full stop and hyphen, at least one.
pub(super) fn is_ascii(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

/// `1000001`, `100-0001`
fn is_postal(text: &str) -> bool {
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(text, 7) || text.split_once('-').is_some_and(|(area, town)| digits(area, 3) && digits(town, 4))
}

/// Whether a code can be one of its kind.
pub(super) fn is_code_of(kind: DrugCodeKind, code: &str) -> bool {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        DrugCodeKind::Receipt => code.len() == 9 && digits,
        DrugCodeKind::PriceList | DrugCodeKind::Yj => {
            code.len() == 12 && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        DrugCodeKind::Hot => matches!(code.len(), 7 | 9 | 11 | 13) && digits,
    }
}
