//! The head of a report: who did the checkup and for whom, by which way it came, and how many values lie where.

use leptos::prelude::*;

use crate::domain::checkup::Visit;
use crate::domain::checkup::merge::disagreements;
use crate::domain::checkup::report::Report;
use crate::domain::checkup::summary::{recorded, verdict_note};
use crate::domain::checkup::threshold::Period;
use crate::domain::checkup::verdict::Verdict;
use crate::ui::facts::{Fact, Facts};

/// The card.
pub(super) fn facts(visit: &Visit, report: &Report<'_>) -> AnyView {
    let unknown = || "記録なし".to_owned();
    let kind = report_words(visit.report.as_deref()).map(|words| view! { <Fact name="報告の区分">{words}</Fact> });
    let meal = report.meal.first().and_then(|result| recorded(visit, &result.code));
    let ways = (!visit.sources.is_empty()).then(|| visit.source_words());
    let ways = ways.map(|words| view! { <Fact name="出典">{words}</Fact> });
    let insurer = visit.insurer_name.clone().unwrap_or_else(unknown);
    let facility = visit.facility_name.clone().unwrap_or_else(unknown);
    view! {
        <section class="card">
            <h2>{visit.kind_words()}</h2>
            <Facts>
                {kind}
                <Fact name="保険者">{insurer}</Fact>
                <Fact name="健診を受けた所">{facility}</Fact>
                {meal.map(|words| view! { <Fact name="採血したとき">{words}</Fact> })}
                {ways}
            </Facts>
            {differing(visit)}
            {counts(visit, report)}
        </section>
    }
    .into_any()
}

/// Which tests the sources tell differently.
fn differing(visit: &Visit) -> AnyView {
    let names = disagreements(visit);
    (!names.is_empty())
        .then(|| view! { <p class="note">{format!("出典によって値が違う検査：{}。どちらの値も、出典をそえて表示しています。", names.join("、"))}</p> })
        .into_any()
}

/// How many values lie where, what the verdict is, and the caution that stands with it.
fn counts(visit: &Visit, report: &Report<'_>) -> AnyView {
    let lines = || report.groups.iter().flat_map(|(_, lines)| lines);
    let verdicts = || lines().filter_map(|line| line.verdict.as_ref());
    let inside = verdicts().filter(|verdict| **verdict == Verdict::InRange).count();
    let outside: Vec<&str> = lines()
        .filter(|line| line.verdict.as_ref().is_some_and(Verdict::is_out))
        .filter_map(|line| line.item.map(|item| item.name))
        .collect();
    let compared = inside + outside.len();
    let said = match (compared, outside.len()) {
        (0, _) => "この健診には、判定値とくらべられる項目がありません。".to_owned(),
        (_, 0) => format!("判定値とくらべた {compared}項目 は、すべて範囲の中です。"),
        (_, out) => {
            format!("判定値とくらべた {compared}項目 のうち、{out}項目 が範囲の外です（{}）。", outside.join("、"))
        }
    };
    let urgent = verdicts()
        .find(|verdict| matches!(verdict, Verdict::Urgent(_)))
        .map(verdict_note)
        .map(|note| view! { <p class="note">{note}</p> });
    view! {
        <p>{said}</p>
        {urgent}
        <p class="small soft">"基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。"</p>
        <p class="small soft">"「判定」は、特定健診の判定値（"{Period::of(visit.date).label()}"、標準的な健診・保健指導プログラム）とくらべて付けたものです。健診機関の結果の紙にある印とは、違うことがあります。"</p>
    }
    .into_any()
}

/// 報告区分 in words, where the code is known.
fn report_words(code: Option<&str>) -> Option<&'static str> {
    match code? {
        "10" => Some("特定健診"),
        "40" => Some("特定健診以外の健診"),
        "60" => Some("生活保護を受けている方の健診"),
        _ => None,
    }
}
