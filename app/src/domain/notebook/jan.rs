//! A list of drugs bought without prescription, by JAN code: what a till or a household book writes out, a line a drug.
//!
//! No list of products ships with the portal, so a code without a name stays a code.

use chrono::NaiveDate;

use super::{Author, Otc, read_day};
use crate::domain::import::{Cp932, decode};

/// Most drugs of one list.
pub const MOST_LINES: usize = 300;

/// Longest name that is taken, characters.
pub const MOST_NAME: usize = 100;

/// Why a list is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JanRefusal {
    /// A code is mistyped.
    #[error(
        "{line}行目のJANコード（{code}）は、数字のどこかが違います。箱のバーコードの数字と見くらべて、直してください。このファイルからは何も読み取っていません。"
    )]
    Mistyped {
        /// Line of the file, from 1.
        line: usize,
        /// What stands there.
        code: String,
    },
    /// A line without a code.
    #[error(
        "{0}行目にJANコード（13けたか8けたの数字）がありません。市販薬の一覧は、1行に1つずつ、JANコードを入れてください。このファイルからは何も読み取っていません。"
    )]
    NoCode(usize),
    /// Too many lines.
    #[error("市販薬が多すぎます。一度に読み取れるのは {MOST_LINES}件までです。ファイルを分けてください。")]
    TooMany,
}

/// Whether thirteen or eight digits are a JAN code: the last digit checks the others (weights 3 and 1 from the right, as all
/// codes of that family have it; JIS X 0507).
#[must_use]
pub fn is_jan(code: &str) -> bool {
    if !matches!(code.len(), 8 | 13) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 =
        code.bytes().rev().enumerate().map(|(at, byte)| u32::from(byte - b'0') * if at % 2 == 1 { 3 } else { 1 }).sum();
    sum.is_multiple_of(10)
}

/// The drugs of a list; nothing where the file is none, which is so where its first two lines hold no code.
///
/// # Errors
/// A list with a line that cannot be read is refused whole.
#[must_use]
pub fn read_list(bytes: &[u8], cp932: Cp932) -> Option<Result<Vec<Otc>, JanRefusal>> {
    let (text, _) = decode(bytes, cp932)?;
    let lines: Vec<(usize, Vec<String>)> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (at + 1, fields(line)))
        .collect();
    let begins = lines.iter().take(2).position(|(_, fields)| fields.iter().any(|field| looks_like_code(field)))?;
    if lines.len() - begins > MOST_LINES {
        return Some(Err(JanRefusal::TooMany));
    }
    Some(lines[begins..].iter().map(|(line, fields)| otc_of(*line, fields)).collect())
}

/// Fields between commas or tabs, without quotes and blanks around them.
fn fields(line: &str) -> Vec<String> {
    line.split([',', '\t'])
        .map(|field| field.trim_matches(|c: char| c.is_whitespace() || c == '"').to_owned())
        .collect()
}

/// Digits as many as a code has. Eight digits that are a day are one.
fn looks_like_code(field: &str) -> bool {
    let digits = field.bytes().all(|byte| byte.is_ascii_digit());
    digits && (field.len() == 13 || field.len() == 8 && day_of(field).is_none())
}

/// `20261010`, `2026-10-10`, `2026/10/10`
fn day_of(field: &str) -> Option<NaiveDate> {
    if let Some(day) = read_day(field) {
        return Some(day);
    }
    let mut parts = field.split(['-', '/']);
    let mut number = |most: usize| -> Option<u32> {
        let part = parts.next()?;
        (1..=most).contains(&part.len()).then(|| part.parse().ok()).flatten()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| (1900..=2200).contains(&year))
}

/// The code, the first field that is neither code, day nor number as the name, the first two days as from and until.
fn otc_of(line: usize, fields: &[String]) -> Result<Otc, JanRefusal> {
    let code = fields.iter().find(|field| looks_like_code(field)).ok_or(JanRefusal::NoCode(line))?;
    if !is_jan(code) {
        return Err(JanRefusal::Mistyped { line, code: code.clone() });
    }
    let is_number =
        |field: &&String| field.chars().all(|c| c.is_numeric() || matches!(c, '.' | ',' | '円' | '¥' | '￥'));
    let name =
        fields.iter().filter(|field| !field.is_empty() && !is_number(field)).find(|field| day_of(field).is_none());
    let mut days = fields.iter().filter_map(|field| day_of(field));
    let (from, until) = (days.next(), days.next());
    let (from, until) = match (from, until) {
        (Some(one), Some(other)) if other < one => (Some(other), Some(one)),
        days => days,
    };
    let name = name.map(|name| name.chars().filter(|c| !c.is_control()).take(MOST_NAME).collect());
    Ok(Otc {
        name: name.unwrap_or_else(|| unnamed(code)),
        from,
        until,
        author: Author::Patient,
        number: None,
        jan: Some(code.clone()),
        ingredients: Vec::new(),
    })
}

/// How a drug is called of which only the code is known.
#[must_use]
pub fn unnamed(code: &str) -> String {
    format!("名前の分からない市販薬（JANコード {code}）")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::import::own_cp932;

    #[test]
    fn the_last_digit_checks_the_others() {
        for (code, good) in [
            ("4900000000016", true),
            ("4901234567894", true),
            ("49123456", true),
            ("4900000000017", false),
            ("4902134567894", false),
            ("490000000001", false),
            ("４９００００００００００１６", false),
            ("", false),
        ] {
            assert_eq!(is_jan(code), good, "{code}");
        }
    }

    #[test]
    fn a_list_is_read_whatever_stands_around_its_codes() {
        let read = |text: &str| read_list(text.as_bytes(), own_cp932);
        let told = |text: &str| -> Vec<String> {
            let all = read(text).expect("a list").expect("readable");
            all.iter()
                .map(|one| {
                    format!("{}|{}|{:?}|{:?}", one.jan.as_deref().unwrap_or_default(), one.name, one.from, one.until)
                })
                .collect()
        };
        assert_eq!(
            told(
                "日付,JANコード,商品名,金額\n2026/10/10,4900000000016,見本風邪薬 24錠,1280\n2026-10-11,4901234567894,,980円\n"
            ),
            [
                "4900000000016|見本風邪薬 24錠|Some(2026-10-10)|None",
                "4901234567894|名前の分からない市販薬（JANコード 4901234567894）|Some(2026-10-11)|None"
            ]
        );
        assert_eq!(
            told("4900000000016"),
            ["4900000000016|名前の分からない市販薬（JANコード 4900000000016）|None|None"]
        );
        assert_eq!(
            told("\"見本目薬\"\t49123456\t20261013\t20261001"),
            ["49123456|見本目薬|Some(2026-10-01)|Some(2026-10-13)"]
        );
        assert_eq!(read("日付,金額\n2025/1/1,100\n"), None);
        assert_eq!(read("20261010,20261011\n"), None, "days are no codes");
        assert_eq!(read(""), None);
        assert_eq!(
            read("4900000000016\n4900000000017,見本\n"),
            Some(Err(JanRefusal::Mistyped { line: 2, code: "4900000000017".into() }))
        );
        assert_eq!(read("4900000000016\n見本,100\n"), Some(Err(JanRefusal::NoCode(2))));
        assert_eq!(read(&"4900000000016\n".repeat(MOST_LINES + 1)), Some(Err(JanRefusal::TooMany)));
    }
}
