//! A day as people type it into a form.

use chrono::{Datelike, NaiveDate};

/// A day as people type it: `19800401`, `1980/4/1`, `1980年4月1日`, `昭和55年4月1日`, `S55.4.1`, full width or not.
#[must_use]
pub fn read_typed_day(typed: &str) -> Option<NaiveDate> {
    let plain: String =
        typed.chars().filter(|c| !c.is_whitespace()).map(half_width).collect::<String>().replace("元年", "1年");
    let parts: Vec<&str> = plain.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let era = plain.chars().next().filter(|c| !c.is_ascii_digit());
    if era.is_some() {
        let [year, month, day] = parts[..] else { return None };
        return day_of_era(&plain, year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    let (year, month, day) = match parts[..] {
        [whole] if whole.len() == 8 => (&whole[..4], &whole[4..6], &whole[6..]),
        [year, month, day] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Names of the eras of people alive, and the first day of each.
const ERAS: [(&str, char, (i32, u32, u32)); 5] = [
    ("明治", 'M', (1868, 10, 23)),
    ("大正", 'T', (1912, 7, 30)),
    ("昭和", 'S', (1926, 12, 25)),
    ("平成", 'H', (1989, 1, 8)),
    ("令和", 'R', (2019, 5, 1)),
];

/// A day of an era that stands at the front; nothing for a day on which another era held.
fn day_of_era(plain: &str, year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let letter = plain.chars().next()?.to_ascii_uppercase();
    let place = ERAS.iter().position(|(name, short, _)| plain.starts_with(name) || letter == *short)?;
    let first = |(_, _, (year, month, day)): (&str, char, (i32, u32, u32))| NaiveDate::from_ymd_opt(year, month, day);
    let begun = first(ERAS[place])?;
    let next = ERAS.get(place + 1).copied().and_then(first);
    let found = NaiveDate::from_ymd_opt(begun.year().checked_add(year)?.checked_sub(1)?, month, day)?;
    (year > 0 && found >= begun && next.is_none_or(|next| found < next)).then_some(found)
}

/// A full-width sign of ASCII in half width.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn days_as_people_type_them() {
        let april = Some(day(1980, 4, 1));
        for (typed, read) in [
            ("19800401", april),
            (" １９８００４０１ ", april),
            ("1980-4-1", april),
            ("1980年4月1日", april),
            ("1980.04.01", april),
            ("800401", None),
            ("1980/13/1", None),
            ("19800231", None),
            ("昭和55年4月1日", april),
            ("昭和 ５５年 ４月 １日", april),
            ("S55.4.1", april),
            ("ｓ５５／４／１", april),
            ("昭和64年1月7日", Some(day(1989, 1, 7))),
            ("昭和64年1月8日", None),
            ("平成元年1月8日", Some(day(1989, 1, 8))),
            ("平成元年1月7日", None),
            ("令和元年5月1日", Some(day(2019, 5, 1))),
            ("大正15年12月24日", Some(day(1926, 12, 24))),
            ("昭和0年1月1日", None),
            ("昭和55年", None),
            ("昭和550401", None),
            ("X55.4.1", None),
            ("", None),
            ("あ", None),
        ] {
            assert_eq!(read_typed_day(typed), read, "{typed}");
        }
    }
}
