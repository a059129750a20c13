//! 今回わかること: up to three sentences about the newest visit, what they were held against, and the one caution that always
//! stands.

use leptos::prelude::*;

use crate::domain::checkup::items::Item;
use crate::domain::checkup::summary::{CAUTION, Sentence, Summary};

/// The card.
pub(super) fn said(summary: Summary) -> AnyView {
    let told = summary.in_range + summary.out_of_range > 0;
    let sentences = summary.sentences.into_iter().map(sentence).collect::<Vec<_>>();
    let none = sentences.is_empty().then(|| view! { <li>"この健診には、基準値と比べられる項目がありません。"</li> });
    let urgent = (!summary.urgent.is_empty()).then(|| {
        view! { <p><b>"すぐに受診するようすすめられている値："{summary.urgent.join("、")}</b>"。先にのばさず、医師に相談してください。"</p> }
    });
    let findings = (!summary.findings.is_empty()).then(|| {
        view! { <p><b>"所見があると記録されたもの："{summary.findings.join("、")}</b>"。健診の結果の紙にある医師の判定を確かめてください。"</p> }
    });
    let referral = (!summary.referral.is_empty()).then(|| {
        view! { <p><b>"受診をすすめる値にあたるもの："{summary.referral.join("、")}</b>"。医師に相談してください。"</p> }
    });
    let earlier = summary.earlier.map(|words| view! { <li>{words}</li> });
    let missing =
        [(&summary.not_done, "行われなかった項目（未実施）"), (&summary.not_measurable, "測定できなかった項目")]
            .into_iter()
            .filter(|(items, _)| !items.is_empty())
            .map(|(items, words)| view! { <p class="small">{words}"："{names(items)}</p> })
            .collect_view();
    let recorded = [("メタボリックシンドローム判定", summary.metabolic), ("保健指導レベル", summary.guidance_level)]
        .into_iter()
        .filter_map(|(name, words)| {
            words.map(|words| view! { <div><dt>{name}"（保険者の記録）"</dt><dd>{words}</dd></div> })
        })
        .collect::<Vec<_>>();
    let recorded = (!recorded.is_empty()).then(|| view! { <dl class="facts">{recorded}</dl> });
    let own = summary.by_report.then_some("「この健診の基準値」は、結果の紙にある範囲です。");
    let held = told.then(|| view! { <p class="small soft">"「基準値」は、特定健診の判定値（国が決めた、生活の見直しや受診をすすめるめやす）です。"{own}</p> });
    view! {
        <section class="card">
            <h2>"今回わかること"</h2>
            <ul class="list">{sentences}{none}{earlier}</ul>
            {urgent}
            {referral}
            {findings}
            <p class="small soft">{CAUTION}</p>
            {held}
            {missing}
            {recorded}
        </section>
    }
    .into_any()
}

/// One sentence; the name in it leads to the item.
fn sentence(said: Sentence) -> AnyView {
    let value = (!said.value.is_empty()).then(|| view! { <b class="num">{said.value}</b> });
    match said.about {
        Some((name, address)) => {
            let rest = said.before.strip_prefix(name.as_str()).unwrap_or_default().to_owned();
            view! { <li><a href=format!("/checkups/items/{address}")>{name}</a>{rest}{value}{said.after}</li> }
                .into_any()
        }
        None => view! { <li>{said.before}{value}{said.after}</li> }.into_any(),
    }
}

fn names(items: &[&'static Item]) -> String {
    items.iter().map(|item| item.name).collect::<Vec<_>>().join("、")
}
