//! Amounts and days as people type them: full-width digits, commas, 円 and 万円; eras, slashes, 年月日. Knows no field and no page.

use chrono::{Datelike, NaiveDate};

use super::money::Yen;

/// Why a typed amount is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YenError {
    /// Something other than a whole number of yen.
    NotANumber,
    /// Below zero.
    Negative,
    /// More than is taken.
    TooLarge,
}

/// The amount; nothing where nothing was typed.
///
/// # Errors
/// Says which mistake was made.
pub fn read_yen(typed: &str, most: Yen) -> Result<Option<Yen>, YenError> {
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
        return Err(YenError::Negative);
    }
    let (digits, unit) = match plain.strip_suffix('万') {
        Some(digits) => (digits, 10_000),
        None => (plain, 1),
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(YenError::NotANumber);
    }
    let amount = digits.parse::<i64>().ok().and_then(|amount| amount.checked_mul(unit)).ok_or(YenError::TooLarge)?;
    if amount > most.0 { Err(YenError::TooLarge) } else { Ok(Some(Yen(amount))) }
}

/// What was typed is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDay;

/// The day; nothing where nothing was typed. A day without a year is one of `year`.
///
/// # Errors
/// [`NoDay`] for anything else.
pub fn read_day(typed: &str, year: i32) -> Result<Option<NaiveDate>, NoDay> {
    let plain: String = typed.trim().chars().map(half_width).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let plain = plain.replace("元年", "1年");
    let era = [("令和", 2018), ("平成", 1988), ("R", 2018), ("r", 2018), ("H", 1988), ("h", 1988)];
    let (rest, before) = era
        .into_iter()
        .find_map(|(name, before)| plain.strip_prefix(name).map(|rest| (rest, before)))
        .unwrap_or((plain.as_str(), 0));
    let allowed =
        |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | '年' | '月' | '日' | ' ' | '／' | '．' | '－');
    if !rest.chars().all(allowed) {
        return Err(NoDay);
    }
    let numbers: Vec<u32> = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .map_err(|_| NoDay)?;
    let (year, month, day) = match numbers[..] {
        [month, day] if before == 0 => (year, month, day),
        [year, month, day] => (i32::try_from(year).map_err(|_| NoDay)?.saturating_add(before), month, day),
        [digits] if before == 0 && rest.trim().len() == 8 => {
            (i32::try_from(digits / 10_000).map_err(|_| NoDay)?, digits / 100 % 100, digits % 100)
        }
        _ => return Err(NoDay),
    };
    let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(NoDay)?;
    if (1900..=2200).contains(&day.year()) { Ok(Some(day)) } else { Err(NoDay) }
}

/// A full-width digit as the plain one; anything else as it is.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_days_as_people_write_them() {
        let day = |y, m, d| Ok(NaiveDate::from_ymd_opt(y, m, d));
        for (typed, read) in [
            ("", Ok(None)),
            ("　", Ok(None)),
            ("2026-03-05", day(2026, 3, 5)),
            ("2026/3/5", day(2026, 3, 5)),
            ("２０２６年３月５日", day(2026, 3, 5)),
            ("20260305", day(2026, 3, 5)),
            ("3/5", day(2025, 3, 5)),
            ("3月5日", day(2025, 3, 5)),
            ("令和8年3月5日", day(2026, 3, 5)),
            ("R8.3.5", day(2026, 3, 5)),
            ("令和元年5月1日", day(2019, 5, 1)),
            ("平成31年4月30日", day(2019, 4, 30)),
            ("2026/2/30", Err(NoDay)),
            ("13/1", Err(NoDay)),
            ("2026", Err(NoDay)),
            ("きのう", Err(NoDay)),
            ("令和3/5", Err(NoDay)),
            ("99999999999999", Err(NoDay)),
            ("12345/1/1", Err(NoDay)),
        ] {
            assert_eq!(read_day(typed, 2025), read, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_fatal(text in any::<String>(), digits in "[0-9０-９年月日/.,万円RH令和-]{0,20}") {
            for typed in [text, digits] {
                let _ = read_day(&typed, 2025);
                if let Ok(Some(amount)) = read_yen(&typed, Yen(999_999_999)) {
                    prop_assert!(amount >= Yen::ZERO && amount <= Yen(999_999_999));
                }
            }
        }
    }
}
