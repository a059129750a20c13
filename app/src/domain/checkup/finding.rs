//! Answers by which a record itself says that something was found. No judgement of ours: the published list of each answer
//! has one that says 所見なし, 網膜症なし or grade 0, and what stands beyond it is a finding.

use super::items::item_of_code;
use super::report::name_of;
use super::summary::value_words;
use super::{Measurement, Value, Visit};

/// Lists (last arc under 1.2.392.200119.6) and the answers of each that say that there is a finding. 2002 所見の有無 (3 and 4
/// speak of the picture), 2110 Keith-Wagener, 2111 and 2112 Scheie, 2113 SCOTT (names stages only), 18080 Wong-Mitchell,
/// 18090 Davis. Source: 特定健診 電子的標準様式 第4期, code lists (検査結果コード).
const FINDINGS: [(&str, std::ops::RangeInclusive<u8>); 7] = [
    ("2002", 1..=1),
    ("2110", 2..=6),
    ("2111", 2..=5),
    ("2112", 2..=5),
    ("2113", 1..=9),
    ("18080", 2..=4),
    ("18090", 2..=4),
];

/// The list of which the answer says no more than that there is one.
const BARE: &str = "2002";

/// As many are named; a visit has a handful.
const MOST_NAMED: usize = 12;

/// The list and whether its answer says that there is a finding.
fn list_of<'v>(oid: &'v str, code: &str) -> Option<&'v str> {
    let list = oid.trim().trim_start_matches("urn:oid:").strip_prefix("1.2.392.200119.6.")?;
    let answer: u8 = code.parse().ok()?;
    FINDINGS.iter().any(|(known, answers)| *known == list && answers.contains(&answer)).then_some(list)
}

/// The finding that a result holds, by the name of its item: `心電図`; of a graded answer with its scale and grade:
/// `眼底（改変Davis分類 増殖網膜症）`.
fn finding(result: &Measurement) -> Option<String> {
    let Value::Coded { code, oid, .. } = &result.value else { return None };
    let list = list_of(oid, code)?;
    let known = item_of_code(&result.code);
    let name = known.map_or_else(|| name_of(result), |(item, _)| item.name.to_owned());
    if list == BARE {
        return Some(name);
    }
    let scale = known.map(|(_, variant)| variant.method).filter(|scale| !scale.is_empty());
    let grade: Vec<String> = scale.map(str::to_owned).into_iter().chain(value_words(&result.value)).collect();
    Some(format!("{name}（{}）", grade.join(" ")))
}

/// What the visits of a day recorded as findings, each once, in delivered order. Every answer counts, also where a day has
/// several of one item: the mildest scale must not hide the others.
pub(super) fn findings<'v>(visits: impl Iterator<Item = &'v Visit>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in visits.flat_map(|visit| &visit.results).filter_map(finding) {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    if found.len() > MOST_NAMED {
        let more = found.split_off(MOST_NAMED).len();
        found.push(format!("ほか {more}項目"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::checkup::sample::{SBP, coded, number, visit};

    #[test]
    fn a_graded_answer_beyond_none_is_a_finding_and_one_that_says_none_is_not() {
        for (code, list, answer, wanted) in [
            ("9A110160700000011", "2002", "1", Some("心電図")),
            ("9A110160700000011", "2002", "2", None),
            ("9A110160700000011", "2002", "3", None),
            ("9E100166600000011", "18080", "1", None),
            ("9E100166600000011", "18080", "4", Some("眼底（Wong-Mitchell分類 重度）")),
            ("9E100166500000011", "18090", "1", None),
            ("9E100166500000011", "18090", "4", Some("眼底（改変Davis分類 増殖網膜症）")),
            ("9E100166000000011", "2110", "1", None),
            ("9E100166000000011", "2110", "6", Some("眼底（キースワグナー分類 Ⅳ）")),
            ("9E100166100000011", "2111", "1", None),
            ("9E100166200000011", "2112", "2", Some("眼底（シェイエ分類（S） 1）")),
            ("9E100166300000011", "2113", "1", Some("眼底（SCOTT分類 Ⅰ(a)）")),
            ("9E100166000000011", "2110", "7", None),
            // The list decides what a code means.
            ("9E100166000000011", "2003", "2", None),
        ] {
            let of_day = [visit("2026-05-14", vec![number(SBP, "120", "mm[Hg]"), coded(code, list, answer)])];
            assert_eq!(findings(of_day.iter()), wanted.into_iter().collect::<Vec<_>>(), "{code} {list} {answer}");
        }
    }

    #[test]
    fn every_scale_of_one_item_is_named_and_none_twice() {
        let mut results: Vec<Measurement> = [("9E100166600000011", "18080", "1"), ("9E100166500000011", "18090", "3")]
            .into_iter()
            .map(|(code, list, answer)| coded(code, list, answer))
            .collect();
        let of_day = [visit("2026-05-14", results.clone()), visit("2026-05-14", results.clone())];
        assert_eq!(findings(of_day.iter()), ["眼底（改変Davis分類 増殖前網膜症）"]);
        let many = |place| Measurement { name: format!("検査{place}"), ..coded("9Z000000000000011", "2002", "1") };
        results.extend((0..20).map(many));
        let found = findings([visit("2026-05-14", results)].iter());
        assert_eq!((found.len(), found.last().map(String::as_str)), (MOST_NAMED + 1, Some("ほか 9項目")));
    }
}
