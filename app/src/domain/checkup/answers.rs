//! Names of coded answers and of items outside the catalogue, from the published code lists.
//!
//! The list (OID) on the value decides what a code means, never the date: in 喫煙 code 2 is いいえ by list 2003 (第3期)
//! and 以前は吸っていた by list 24060 (第4期).

use std::collections::HashMap;
use std::sync::LazyLock;

/// Rows `list, code, meaning`; the list is the last arc under 1.2.392.200119.6. The lists of the fourth period, and 2005, 2006 of the third.
const CHOICES: &str = include_str!("choices.tsv");

/// Rows `code, name` of all items of the fourth period, and of what came before: 保健指導の希望 of the third, HbA1c by JDS.
const NAMES: &str = include_str!("names.tsv");

/// [`CHOICES`] by list and code. A page asks hundreds of times, so the rows are read once.
static MEANINGS: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        line.split_once('\t')
            .and_then(|(list, rest)| rest.split_once('\t').map(|(code, meaning)| ((list, code), meaning)))
    };
    CHOICES.lines().filter_map(row).collect()
});

/// [`NAMES`] by code.
static ITEM_NAMES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| NAMES.lines().filter_map(|line| line.split_once('\t')).collect());

/// Arc all lists share.
const ARC: &str = "1.2.392.200119.6.";

/// Meaning of an answer by its list, if the published lists know it.
#[must_use]
pub fn answer(oid: &str, code: &str) -> Option<&'static str> {
    let list = oid.trim().trim_start_matches("urn:oid:").strip_prefix(ARC)?;
    MEANINGS.get(&(list, code)).copied()
}

/// Meaning of an answer in words: by its list, else as delivered, else the bare code. A urine answer is a bare sign in the
/// list; people are told what the sign says.
#[must_use]
pub fn answer_words(oid: &str, code: &str, delivered: &str) -> String {
    if let Some(level) = urine_code(oid, code) {
        return urine_level(f64::from(level)).to_owned();
    }
    match answer(oid, code) {
        Some(meaning) => meaning.to_owned(),
        None if !delivered.trim().is_empty() => delivered.to_owned(),
        None => format!("コード {code}（意味の記録なし）"),
    }
}

/// Name of an item by its 17-digit code, if the published list knows it.
#[must_use]
pub fn item_name(code: &str) -> Option<&'static str> {
    ITEM_NAMES.get(code).copied()
}

/// Every code the published list names.
#[cfg(test)]
pub(super) fn all_item_codes() -> Vec<&'static str> {
    let mut codes: Vec<_> = ITEM_NAMES.keys().copied().collect();
    codes.sort_unstable();
    codes
}

/// 尿定性検査結果コード
const URINE_LIST: &str = "1.2.392.200119.6.2102";

/// Level 1 (−) to 5 (＋＋＋) of a urine answer.
#[must_use]
pub fn urine_code(oid: &str, code: &str) -> Option<u8> {
    if oid.trim_start_matches("urn:oid:") != URINE_LIST {
        return None;
    }
    code.parse().ok().filter(|level| (1..=5).contains(level))
}

/// A urine level in words, with its sign.
#[must_use]
pub fn urine_level(level: f64) -> &'static str {
    match level as i64 {
        ..=1 => "陰性（－）",
        2 => "疑陽性（±）",
        3 => "陽性（＋）",
        4 => "陽性（＋＋）",
        _ => "陽性（＋＋＋）",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_decides_what_a_code_means() {
        for (oid, code, meaning) in [
            ("1.2.392.200119.6.2003", "2", Some("いいえ")),
            ("1.2.392.200119.6.24060", "2", Some("以前は吸っていたが、最近1ヶ月間は吸っていない")),
            ("urn:oid:1.2.392.200119.6.2102", "3", Some("＋")),
            ("1.2.392.200119.6.2005", "3", Some("ほとんど飲まない(飲めない)")),
            ("1.2.392.200119.6.24040", "3", Some("週3～4日")),
            ("1.2.392.200119.6.2003", "9", None),
            ("1.2.392.200119.6.200", "2", None),
            ("", "1", None),
        ] {
            assert_eq!(answer(oid, code), meaning, "{oid} {code}");
        }
    }

    #[test]
    fn an_unknown_answer_shows_what_was_delivered() {
        assert_eq!(answer_words("9.9", "7", "届いた意味"), "届いた意味");
        assert_eq!(answer_words("9.9", "7", " "), "コード 7（意味の記録なし）");
        assert_eq!(answer_words("1.2.392.200119.6.2003", "1", "ちがう意味"), "はい");
    }

    #[test]
    fn the_tables_are_whole() {
        for line in CHOICES.lines() {
            let fields: Vec<_> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|field| !field.is_empty()), "{line}");
        }
        for line in NAMES.lines() {
            assert!(line.split_once('\t').is_some_and(|(code, name)| code.len() == 17 && !name.is_empty()), "{line}");
        }
        assert_eq!(item_name("9N736000000000011"), Some("喫煙"));
    }
}
