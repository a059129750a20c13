//! A body system of a report: a row a test with value, verdict and limits; and beside it what the report itself says.

use leptos::prelude::*;

use crate::domain::checkup::items::{Group, Item};
use crate::domain::checkup::report::{Line, name_of, text_and_unit};
use crate::domain::checkup::verdict::{Basis, NoVerdict, Tone, Verdict};
use crate::domain::checkup::{Measurement, Source, Value, Visit};
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// The card. It has a name within the page only where it stands there once.
pub(super) fn card(group: Group, lines: &[Line<'_>], visit: &Visit, alone: bool) -> AnyView {
    view! {
        <section class="card items report" id=alone.then(|| group.anchor())>
            <header><h2>{group.label()}</h2><span class="asof">{group.line()}</span></header>
            <table>
                <thead><tr><th scope="col">"項目"</th><th scope="col" class="r">"値"</th><th scope="col">"判定"</th><th scope="col">"判定値と、紙の基準値"</th></tr></thead>
                <tbody>{lines.iter().map(|line| row(line, visit)).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(line: &Line<'_>, visit: &Visit) -> AnyView {
    let result = line.result.as_ref();
    let (text, unit) = text_and_unit(&result.value);
    let class = if unit.is_empty() { "v w r" } else { "v r" };
    let chip = verdict(line, &text, unit.is_empty() && result.value.beyond_input().is_none());
    let unit = (!unit.is_empty()).then(|| view! { " "<small>{unit}</small> });
    view! {
        <tr>
            <th scope="row">{name(line.item, result)}{under(line, visit).into_iter().map(|words| view! { <span class="sub">{words}</span> }).collect_view()}</th>
            <td class=class>{text}{unit}</td>
            <td>{chip}</td>
            <td class="small">{limits(line).into_iter().map(|words| view! { <span class="sub">{words}</span> }).collect_view()}</td>
        </tr>
    }
    .into_any()
}

/// The verdict of a line; words outside the catalogue stand as they are.
pub(super) fn verdict(line: &Line<'_>, text: &str, answer: bool) -> AnyView {
    let verdict = &line.judged.verdict;
    let bare = line.item.is_none() && matches!(verdict, Verdict::Recorded(_));
    (!bare).then(|| chip(verdict, text, answer)).into_any()
}

fn name(item: Option<&'static Item>, result: &Measurement) -> AnyView {
    match item {
        Some(item) => view! { <a href=format!("/checkups/items/{}", item.slug)>{item.name}</a> }.into_any(),
        None => name_of(result).into_any(),
    }
}

/// What stands below the name: official term, method, formula, the source where sources differ, further readings.
fn under(line: &Line<'_>, visit: &Visit) -> Vec<String> {
    let official = line.item.and_then(Item::other_name).map(str::to_owned);
    let method = match line.computed {
        Some(formula) => format!("{}（{}）。{}", line.method, formula.words, formula.source),
        None => line.method.clone(),
    };
    let also = line.also.iter().map(|(method, result)| {
        let (text, unit) = text_and_unit(&result.value);
        let source = visit.source_apart(result).map(Source::short);
        let told: Vec<&str> = source.into_iter().chain((!method.is_empty()).then_some(*method)).collect();
        let told = if told.is_empty() { "もう一つの記録".to_owned() } else { told.join("、") };
        // Of what is not judged at all no reading is less than the others.
        let unused = if line.judged.verdict.is_told() { "（判定に使っていません）" } else { "" };
        format!("{told}：{}{unused}", format!("{text} {unit}").trim_end())
    });
    let source = visit.source_apart(line.result.as_ref()).map(|source| format!("出典：{}", source.short()));
    let named: Vec<String> = official.into_iter().chain((!method.is_empty()).then_some(method)).collect();
    (!named.is_empty()).then(|| named.join("、")).into_iter().chain(source).chain(also).collect()
}

/// The limits that hold, then the report's own range and mark, then what keeps a value from being judged. Where both could
/// have decided, the one that did says so; and a value that the report takes in although the published limits would send to a
/// doctor is never left at that.
pub(super) fn limits(line: &Line<'_>) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(row), Some(item)) = (line.threshold, line.item) {
        let second = row.referral_words(item).map(|words| format!("（受診をすすめる値 {words}）")).unwrap_or_default();
        said.push(format!("判定値 {}{second}{}", row.range_words(item), used(line, Basis::Published)));
        said.extend(row.unverified.map(str::to_owned));
    }
    if let Verdict::NotJudged(reason) = line.judged.verdict
        && reason != NoVerdict::NoStandard
    {
        said.push(reason.sentence().to_owned());
    }
    said.extend(printed(line.result.as_ref()).map(|words| words + used(line, Basis::Report)));
    if line.judged.is_advised_beside() {
        let inside = if line.judged.verdict == Verdict::InRange { "紙の基準値の中ですが、" } else { "" };
        said.push(format!("{inside}特定健診で受診をすすめる値にあたります。医師に確かめてください。"));
    }
    said
}

/// The mark of what decided, where the line has both.
fn used(line: &Line<'_>, basis: Basis) -> &'static str {
    let result = line.result.as_ref();
    let both = line.threshold.is_some() && (result.range.is_some() || result.flag.is_some());
    if both && line.basis() == Some(basis) { "（判定に使った）" } else { "" }
}

/// The range and the mark that the report itself gives: `紙の基準値 129以下、印 H（高い）`. Words have no range, whatever stands
/// beside them.
pub(super) fn printed(result: &Measurement) -> Option<String> {
    let range = result
        .range
        .as_ref()
        .filter(|_| !matches!(result.value, Value::Text(_)))
        .map(|range| format!("紙の基準値 {}", range.words()));
    let flag = result.flag.map(|flag| format!("紙の印 {}", flag.words()));
    let said: Vec<String> = range.into_iter().chain(flag).collect();
    (!said.is_empty()).then(|| said.join("、"))
}

/// The verdict as word and shape; nothing where there is no limit to compare with. An answer that is its own verdict is not
/// said twice, and has no height: it is outside.
pub(in crate::pages) fn chip(verdict: &Verdict, text: &str, answer: bool) -> AnyView {
    let word = if answer && verdict.is_out() { "範囲の外".to_owned() } else { verdict.word() };
    if word == text || *verdict == Verdict::NotJudged(NoVerdict::NoStandard) {
        return ().into_any();
    }
    let tone = match verdict.tone() {
        Tone::In => ChipTone::InRange,
        Tone::Out => ChipTone::OutOfRange,
        Tone::Plain => ChipTone::Plain,
    };
    view! { <VerdictChip tone word/> }.into_any()
}
