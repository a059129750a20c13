//! What to say first about a visit: up to three sentences, counts, and the insurer's own classification as recorded.
//!
//! Says what stands out and what changed by comparing numbers; never what it means for health.

mod earlier;
mod item;

pub use earlier::outside_before;
pub use item::item_sentence;

use super::answers::answer_words;
use super::finding::findings;
use super::guidance::RECORDED as GUIDANCE_CODE;
use super::items::Item;
use super::metabolic::RECORDED as METABOLIC_CODE;
use super::subject::Subject;
use super::trend::{Point, Streak, Trend, Way, way};
use super::trends::Trends;
use super::verdict::{Basis, Verdict};
use super::{Measurement, Source, Value, Visit};
use crate::domain::person::Person;
use item::{advised_words, beyond, gap, standard, topic};

/// A sentence around one value, so that a page can set the value in bold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Item it speaks of: its name as the sentence has it, and the address of its page.
    pub about: Option<(String, String)>,
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
    /// Names of all for which the published limits advise a visit to a doctor, the catalogue's order; of earlier visits, for what
    /// the newest does not name, with the month.
    pub referral: Vec<String>,
    /// Names of all for which they advise one at once; not among the others.
    pub urgent: Vec<String>,
    /// Names of all whose record says that there was a finding: 所見あり, or a grade beyond none, with it.
    pub findings: Vec<String>,
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
    /// What earlier visits found outside of items that the newest does not name, in a sentence: a small visit says little.
    pub earlier: Option<String>,
    /// Whether any verdict comes from the report's own range.
    pub by_report: bool,
    /// The insurer's メタボリックシンドローム判定, as recorded.
    pub metabolic: Option<String>,
    /// The insurer's 保健指導レベル, as recorded.
    pub guidance_level: Option<String>,
}

/// The newest visit; of several of one day the one that the insurer recorded.
#[must_use]
pub fn newest_of(visits: &[Visit]) -> Option<&Visit> {
    visits.iter().min_by(|one, other| other.date.cmp(&one.date).then_with(|| one.sources.cmp(&other.sources)))
}

/// Says what the newest of the visits holds; nothing without a visit.
#[must_use]
pub fn summary(visits: &[Visit], person: &Person) -> Option<Summary> {
    summary_of(visits, &Trends::of(visits, person))
}

/// The same, where the series of the visits are there already.
#[must_use]
pub fn summary_of(visits: &[Visit], trends: &Trends) -> Option<Summary> {
    let newest = newest_of(visits)?;
    let known = trends.items.iter().filter(|trend| is_of(trend, newest));
    let told: Vec<Told<'_>> = known
        .clone()
        .map(Told::of)
        .chain(trends.others.iter().filter(|trend| is_of(*trend, newest)).map(Told::of))
        .collect();
    let points = || told.iter().map(|told| told.newest);
    let items_with = |wanted: Verdict| {
        known
            .clone()
            .filter(|trend| trend.newest().is_some_and(|point| point.verdict == wanted))
            .map(|trend| trend.item)
            .collect()
    };
    let names = |wanted: &dyn Fn(&Told<'_>) -> bool| {
        told.iter().filter(|told| wanted(told)).map(|told| told.name.to_owned()).collect::<Vec<_>>().into_iter()
    };
    let in_range = points().filter(|point| point.verdict == Verdict::InRange).count();
    Some(Summary {
        sentences: sentences(&told, in_range),
        referral: names(&|told| (is_grave(told) && !is_urgent(told)) || told.advised().is_some())
            .chain(earlier::advised(trends, newest.date, false))
            .collect(),
        urgent: names(&is_urgent).chain(earlier::advised(trends, newest.date, true)).collect(),
        findings: findings(visits.iter().filter(|visit| visit.date == newest.date)),
        in_range,
        out_of_range: points().filter(|point| point.verdict.is_out()).count(),
        not_judged: points()
            .filter(|point| matches!(point.verdict, Verdict::NotJudged(_) | Verdict::Recorded(_)))
            .count(),
        not_done: items_with(Verdict::NotDone),
        not_measurable: items_with(Verdict::NotMeasurable),
        earlier: earlier::earlier(trends, newest.date),
        by_report: points().any(|point| point.basis == Some(Basis::Report) && point.verdict.is_told()),
        metabolic: recorded(newest, METABOLIC_CODE),
        guidance_level: recorded(newest, GUIDANCE_CODE),
    })
}

/// What a sentence needs of a series, of whatever kind.
struct Told<'t> {
    name: &'t str,
    address: Option<&'t str>,
    item: Option<&'static Item>,
    newest: &'t Point,
    previous: Option<&'t Point>,
    streak: Option<Streak>,
}

impl<'t> Told<'t> {
    fn of<S: Subject>(trend: &'t Trend<S>) -> Self {
        Self {
            name: trend.item.name(),
            address: trend.item.address(),
            item: trend.item.item(),
            newest: trend.points.last().expect("a series has a point at the visit it was chosen for"),
            previous: trend.previous(),
            streak: trend.streak(),
        }
    }

    /// The value before, where its verdict and the newest come from the same limits.
    fn comparable(&self) -> Option<&'t Point> {
        self.previous.filter(|before| before.same_yardstick(self.newest))
    }

    /// Whether it came back into range, by the same limits.
    fn came_in(&self) -> bool {
        self.newest.verdict == Verdict::InRange && self.comparable().is_some_and(|before| before.verdict.is_out())
    }

    /// The published limit it lies beyond although the report takes it in.
    fn advised(&self) -> Option<String> {
        self.newest.advised(self.item)
    }
}

/// Whether the newest point of a series is of a visit.
fn is_of<S>(trend: &Trend<S>, visit: &Visit) -> bool {
    trend.newest().is_some_and(|point| point.date == visit.date)
}

/// The answer recorded under a code, in words; of sources that tell different ones, each with its source.
#[must_use]
pub fn recorded(visit: &Visit, code: &str) -> Option<String> {
    let told = visit.told_apart(code);
    if told.is_empty() {
        return visit.results.iter().find(|result| result.code == code).and_then(|result| value_words(&result.value));
    }
    let words = |(source, result): (Source, &Measurement)| {
        Some(format!("{}（{}）", value_words(&result.value)?, source.short()))
    };
    let said: Vec<String> = told.into_iter().filter_map(words).collect();
    (!said.is_empty()).then(|| said.join("、"))
}

/// How telling a newest point is; higher first, nothing for what is not worth a sentence.
fn weight(told: &Told<'_>) -> Option<u32> {
    let base = match told.newest.verdict {
        Verdict::Urgent(_) => 400,
        Verdict::Referral(_) => 300,
        Verdict::Guidance(_) | Verdict::Outside(_) => 200,
        Verdict::InRange | Verdict::NotJudged(_) if told.advised().is_some() => 250,
        Verdict::InRange => return told.came_in().then_some(100),
        _ => return None,
    };
    let streak = told.streak.map_or(0, |streak| u32::try_from(streak.count).unwrap_or(0).min(9));
    let crossed = told.comparable().is_some_and(|before| before.verdict == Verdict::InRange);
    Some(base + streak * 5 + if crossed { 50 } else { 0 })
}

fn sentences<'t>(all: &[Told<'t>], in_range: usize) -> Vec<Sentence> {
    let mut telling: Vec<(u32, &Told<'_>)> =
        all.iter().filter_map(|told| weight(told).map(|weight| (weight, told))).collect();
    // Stable: equal weights stay in the catalogue's order.
    telling.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let (out, back_in): (Vec<&Told<'_>>, Vec<&Told<'_>>) = telling
        .into_iter()
        .map(|(_, told)| told)
        .partition(|told| told.newest.verdict.is_out() || told.advised().is_some());
    // Two that are out; a third where a doctor's visit is advised for it too. Good news only where no bad news is left unsaid.
    let said_out = 2 + usize::from(out.get(2).is_some_and(|told| is_grave(told)));
    let mut chosen: Vec<&Told<'_>> = out.iter().take(said_out).copied().collect();
    if out.len() <= 2 {
        chosen.extend(back_in.iter().take(if chosen.is_empty() { 2 } else { 1 }));
    }
    let (unsaid, advised): (Vec<&Told<'_>>, Vec<&Told<'_>>) =
        out.iter().skip(said_out).partition(|told| told.newest.verdict.is_out());
    let names = |all: &[&Told<'t>]| all.iter().map(|told| told.name).collect::<Vec<_>>();
    let grave = unsaid.iter().filter(|told| is_grave(told)).count();
    let is_in = |told: &&&Told<'_>| told.newest.verdict == Verdict::InRange;
    let said_in = advised.iter().filter(is_in).count() + chosen.iter().filter(is_in).count();
    let mut said: Vec<Sentence> = chosen.iter().map(|told| short_sentence(told)).collect();
    let mut rest =
        rest(&names(&unsaid), grave, in_range.saturating_sub(said_in), chosen.is_empty()).unwrap_or_default();
    if !advised.is_empty() {
        rest.push_str(&format!(
            "{} は、特定健診で受診をすすめる値にあたります。医師に確かめてください。",
            names(&advised).join("、")
        ));
    }
    if !rest.is_empty() {
        match said.get_mut(2) {
            Some(third) => third.after.push_str(&rest),
            None => said.push(Sentence { about: None, before: rest, value: String::new(), after: String::new() }),
        }
    }
    said
}

/// Whether a visit to a doctor is advised for it.
fn is_grave(told: &Told<'_>) -> bool {
    told.newest.verdict.is_grave()
}

/// Whether one at once is.
fn is_urgent(told: &Told<'_>) -> bool {
    matches!(told.newest.verdict, Verdict::Urgent(_))
}

/// As many items are named in one sentence.
const MOST_NAMED: usize = 3;

/// What was not said item by item: the other items out of range, by name while they are few, of more the `grave` ones, which
/// stand first; and how many are well.
fn rest(outside: &[&str], grave: usize, inside: usize, alone: bool) -> Option<String> {
    let count = outside.len();
    let named = match count {
        0 => None,
        1..=MOST_NAMED => Some(format!("ほかに {} が", outside.join("、"))),
        _ if grave > 0 => {
            let named = outside[..grave.clamp(1, MOST_NAMED)].join("、");
            Some(format!("ほかに {named} など {count}項目 が"))
        }
        _ => Some(format!("ほかに {count}項目 が")),
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
fn short_sentence(told: &Told<'_>) -> Sentence {
    let newest = told.newest;
    let gap = gap(newest);
    let after = match (&newest.verdict, told.comparable()) {
        (Verdict::InRange, _) if let Some(limit) = told.advised() => {
            format!("{gap}で、{}の範囲内ですが、{}", standard(newest), advised_words(&limit))
        }
        (Verdict::InRange, Some(before)) => {
            let change = match (before.number(), newest.number()) {
                (Some(from), Some(to)) if before.unit == newest.unit => match way(from, to) {
                    Way::Up => "より上がり、",
                    Way::Down => "より下がり、",
                    Way::Same => "と同じで、",
                },
                _ => "から変わり、",
            };
            format!("{gap}で、前回（{}）{change}{}に入りました。", before.text, standard(newest))
        }
        (Verdict::NotJudged(reason), _) => {
            let limit = told.advised().unwrap_or_default();
            format!("{gap}で、{}{}", advised_words(&limit), reason.sentence())
        }
        _ => format!("{gap}で、{}{}", beyond(newest), told.streak.map(Streak::sentence).unwrap_or_default()),
    };
    Sentence {
        about: told.address.map(|address| (told.name.to_owned(), address.to_owned())),
        before: format!("{}は ", topic(told.name)),
        value: newest.text.clone(),
        after,
    }
}

/// The caution that stands with every verdict.
pub const CAUTION: &str =
    "基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。";

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
            format!("{text} {}", super::units::shown_unit(unit)).trim_end().to_owned() + side
        }
        Value::Coded { code, oid, meaning } => answer_words(oid, code, meaning),
        Value::Text(text) => text.clone(),
        Value::NotDone => "未実施".to_owned(),
        Value::NotMeasurable => "測定できず".to_owned(),
    };
    (!words.trim().is_empty()).then_some(words)
}

#[cfg(test)]
mod advice_tests;
#[cfg(test)]
mod tests;
