//! Days as records write them: `YYYYMMDD`, or era and year `GYYMMDD`.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::day_digits;

/// The year before the first of each era.
const ERAS: [(u8, i32); 5] = [(b'M', 1867), (b'T', 1911), (b'S', 1925), (b'H', 1988), (b'R', 2018)];

/// The day; nothing for what is none. Years of an era that had ended are counted on (`H320401`), as some systems wrote them.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let (year, from) = match bytes.len() {
        8 => (i32::try_from(number(0, 4)?).ok()?, 4),
        7 => {
            let letter = bytes[0].to_ascii_uppercase();
            let (_, before) = ERAS.into_iter().find(|(era, _)| *era == letter)?;
            let years = i32::try_from(number(1, 3)?).ok()?;
            if years == 0 {
                return None;
            }
            (before + years, 3)
        }
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year, number(from, from + 2)?, number(from + 2, from + 4)?)?;
    (1868..=2200).contains(&day.year()).then_some(day)
}

/// A day as we write it: `YYYYMMDD`.
#[must_use]
pub fn day_text(day: NaiveDate) -> String {
    day_digits(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_of_both_ways_and_what_is_none() {
        for (text, day) in [
            ("19580303", Some("1958-03-03")),
            ("S330303", Some("1958-03-03")),
            ("R020410", Some("2020-04-10")),
            ("r080101", Some("2026-01-01")),
            ("H320401", Some("2020-04-01")),
            ("M450729", Some("1912-07-29")),
            ("T010730", Some("1912-07-30")),
            ("20260229", None),
            ("S330231", None),
            ("R000101", None),
            ("X330303", None),
            ("00000000", None),
            ("99991231", None),
            ("2026-1-1", None),
            ("１９５８０３０３", None),
            ("S3303", None),
            ("", None),
        ] {
            assert_eq!(read_day(text), day.map(|day| day.parse().expect("a day")), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(days in 0i64..120_000) {
            let day = NaiveDate::from_ymd_opt(1868, 1, 1).expect("a day") + chrono::Duration::days(days);
            prop_assert_eq!(read_day(&day_text(day)), Some(day));
        }

        #[test]
        fn nothing_breaks(text in any::<String>()) {
            _ = read_day(&text);
        }
    }
}
