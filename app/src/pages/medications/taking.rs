//! いま飲んでいる（とみられる）お薬: an estimate from the days handed out, and how it is made.

use chrono::Datelike;
use leptos::prelude::*;

use super::Around;
use crate::domain::medication::{Dispensing, DrugKey, Supply, Taken, probably_taking};
use crate::ui::drug_name::drug_name;

/// The card.
pub(super) fn card(around: &Around<'_>, rows: &[Dispensing]) -> AnyView {
    let today = around.today;
    let taken = probably_taking(rows, today);
    let list = if taken.is_empty() {
        view! { <p>"受け取った日数から見て、いま残っていそうな飲み薬はありません。"</p> }.into_any()
    } else {
        view! { <ul class="list">{taken.iter().map(|one| drug(around, one)).collect_view()}</ul> }.into_any()
    };
    let count = (!taken.is_empty()).then(|| view! { <span class="asof">{taken.len()}"種類（推定）"</span> });
    view! {
        <section class="card taking">
            <header><h2>"いま飲んでいる（とみられる）お薬"</h2>{count}</header>
            {list}
            <p class="small soft">
                "受け取った日に日数を足し、"{today.month()}"月"{today.day()}"日にまだ残っている計算になる飲み薬を並べています。実際に飲んでいるかどうかは記録されていません。日数の記録がないお薬（塗り薬、貼り薬、頓服など）、入院中のお薬、届いていない記録は入っていません。"
            </p>
        </section>
    }
    .into_any()
}

/// One drug: its products.
fn drug(around: &Around<'_>, one: &Taken<'_>) -> AnyView {
    let off = one.supplies.iter().all(|one| around.hides(one.drug));
    view! { <li class=off.then_some("noprint")>{one.supplies.iter().map(|one| supply(around, one)).collect_view()}</li> }.into_any()
}

fn supply(around: &Around<'_>, one: &Supply<'_>) -> AnyView {
    let key = DrugKey::of(one.drug);
    let usage = one.drug.usage_words().map(|words| view! { <span>{words}</span> });
    let until = format!("{}月{}日ごろまで", one.until.month(), one.until.day());
    let off = around.hides(one.drug);
    let hidden = off.then(|| view! { <span class="chip none">"紙・共有に出さない"</span> });
    view! {
        <div class=off.then_some("noprint")><b><a href=around.address(&key)>{drug_name(&one.drug.name)}</a></b>" "{hidden}</div>
        <p class=if off { "dose noprint" } else { "dose" }>{usage}<span>{until}</span><span class="soft">{one.from.dispenser.name.clone()}</span></p>
    }
    .into_any()
}
