//! Names of coded answers and of items outside the catalogue, from the published code lists.
//!
//! The list (OID) on the value decides what a code means, never the date: in 喫煙 code 2 is いいえ by list 2003 (第3期)
//! and 以前は吸っていた by list 24060 (第4期).

/// Rows `list, code, meaning`; the list is the last arc under 1.2.392.200119.6. The lists of the fourth period, and 2005, 2006 of the third.
const CHOICES: &str = include_str!("choices.tsv");

/// Rows `code, name` of all items of the fourth period, and 保健指導の希望 of the third.
const NAMES: &str = include_str!("names.tsv");

/// Arc all lists share.
const ARC: &str = "1.2.392.200119.6.";

/// Meaning of an answer by its list, if the published lists know it.
#[must_use]
pub fn answer(oid: &str, code: &str) -> Option<&'static str> {
    let list = oid.trim().trim_start_matches("urn:oid:").strip_prefix(ARC)?;
    CHOICES.lines().find_map(|line| {
        let mut fields = line.splitn(3, '\t');
        (fields.next() == Some(list) && fields.next() == Some(code)).then(|| fields.next()).flatten()
    })
}

/// Meaning of an answer in words: by its list, else as delivered, else the bare code.
#[must_use]
pub fn answer_words(oid: &str, code: &str, delivered: &str) -> String {
    match answer(oid, code) {
        Some(meaning) => meaning.to_owned(),
        None if !delivered.trim().is_empty() => delivered.to_owned(),
        None => format!("コード {code}（意味の記録なし）"),
    }
}

/// Name of an item by its 17-digit code, if the published list knows it.
#[must_use]
pub fn item_name(code: &str) -> Option<&'static str> {
    NAMES.lines().find_map(|line| line.split_once('\t').filter(|(known, _)| *known == code).map(|(_, name)| name))
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

/// The sign of a urine level.
#[must_use]
pub fn urine_level(level: f64) -> &'static str {
    match level as i64 {
        ..=1 => "−",
        2 => "±",
        3 => "＋",
        4 => "＋＋",
        _ => "＋＋＋",
    }
}
