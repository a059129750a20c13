//! One checkup item through the years: `/checkups/items/{item}?years=5|10|all`.
//!
//! In this order: the sentence, the number line, the trend, the table, what the test is, what it does not say.

mod history;
mod now;
mod periods;
pub(super) mod table;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::visit::{frame, visitor};
use crate::domain::checkup::items::item_by_slug;
use crate::domain::checkup::trend::Trend;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn CheckupItemPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("item")).unwrap_or_default();
    let years = use_query_map().with_untracked(|query| query.get("years"));
    match item_by_slug(&slug) {
        None => {
            frame().status.set(404);
            unknown_item().into_any()
        }
        Some(item) => {
            let visitor = visitor();
            let today = frame().today;
            view! {
                <div class="head">
                    <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
                    <h1>{item.title()}</h1>
                </div>
                {Suspend::new(async move {
                    match visitor.records.checkups().await {
                        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
                        Ok(answer) => {
                            let trend = Trend::of(item, &answer.value, visitor.person.sex);
                            view! { {told(&trend, years.as_deref())} <p class="small soft"><AsOf at=answer.as_of today/>"の記録です。"</p> }.into_any()
                        }
                    }
                })}
            }
            .into_any()
        }
    }
}

/// All that the records say of the item, and what the item is.
fn told(trend: &Trend, years: Option<&str>) -> AnyView {
    let item = trend.item;
    let values = if trend.points.is_empty() {
        view! {
            <section class="card">
                <p class="say">{item.name}"の記録は、まだありません。"</p>
                <p>"この項目を含む健診を受けると、健診機関から保険者に届いたあと、ここに表示されます。"</p>
                <div class="actions"><a class="btn line" href="/checkups">"健診の記録にもどる"</a></div>
            </section>
        }
        .into_any()
    } else {
        view! { {now::now(trend)} {history::history(trend, years)} }.into_any()
    };
    view! {
        {values}
        <div class="grid two">
            <section class="card">
                <h2>"これは何の検査ですか"</h2>
                <p>{item.about}</p>
                <p class="small soft">"出典："{item.source}"（説明の文は健康手帳によるものです）"</p>
            </section>
            <section class="card">
                <h2>"この結果だけでは分からないこと"</h2>
                <p>{item.limits}</p>
            </section>
        </div>
    }
    .into_any()
}

fn unknown_item() -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>"その健診の項目は見つかりません"</h1>
        </div>
        <section class="card">
            <p>"アドレスが変わったか、打ちまちがいがあるようです。あなたの記録は失われていません。"</p>
            <div class="actions"><a class="btn" href="/checkups">"健診の記録を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
}
