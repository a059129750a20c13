//! Drugs without prescription in a medication notebook (JAHIS 電子版お薬手帳, record 3): names and days, no prices, because the format
//! has none. Everything else in the notebook is another room's.

use chrono::NaiveDate;

use crate::domain::calendar::date_from_digits;

/// Drugs that are taken from one notebook; a real one has a few.
const MAX_DRUGS: usize = 200;

/// What a notebook says of drugs without prescription.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtcDrugs {
    /// Name of the patient (record 1).
    pub person: String,
    /// Name of each drug, and the day it was begun.
    pub drugs: Vec<(String, Option<NaiveDate>)>,
}

/// The drugs of a notebook; nothing where the text is no notebook or holds none.
#[must_use]
pub(super) fn read(text: &str) -> Option<OtcDrugs> {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines();
    if !lines.next()?.starts_with("JAHISTC") {
        return None;
    }
    let mut found = OtcDrugs::default();
    for line in lines {
        let fields: Vec<&str> = line.split(',').map(str::trim).take(5).collect();
        match fields[..] {
            ["1", name, ..] if found.person.is_empty() => found.person = super::lines::short(name),
            ["3", name, ref more @ ..] if !name.is_empty() && found.drugs.len() < MAX_DRUGS => {
                found.drugs.push((super::lines::short(name), more.first().and_then(|day| day_of(day))));
            }
            _ => {}
        }
    }
    (!found.drugs.is_empty()).then_some(found)
}

/// `YYYYMMDD`, or an era's letter with `YYMMDD`.
fn day_of(text: &str) -> Option<NaiveDate> {
    let before = match text.chars().next()? {
        'R' | 'r' => 2018,
        'H' | 'h' => 1988,
        'S' | 's' => 1925,
        _ => return date_from_digits(text),
    };
    let digits =
        text.get(1..).filter(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()))?;
    let year: i32 = digits[..2].parse().ok()?;
    NaiveDate::from_ymd_opt(before + year, digits[2..4].parse().ok()?, digits[4..].parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drugs_without_prescription_are_found_with_their_day() {
        let text = "JAHISTC08,1\r\n1,見本　太郎,1,19800102,,,,,,,\r\n3,見本かぜ薬,20250403,20250407,2,1,4900000000000\r\n3,見本目薬,R070610,,2\r\n3,,20250101\r\n3,見本胃腸薬,2025,,2\r\n5,20250401,1\r\n201,1,見本錠,1,錠,1,,1\r\n";
        let found = read(text).expect("drugs");
        let day = |m, d| NaiveDate::from_ymd_opt(2025, m, d);
        assert_eq!(found.person, "見本　太郎");
        assert_eq!(
            found.drugs,
            [
                ("見本かぜ薬".to_owned(), day(4, 3)),
                ("見本目薬".to_owned(), day(6, 10)),
                ("見本胃腸薬".to_owned(), None)
            ]
        );
        for text in ["", "JAHISTC08,1\r\n1,見本,1,19800102\r\n", "3,薬,20250403", "JAHISTC08,1\r\n3,\r\n"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
