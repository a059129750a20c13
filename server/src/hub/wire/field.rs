//! Reading the small fields all messages share: dates, moments, amounts. Empty is absent; unreadable refuses the message.

use std::borrow::Cow;

use app::domain::calendar::date_from_digits;
use app::domain::money::Yen;
use chrono::{NaiveDate, NaiveDateTime};

use super::WireError;
use super::xml::Xml;

/// Largest amount taken for real; sums over a year must not overflow.
const MAX_YEN: i64 = 1_000_000_000_000;

/// Text, where there is one.
pub(super) fn text(xml: &mut Xml<'_>) -> Result<Option<String>, WireError> {
    Ok(xml.text()?.map(Cow::into_owned))
}

/// `YYYYMMDD`; all nines or all zeros mean that there is no such day.
pub(super) fn date(xml: &mut Xml<'_>) -> Result<Option<NaiveDate>, WireError> {
    match xml.text()?.as_deref() {
        None | Some("99999999" | "00000000") => Ok(None),
        Some(digits) => date_from_digits(digits).map(Some).ok_or(WireError::Garbled("a date that is none")),
    }
}

/// `YYYYMMDDHHmmss`, Japan time.
pub(super) fn moment(xml: &mut Xml<'_>) -> Result<Option<NaiveDateTime>, WireError> {
    let Some(digits) = xml.text()? else { return Ok(None) };
    let unreadable = WireError::Garbled("a moment that is none");
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unreadable);
    }
    let part = |from: usize| digits[from..from + 2].parse().unwrap_or(u32::MAX);
    date_from_digits(&digits[..8])
        .and_then(|day| day.and_hms_opt(part(8), part(10), part(12)))
        .map(Some)
        .ok_or(unreadable)
}

/// A whole number without sign.
pub(super) fn count(xml: &mut Xml<'_>) -> Result<Option<u32>, WireError> {
    Ok(xml.text()?.and_then(|digits| digits.parse().ok()))
}

/// An amount in yen, with or without thousands commas. Money that is there but unreadable refuses the message.
pub(super) fn yen(xml: &mut Xml<'_>) -> Result<Option<Yen>, WireError> {
    let Some(text) = xml.text()? else { return Ok(None) };
    let digits = if text.contains(',') { Cow::Owned(text.replace(',', "")) } else { text };
    match digits.parse::<i64>() {
        Ok(amount) if (-MAX_YEN..=MAX_YEN).contains(&amount) => Ok(Some(Yen(amount))),
        _ => Err(WireError::Garbled("an amount that is none")),
    }
}
