//! The sentence of an item's page about its newest value, and the words that it shares with the sentences about a visit.

use super::Sentence;
use crate::domain::checkup::subject::Subject;
use crate::domain::checkup::trend::{OTHER_YARDSTICK, Point, PointValue, Trend, when_words};
use crate::domain::checkup::verdict::{Basis, Side, Verdict};

/// What stands between a value and what is said of it: that it is computed; else a blank, but for a bound, which ends in
/// kanji.
pub(super) fn gap(point: &Point) -> String {
    let bound = matches!(point.value, PointValue::Number { bound: Some(_), .. } | PointValue::Beyond(_));
    if point.computed || bound { point.computed_words() } else { " ".to_owned() }
}

/// The name as a topic; one that ends in a Latin letter or digit stands off from the kana that follow.
pub(super) fn topic(name: &str) -> String {
    let latin = name.ends_with(|c: char| c.is_ascii_alphanumeric());
    if latin { format!("{name} ") } else { name.to_owned() }
}

/// The item page's sentence about the newest value, with the last one:
/// `最高血圧は 138 mmHg で、基準値（130未満）より少し高めです。前回（2025年5月）は 136 でした。`
#[must_use]
pub fn item_sentence<S: Subject>(trend: &Trend<S>) -> Option<Sentence> {
    let newest = trend.newest()?;
    let (value, unit) = newest.value_and_unit();
    let unit = unit + &gap(newest);
    let name = topic(trend.item.name());
    let last = trend.previous().map(|before| last_time(before, newest)).unwrap_or_default();
    let (before, value, after) = match &newest.verdict {
        Verdict::InRange => {
            let standard = standard(newest);
            let inside = match newest.advised(trend.item.item()) {
                Some(limit) => format!("{unit}で、{standard}の範囲内ですが、{}", advised_words(&limit)),
                None => format!("{unit}で、{standard}の範囲内です。"),
            };
            (format!("{name}は "), value, inside)
        }
        Verdict::Guidance(_) | Verdict::Referral(_) | Verdict::Urgent(_) | Verdict::Outside(_) => {
            (format!("{name}は "), value, format!("{unit}で、{}", beyond(newest)))
        }
        Verdict::NotJudged(reason) => {
            let said = match newest.advised(trend.item.item()) {
                Some(limit) => format!("{unit}で、{}{}", advised_words(&limit), reason.sentence()),
                None => format!("{unit}です。{}", reason.sentence()),
            };
            (format!("{name}は "), value, said)
        }
        Verdict::Recorded(text) => {
            let scale = newest.scale().map(|scale| format!("（{scale}）")).unwrap_or_default();
            (format!("{name}{scale}の記録は「"), text.clone(), "」です。".to_owned())
        }
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
    Some(Sentence { about: None, before, value, after: after + &last })
}

/// `特定健診で受診をすすめる値（6.5以上）にあたります。`
pub(super) fn advised_words(limit: &str) -> String {
    format!("特定健診で受診をすすめる値（{limit}）にあたります。医師に確かめてください。")
}

/// What a value was held against: `基準値（130未満）`; an answer's, which has brackets of its own, in quotes:
/// `基準値「陰性（－）」`. The report's own range says that it is that: `この健診の基準値（3.6〜7.0）`.
pub(super) fn standard(point: &Point) -> String {
    let own = if point.basis == Some(Basis::Report) { "この健診の" } else { "" };
    match &point.range {
        Some(range) if point.is_answer() => format!("{own}基準値「{range}」"),
        Some(range) => format!("{own}基準値（{range}）"),
        None => format!("{own}基準値"),
    }
}

/// `基準値（130未満）より少し高めです。`, or for an answer `基準値「陰性（－）」の範囲の外です。`
pub(super) fn beyond(point: &Point) -> String {
    let standard = standard(point);
    match point.verdict {
        _ if point.is_answer() => format!("{standard}の範囲の外です。"),
        Verdict::Outside(Side::High) => format!("{standard}より高い値です。"),
        Verdict::Outside(Side::Low) => format!("{standard}より低い値です。"),
        _ => format!("{standard}より{}です。", point.verdict_word()),
    }
}

fn last_time(before: &Point, newest: &Point) -> String {
    let value = if before.unit == newest.unit { before.text.clone() } else { before.amount() };
    let told = before.verdict.is_told() && newest.verdict.is_told();
    let other = if told && !before.same_kind(newest) { format!("{OTHER_YARDSTICK}。") } else { String::new() };
    format!("前回（{}）は {value}{}でした。{other}", when_words(before.date, [newest.date]), gap(before))
}
