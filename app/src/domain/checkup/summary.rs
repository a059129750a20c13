//! What to say first about a visit: up to three sentences, counts, and the insurer's own classification as recorded.
//!
//! Says what stands out and what changed by comparing numbers; never what it means for health.

use super::answers::answer_words;
use super::guidance::RECORDED as GUIDANCE_CODE;
use super::items::{Item, all_items};
use super::metabolic::RECORDED as METABOLIC_CODE;
use super::trend::{Point, Trend, Way, way};
use super::verdict::{Side, Verdict};
use super::{Value, Visit};
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
        sentences: sentences(&trends, in_range),
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
        Verdict::Urgent(_) => 400,
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

fn sentences(trends: &[Trend], in_range: usize) -> Vec<Sentence> {
    let mut telling: Vec<(u32, &Trend)> =
        trends.iter().filter_map(|trend| weight(trend).map(|weight| (weight, trend))).collect();
    // Stable: equal weights stay in the catalogue's order.
    telling.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let (out, back_in): (Vec<&Trend>, Vec<&Trend>) =
        telling.into_iter().map(|(_, trend)| trend).partition(|trend| is_out(trend));
    let mut chosen: Vec<&Trend> = out.iter().take(2).copied().collect();
    chosen.extend(back_in.iter().take(if chosen.is_empty() { 2 } else { 1 }));
    let unsaid: Vec<&str> = out.iter().skip(2).map(|trend| trend.item.name).collect();
    let said_in = chosen.iter().filter(|trend| !is_out(trend)).count();
    let mut said: Vec<Sentence> = chosen.iter().filter_map(|trend| short_sentence(trend)).collect();
    if let Some(rest) = rest(&unsaid, in_range.saturating_sub(said_in), chosen.is_empty()) {
        match said.get_mut(2) {
            Some(third) => third.after.push_str(&rest),
            None => said.push(Sentence { item: None, before: rest, value: String::new(), after: String::new() }),
        }
    }
    said
}

fn is_out(trend: &Trend) -> bool {
    trend.newest().is_some_and(|point| point.verdict.is_out())
}

/// What was not said item by item: the other items out of range, by name while they are few, and how many are well.
fn rest(outside: &[&str], inside: usize, alone: bool) -> Option<String> {
    let named = match outside.len() {
        0 => None,
        1..=3 => Some(format!("ほかに {} が", outside.join("、"))),
        count => Some(format!("ほかに {count}項目 が")),
    };
    let other = if alone { "" } else { "ほかの " };
    match (named, inside) {
        (None, 0) => None,
        (None, inside) => Some(format!("{other}{inside}項目 は基準値の範囲内です。")),
        (Some(named), 0) => Some(format!("{named}基準値から外れています。")),
        (Some(named), inside) => Some(format!("{named}基準値から外れ、{inside}項目 は範囲内です。")),
    }
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
            format!(" で、前回（{}）{change}基準値{}に入りました。", before.text, bracketed(newest, range))
        }
        _ => {
            let streak = trend.streak().map(|streak| streak.sentence()).unwrap_or_default();
            format!(" で、{}{streak}", beyond(newest, range))
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
            let inside = format!("{unit} で、基準値{}の範囲内です。", bracketed(newest, range));
            (format!("{name}は "), newest.text.clone(), inside)
        }
        Verdict::Guidance(_) | Verdict::Referral(_) | Verdict::Urgent(_) => {
            (format!("{name}は "), newest.text.clone(), format!("{unit} で、{}", beyond(newest, range)))
        }
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

/// `（130未満）`; an answer, which has brackets of its own, in quotes: `「陰性（－）」`.
fn bracketed(point: &Point, range: &str) -> String {
    if point.unit.is_empty() { format!("「{range}」") } else { format!("（{range}）") }
}

/// `基準値（130未満）より少し高めです。`, or for an answer `基準値「陰性（－）」の範囲の外です。`
fn beyond(point: &Point, range: &str) -> String {
    let joint = if point.unit.is_empty() { "の" } else { "より" };
    format!("基準値{}{joint}{}です。", bracketed(point, range), point.verdict_word())
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
        Verdict::Urgent(Side::High | Side::Low) => Some(
            "この血圧では、すぐに医療機関を受診するようすすめられています。すぐに病気とは限りませんが、先にのばさず、かかりつけの医師に相談してください。",
        ),
        _ => None,
    }
}

/// A value in words with its unit; nothing for a value without any word.
#[must_use]
pub fn value_words(value: &Value) -> Option<String> {
    let words = match value {
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
    };
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod tests;
