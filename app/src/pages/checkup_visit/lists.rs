//! The parts of a report that are words: other tests, history and doctors' words, the questionnaire; and the links to all parts.

use leptos::prelude::*;

use super::system::{limits, printed, verdict};
use crate::domain::checkup::questions::question;
use crate::domain::checkup::report::{Report, name_of};
use crate::domain::checkup::summary::value_words;
use crate::domain::checkup::{Measurement, Visit};

/// The links to the parts of the page.
pub(super) fn jump(report: &Report<'_>) -> AnyView {
    let link = |to: &'static str, words: &'static str| {
        view! { <li><a class="btn line slim" href=format!("#{to}")>{words}</a></li> }
    };
    let groups = report.groups.iter().map(|(group, _)| link(group.anchor(), group.label())).collect_view();
    let questions = (!report.questions.is_empty()).then(|| link("questions", "問診"));
    view! { <nav class="jump noprint" aria-label="検査の種類へ進む"><ul>{groups}{questions}</ul></nav> }.into_any()
}

/// Tests outside the systems: judged by what the report itself gives, as every other test.
pub(super) fn others(visit: &Visit, report: &Report<'_>) -> AnyView {
    let rows = report.others.iter().map(|line| {
        let words = value_words(&line.result.value).unwrap_or_else(|| "（記録なし）".to_owned());
        let limits = limits(line).into_iter().map(|words| view! { <span class="sub">{words}</span> }).collect_view();
        let chip = verdict(line, &words, false);
        row(visit, &line.result, view! { {words}" "{chip}{limits} }.into_any())
    });
    card("そのほかの検査", None, rows.collect())
}

/// History, signs, and what doctors wrote.
pub(super) fn doctor(visit: &Visit, report: &Report<'_>) -> AnyView {
    card("既往歴、症状、医師の判断", None, as_recorded(visit, &report.doctor))
}

/// The questionnaire.
pub(super) fn questions(visit: &Visit, report: &Report<'_>, alone: bool) -> AnyView {
    card("問診の答え", alone.then_some("questions"), as_recorded(visit, &report.questions))
}

/// Rows in delivered order; a result without any word stands there as such.
fn as_recorded(visit: &Visit, results: &[&Measurement]) -> Vec<AnyView> {
    let of = |result: &&Measurement| {
        let words = value_words(&result.value).unwrap_or_else(|| "（記録なし）".to_owned());
        let printed = printed(result).map(|words| view! { <span class="sub">{words}</span> });
        row(visit, result, view! { {words}{printed} }.into_any())
    };
    results.iter().map(of).collect()
}

fn row(visit: &Visit, result: &Measurement, said: AnyView) -> AnyView {
    let source = visit.source_apart(result).map(|source| view! { <span class="sub">{source.short()}</span> });
    let method = result.method.clone().map(|words| view! { <span class="sub">{words}</span> });
    // What was asked, plainly, where the list's own name is a keyword.
    let name = question(&result.code).map_or_else(|| name_of(result).replace("(後期)", ""), str::to_owned);
    view! { <tr><th scope="row">{name}{method}</th><td>{said}{source}</td></tr> }.into_any()
}

fn card(title: &'static str, id: Option<&'static str>, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="card" id=id>
            <h2>{title}</h2>
            <table class="plain"><thead><tr><th scope="col">"項目"</th><th scope="col">"記録"</th></tr></thead><tbody>{rows}</tbody></table>
        </section>
    }
    .into_any()
}
