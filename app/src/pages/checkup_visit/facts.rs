//! The head of a report: who did the checkup and for whom, by which way it came, and how many values lie where.

use leptos::prelude::*;

use crate::domain::checkup::Visit;
use crate::domain::checkup::merge::disagreements;
use crate::domain::checkup::next_step::URGENT;
use crate::domain::checkup::report::{Count, Report};
use crate::domain::checkup::summary::recorded;
use crate::domain::checkup::threshold::Period;
use crate::domain::checkup::verdict::{Basis, Verdict};
use crate::ui::facts::{Fact, Facts};

/// The card.
pub(super) fn facts(visit: &Visit, report: &Report<'_>) -> AnyView {
    let unknown = || "記録なし".to_owned();
    let kind = report_words(visit.report.as_deref()).map(|words| view! { <Fact name="報告の区分">{words}</Fact> });
    let meal = report.meal.first().and_then(|result| recorded(visit, &result.code));
    let ways = (!visit.sources.is_empty()).then(|| visit.source_words());
    let ways = ways.map(|words| view! { <Fact name="出典">{words}</Fact> });
    let insurer = visit.insurer_words().unwrap_or_else(unknown);
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

/// How many values lie where, told apart by what they were held against; what the verdicts are, and the caution that stands
/// with them.
fn counts(visit: &Visit, report: &Report<'_>) -> AnyView {
    let told = [(Basis::Published, "判定値"), (Basis::Report, "結果の紙にある基準値")];
    let said: Vec<String> = told.iter().filter_map(|(basis, name)| tally(name, &report.count(*basis))).collect();
    let none = said.is_empty().then(|| view! { <p>"この健診には、判定値とくらべられる項目がありません。"</p> });
    let urgent = report
        .lines()
        .any(|line| matches!(line.judged.verdict, Verdict::Urgent(_)))
        .then(|| view! { <p class="note">{URGENT}</p> });
    view! {
        {said.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {none}
        {urgent}
        <p class="small soft">"基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。"</p>
        {verdicts(visit, report).map(|words| view! { <p class="small soft">{words}</p> })}
    }
    .into_any()
}

/// `判定値とくらべた 13項目 のうち、1項目 が範囲の外です（最高血圧）。` Nothing where nothing was held against it.
fn tally(name: &str, count: &Count) -> Option<String> {
    match (count.all, count.outside.len()) {
        (0, _) => None,
        (all, 0) => Some(format!("{name}とくらべた {all}項目 は、すべて範囲の中です。")),
        (all, out) => {
            let names = count.outside.join("、");
            Some(format!("{name}とくらべた {all}項目 のうち、{out}項目 が範囲の外です（{names}）。"))
        }
    }
}

/// What 判定 means on this page: by the published limits, by the report's own range, or by either.
fn verdicts(visit: &Visit, report: &Report<'_>) -> Option<String> {
    let has = |basis| report.lines().any(|line| line.basis() == Some(basis));
    let period = Period::words(visit.date);
    match (has(Basis::Published), has(Basis::Report)) {
        (true, false) => Some(format!(
            "「判定」は、特定健診の判定値（{period}）とくらべて付けたものです。健診機関の結果の紙にある印とは、違うことがあります。"
        )),
        (false, true) => Some(
            "「判定」は、結果の紙にある基準値とくらべて付けたものです。特定健診の判定値は、めやすとして並べています。"
                .to_owned(),
        ),
        (true, true) => Some(format!(
            "「判定」は、特定健診の判定値（{period}）か、結果の紙にある基準値とくらべて付けたものです。両方がある項目には、どちらを使ったかを書いています。"
        )),
        (false, false) => None,
    }
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
