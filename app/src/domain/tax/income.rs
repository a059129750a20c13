//! Reads an income as people type it: full-width digits, commas, 円, 万円. Knows no field and no page.

use crate::domain::money::Yen;

/// Highest income that is taken: far above any, low enough for every sum.
pub const MAX_INCOME: Yen = Yen(999_999_999_999);

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
    let plain: String = typed
        .trim()
        .chars()
        .map(half_width)
        .filter(|c| !matches!(c, ',' | ' ' | '\u{3000}' | '，' | '、' | '¥' | '￥'))
        .collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let plain = plain.strip_suffix('円').unwrap_or(&plain);
    if plain.starts_with(['-', '−', '－', 'ー', '▲', '△']) {
        return Err(IncomeError::Negative);
    }
    let (digits, unit) = match plain.strip_suffix('万') {
        Some(digits) => (digits, 10_000),
        None => (plain, 1),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(IncomeError::NotANumber);
    }
    let amount = digits.parse::<i64>().ok().and_then(|amount| amount.checked_mul(unit)).ok_or(IncomeError::TooLarge)?;
    if amount > MAX_INCOME.0 { Err(IncomeError::TooLarge) } else { Ok(Some(Yen(amount))) }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
