//! What to say first about a visit: up to three sentences, counts, and the insurer's own classification as recorded.
//!
//! Says what stands out and what changed by comparing numbers; never what it means for health.

use super::answers::{answer_words, item_name};
use super::items::{Item, all_items, item_of_code};
use super::trend::{Point, Trend, Way, way};
use super::verdict::{MEAL_CODE, Side, Verdict};
use super::{Measurement, Value, Visit};
use crate::domain::person::Sex;

/// A sentence around one value, so that a page can set the value in bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Item it speaks of, for a link.
    pub item: Option<&'static Item>,
    /// Text before the value.
    pub before: String,
    /// The value; may be empty.
    pub value: String,
    /// Text after the value.
    pub after: String,
}

impl Sentence {
    /// The whole sentence.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}{}", self.before, self.value, self.after)
    }
}

/// What the newest visit says.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Up to three sentences, the most telling first.
    pub sentences: Vec<Sentence>,
    /// Items within the range.
    pub in_range: usize,
    /// Items beyond a limit.
    pub out_of_range: usize,
    /// Items with a value that are not judged.
    pub not_judged: usize,
    /// Items named as 未実施.
    pub not_done: Vec<&'static Item>,
    /// Items named as 測定不可能.
    pub not_measurable: Vec<&'static Item>,
    /// The insurer's メタボリックシンドローム判定, as recorded.
    pub metabolic: Option<String>,
    /// The insurer's 保健指導レベル, as recorded.
    pub guidance_level: Option<String>,
}

/// メタボリックシンドローム判定
const METABOLIC_CODE: &str = "9N501000000000011";
/// 保健指導レベル
const GUIDANCE_CODE: &str = "9N506000000000011";

/// Says what the newest of the visits holds; nothing without a visit.
#[must_use]
pub fn summary(visits: &[Visit], sex: Sex) -> Option<Summary> {
    let newest = visits.iter().max_by_key(|visit| visit.date)?;
    let trends: Vec<Trend> = all_items()
        .iter()
        .map(|item| Trend::of(item, visits, sex))
        .filter(|trend| trend.newest().is_some_and(|point| point.date == newest.date))
        .collect();
    let verdict_of = |trend: &Trend| trend.newest().map(|point| point.verdict.clone());
    let items_with = |wanted: Verdict| {
        trends.iter().filter(|trend| verdict_of(trend) == Some(wanted.clone())).map(|trend| trend.item).collect()
    };
    let in_range = trends.iter().filter(|trend| verdict_of(trend) == Some(Verdict::InRange)).count();
    let out_of_range = trends.iter().filter(|trend| verdict_of(trend).is_some_and(|verdict| verdict.is_out())).count();
    Some(Summary {
        sentences: sentences(&trends, in_range, out_of_range),
        in_range,
        out_of_range,
        not_judged: trends
            .iter()
            .filter(|trend| matches!(verdict_of(trend), Some(Verdict::NotJudged(_) | Verdict::Recorded(_))))
            .count(),
        not_done: items_with(Verdict::NotDone),
        not_measurable: items_with(Verdict::NotMeasurable),
        metabolic: recorded(newest, METABOLIC_CODE),
        guidance_level: recorded(newest, GUIDANCE_CODE),
    })
}

/// The answer recorded under a code, in words.
#[must_use]
pub fn recorded(visit: &Visit, code: &str) -> Option<String> {
    visit.results.iter().find(|result| result.code == code).and_then(|result| value_words(&result.value))
}

/// How telling a newest point is; higher first, nothing for what is not worth a sentence.
fn weight(trend: &Trend) -> Option<u32> {
    let newest = trend.newest()?;
    let base = match newest.verdict {
        Verdict::Referral(_) => 300,
        Verdict::Guidance(_) => 200,
        Verdict::InRange => {
            let came_in = trend.previous().is_some_and(|before| before.verdict.is_out());
            return came_in.then_some(100);
        }
        _ => return None,
    };
    let streak = trend.streak().map_or(0, |streak| u32::try_from(streak.count).unwrap_or(0).min(9));
    let crossed = trend.previous().is_some_and(|before| before.verdict == Verdict::InRange);
    Some(base + streak * 5 + if crossed { 50 } else { 0 })
}

fn sentences(trends: &[Trend], in_range: usize, out_of_range: usize) -> Vec<Sentence> {
    let mut telling: Vec<(u32, &Trend)> =
        trends.iter().filter_map(|trend| weight(trend).map(|weight| (weight, trend))).collect();
    // Stable: equal weights stay in the catalogue's order.
    telling.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    // A good change deserves a place beside what is out of range, but takes none from a value beyond the referral limit.
    let good = telling.iter().find(|(weight, _)| *weight == 100).copied();
    let mut chosen: Vec<&Trend> = telling.iter().take(2).map(|(_, trend)| *trend).collect();
    if let (Some((_, good)), [first, second]) = (good, chosen.as_mut_slice()) {
        let referred = matches!(second.newest().map(|point| &point.verdict), Some(Verdict::Referral(_)));
        if !std::ptr::eq(*first, good) && !referred {
            *second = good;
        }
    }
    let mut said: Vec<Sentence> = chosen.iter().filter_map(|trend| short_sentence(trend)).collect();
    let said_out = chosen.iter().filter(|trend| trend.newest().is_some_and(|point| point.verdict.is_out())).count();
    let said_in = chosen.len() - said_out;
    let (rest_in, rest_out) = (in_range.saturating_sub(said_in), out_of_range - said_out);
    let other = if chosen.is_empty() { "" } else { "ほかの " };
    let rest = match (rest_in, rest_out) {
        (0, 0) => None,
        (inside, 0) => Some(format!("{other}{inside}項目 は基準値の範囲内です。")),
        (0, outside) => Some(format!("ほかに {outside}項目 が基準値から外れています。")),
        (inside, outside) => Some(format!("ほかに {outside}項目 が基準値から外れ、{inside}項目 は範囲内です。")),
    };
    said.extend(rest.map(|text| Sentence { item: None, before: text, value: String::new(), after: String::new() }));
    said
}

/// `最高血圧は 138 で、基準値（130未満）より少し高めです。4年続けて上がっています。`
fn short_sentence(trend: &Trend) -> Option<Sentence> {
    let newest = trend.newest()?;
    let range = newest.range.as_deref()?;
    let after = match (&newest.verdict, trend.previous()) {
        (Verdict::InRange, Some(before)) => {
            let change = match (before.number(), newest.number()) {
                (Some(from), Some(to)) if before.unit == newest.unit => match way(from, to) {
                    Way::Up => "より上がり、",
                    Way::Down => "より下がり、",
                    Way::Same => "と同じで、",
                },
                _ => "から変わり、",
            };
            format!(" で、前回（{}）{change}基準値（{range}）に入りました。", before.text)
        }
        (verdict, _) => {
            let streak = trend.streak().map(|streak| streak.sentence()).unwrap_or_default();
            format!(" で、基準値（{range}）より{}です。{streak}", verdict.word())
        }
    };
    Some(Sentence {
        item: Some(trend.item),
        before: format!("{}は ", topic(trend.item)),
        value: newest.text.clone(),
        after,
    })
}

/// The name as a topic; one that ends in a Latin letter or digit stands off from the kana that follow.
fn topic(item: &Item) -> String {
    let latin = item.name.ends_with(|c: char| c.is_ascii_alphanumeric());
    if latin { format!("{} ", item.name) } else { item.name.to_owned() }
}

/// The item page's sentence about the newest value, with the last one:
/// `最高血圧は 138 mmHg で、基準値（130未満）より少し高めです。前回（2025年5月）は 136 でした。`
#[must_use]
pub fn item_sentence(trend: &Trend) -> Option<Sentence> {
    let newest = trend.newest()?;
    let unit = if newest.unit.is_empty() { String::new() } else { format!(" {}", newest.unit) };
    let name = topic(trend.item);
    let range = newest.range.as_deref().unwrap_or_default();
    let last = trend.previous().map(|before| last_time(before, newest)).unwrap_or_default();
    let (before, value, after) = match &newest.verdict {
        Verdict::InRange => {
            (format!("{name}は "), newest.text.clone(), format!("{unit} で、基準値（{range}）の範囲内です。"))
        }
        Verdict::Guidance(_) | Verdict::Referral(_) => (
            format!("{name}は "),
            newest.text.clone(),
            format!("{unit} で、基準値（{range}）より{}です。", newest.verdict.word()),
        ),
        Verdict::NotJudged(reason) => {
            (format!("{name}は "), newest.text.clone(), format!("{unit} です。{}", reason.sentence()))
        }
        Verdict::Recorded(text) => (format!("{name}の記録は「"), text.clone(), "」です。".to_owned()),
        Verdict::NotDone => (
            format!("{name}は、{}の健診では行われませんでした（未実施）。", newest.month_words()),
            String::new(),
            String::new(),
        ),
        Verdict::NotMeasurable => (
            format!("{name}は、{}の健診では測定できませんでした。", newest.month_words()),
            String::new(),
            String::new(),
        ),
    };
    Some(Sentence { item: Some(trend.item), before, value, after: after + &last })
}

fn last_time(before: &Point, newest: &Point) -> String {
    let unit =
        if before.unit == newest.unit || before.unit.is_empty() { String::new() } else { format!(" {}", before.unit) };
    format!("前回（{}）は {}{unit} でした。", before.month_words(), before.text)
}

/// What a referral verdict means, for the page: no more than what the program says.
#[must_use]
pub const fn verdict_note(verdict: &Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Guidance(Side::High | Side::Low) => Some(
            "基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。",
        ),
        Verdict::Referral(Side::High | Side::Low) => Some(
            "医療機関への受診をすすめるめやすの値です。すぐに病気とは限りません。健診の結果の紙にある医師の判定を確かめ、かかりつけの医師に相談してください。",
        ),
        _ => None,
    }
}

/// A result outside the catalogue: questionnaire, findings, other tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherResult {
    /// Name by the published list, else as delivered.
    pub name: String,
    /// Value in words with its unit.
    pub value: String,
}

/// Everything of a visit that no item of the catalogue shows, in delivered order; nothing is hidden.
#[must_use]
pub fn other_results(visit: &Visit) -> Vec<OtherResult> {
    let classified = [METABOLIC_CODE, GUIDANCE_CODE, MEAL_CODE];
    visit
        .results
        .iter()
        .filter(|result| item_of_code(&result.code).is_none() && !classified.contains(&result.code.as_str()))
        .map(|result| OtherResult { name: name_words(result), value: value_words(&result.value).unwrap_or_default() })
        .collect()
}

fn name_words(result: &Measurement) -> String {
    match item_name(&result.code) {
        Some(name) => name.to_owned(),
        None if result.name.trim().is_empty() => result.code.clone(),
        None => result.name.clone(),
    }
}

/// A value in words with its unit.
#[must_use]
pub fn value_words(value: &Value) -> Option<String> {
    Some(match value {
        Value::Quantity { text, unit, bound, .. } => {
            let side = match bound {
                None => "",
                Some(super::Bound::AtMost) => "以下",
                Some(super::Bound::AtLeast) => "以上",
            };
            format!("{text}{side} {}", super::units::shown_unit(unit)).trim_end().to_owned()
        }
        Value::Coded { code, oid, meaning } => answer_words(oid, code, meaning),
        Value::Text(text) => text.clone(),
        Value::NotDone => "未実施".to_owned(),
        Value::NotMeasurable => "測定できず".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::items::item_by_slug;
    use super::super::sample::{HBA1C, SBP, coded, number, result, visit};
    use super::*;

    fn texts(visits: &[Visit]) -> Vec<String> {
        summary(visits, Sex::Male).expect("a visit").sentences.iter().map(Sentence::text).collect()
    }

    fn may(year: i32, results: Vec<Measurement>) -> Visit {
        visit(&format!("{year}-05-14"), results)
    }

    #[test]
    fn says_what_stands_out_and_what_came_back_into_range() {
        let visits: Vec<Visit> = [
            (2022, "125", "5.4"),
            (2023, "128", "5.5"),
            (2024, "131", "5.6"),
            (2025, "136", "5.7"),
            (2026, "138", "5.5"),
        ]
        .map(|(year, sbp, hba1c)| {
            may(
                year,
                vec![
                    number(SBP, sbp, "mm[Hg]"),
                    number(HBA1C, hba1c, "%"),
                    number("3B035000002327201", "20", "U/L"),
                    number("9N001000000000001", "170.0", "cm"),
                ],
            )
        })
        .into();
        assert_eq!(
            texts(&visits),
            [
                "最高血圧は 138 で、基準値（130未満）より少し高めです。4年続けて上がっています。",
                "HbA1c は 5.5 で、前回（5.7）より下がり、基準値（5.6未満）に入りました。",
                "ほかの 1項目 は基準値の範囲内です。",
            ]
        );
        let summary = summary(&visits, Sex::Male).expect("a visit");
        assert_eq!((summary.in_range, summary.out_of_range, summary.not_judged), (2, 1, 1));
    }

    #[test]
    fn never_more_than_three_sentences_and_the_rest_is_counted() {
        let visits = [may(
            2026,
            vec![
                number(SBP, "150", "mm[Hg]"),
                number("9A765000000000001", "95", "mm[Hg]"),
                number(HBA1C, "7.0", "%"),
                number("3F070000002327101", "35", "mg/dL"),
                number("3B035000002327201", "20", "U/L"),
            ],
        )];
        assert_eq!(
            texts(&visits),
            [
                "最高血圧は 150 で、基準値（130未満）より高めです。",
                "最低血圧は 95 で、基準値（85未満）より高めです。",
                "ほかに 2項目 が基準値から外れ、1項目 は範囲内です。"
            ]
        );
    }

    #[test]
    fn a_good_change_never_hides_a_referral_and_is_told_once() {
        let tg = "3F015000002327101";
        let ldl = "3F077000002327101";
        let all = |year, a1c: &str, tg_text: &str, ldl_text: &str| {
            may(
                year,
                vec![
                    number(HBA1C, a1c, "%"),
                    number(tg, tg_text, "mg/dL"),
                    number(ldl, ldl_text, "mg/dL"),
                    number(SBP, "150", "mm[Hg]"),
                ],
            )
        };
        let said = texts(&[all(2025, "5.7", "100", "150"), all(2026, "5.5", "100", "150")]);
        assert!(said[0].starts_with("最高血圧") && said[1].starts_with("LDL"), "{said:?}");
        let said = texts(&[
            may(2025, vec![number(HBA1C, "5.7", "%"), number(tg, "160", "mg/dL")]),
            may(2026, vec![number(HBA1C, "5.5", "%"), number(tg, "140", "mg/dL")]),
        ]);
        assert_eq!(
            said,
            [
                "HbA1c は 5.5 で、前回（5.7）より下がり、基準値（5.6未満）に入りました。",
                "中性脂肪は 140 で、前回（160）より下がり、基準値（150未満）に入りました。"
            ]
        );
    }

    #[test]
    fn all_well_is_one_sentence_and_nothing_is_no_summary() {
        assert_eq!(
            texts(&[may(2026, vec![number(SBP, "120", "mm[Hg]"), number(HBA1C, "5.0", "%")])]),
            ["2項目 は基準値の範囲内です。"]
        );
        assert_eq!(texts(&[may(2026, vec![number("9N001000000000001", "170.0", "cm")])]), Vec::<String>::new());
        assert_eq!(summary(&[], Sex::Male), None);
    }

    #[test]
    fn classification_stands_as_the_insurer_recorded_it() {
        let visits = [may(
            2026,
            vec![
                coded(METABOLIC_CODE, "1008", "2"),
                coded(GUIDANCE_CODE, "3001", "1"),
                result(SBP, Value::NotDone),
                result(HBA1C, Value::NotMeasurable),
            ],
        )];
        let summary = summary(&visits, Sex::Male).expect("a visit");
        assert_eq!(
            (summary.metabolic.as_deref(), summary.guidance_level.as_deref()),
            (Some("予備群該当"), Some("積極的支援"))
        );
        assert_eq!(summary.not_done.iter().map(|item| item.slug).collect::<Vec<_>>(), ["sbp"]);
        assert_eq!(summary.not_measurable.iter().map(|item| item.slug).collect::<Vec<_>>(), ["hba1c"]);
    }

    #[test]
    fn the_item_page_says_now_and_last_time() {
        let sentence = |slug: &str, visits: &[Visit]| {
            item_sentence(&Trend::of(item_by_slug(slug).expect("an item"), visits, Sex::Male))
                .map(|sentence| sentence.text())
        };
        let visits = [
            may(2025, vec![number(SBP, "136", "mm[Hg]"), coded("9A110160700000011", "2002", "2")]),
            may(2026, vec![number(SBP, "138", "mm[Hg]"), coded("9A110160700000011", "2002", "1")]),
        ];
        assert_eq!(
            sentence("sbp", &visits).as_deref(),
            Some("最高血圧は 138 mmHg で、基準値（130未満）より少し高めです。前回（2025年5月）は 136 でした。")
        );
        assert_eq!(
            sentence("ecg", &visits).as_deref(),
            Some("心電図の記録は「所見あり」です。前回（2025年5月）は 所見なし でした。")
        );
        assert_eq!(sentence("hba1c", &visits), None);
        let missing = [may(2025, vec![number(SBP, "136", "mm[Hg]")]), may(2026, vec![result(SBP, Value::NotDone)])];
        assert_eq!(
            sentence("sbp", &missing).as_deref(),
            Some("最高血圧は、2026年5月の健診では行われませんでした（未実施）。前回（2025年5月）は 136 mmHg でした。")
        );
        let waist = [may(2026, vec![number("9N016160100000001", "84.5", "cm")])];
        assert_eq!(
            sentence("waist", &waist).as_deref(),
            Some("おなか周りは 84.5 cm です。この項目には、特定健診の判定のための値がありません。")
        );
    }

    #[test]
    fn nothing_delivered_is_hidden() {
        let mut unknown = number("9X999000000000001", "1.5", "mm[Hg]");
        unknown.name = "届いた名前".into();
        let visit = may(
            2026,
            vec![
                coded("9N736000000000011", "24060", "3"),
                unknown,
                number(SBP, "120", "mm[Hg]"),
                result("9N511000000000049", Value::Text("異常なし".into())),
            ],
        );
        let shown: Vec<_> = other_results(&visit).into_iter().map(|other| (other.name, other.value)).collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            shown,
            [pair("喫煙", "いいえ"), pair("届いた名前", "1.5 mmHg"), pair("医師の診断(判定)", "異常なし")]
        );
    }
}
