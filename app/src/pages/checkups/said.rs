//! 今回わかること: up to three sentences about the newest visit, and the one caution that always stands.

use leptos::prelude::*;

use crate::domain::checkup::Visit;
use crate::domain::checkup::items::Item;
use crate::domain::checkup::summary::summary;
use crate::domain::person::Sex;

/// The card.
pub(super) fn said(visits: &[Visit], sex: Sex) -> AnyView {
    let Some(summary) = summary(visits, sex) else { return ().into_any() };
    let sentences = summary
        .sentences
        .into_iter()
        .map(|said| {
            let value = (!said.value.is_empty()).then(|| view! { <b class="num">{said.value}</b> });
            view! { <li>{said.before}{value}{said.after}</li> }
        })
        .collect::<Vec<_>>();
    let none = sentences.is_empty().then(|| view! { <li>"この健診には、基準値と比べられる項目がありません。"</li> });
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
    view! {
        <section class="card">
            <h2>"今回わかること"</h2>
            <ul class="list">{sentences}{none}</ul>
            {missing}
            {recorded}
            <p class="small soft">"基準値から外れていても、すぐに病気とは限りません。気になるときは、かかりつけの医師に相談してください。"</p>
        </section>
    }
    .into_any()
}

fn names(items: &[&'static Item]) -> String {
    items.iter().map(|item| item.name).collect::<Vec<_>>().join("、")
}
