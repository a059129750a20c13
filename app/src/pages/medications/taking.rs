//! いま飲んでいる（とみられる）お薬: an estimate from the days handed out, and how it is made.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use super::drug_name::drug_name;
use crate::domain::medication::{Dispensing, Supply, Taken, probably_taking};

/// The card.
pub(super) fn taking(dispensings: &[Dispensing], today: NaiveDate) -> AnyView {
    let taken = probably_taking(dispensings, today);
    let list = if taken.is_empty() {
        view! { <p>"受け取った日数から見て、いま残っていそうな飲み薬はありません。"</p> }.into_any()
    } else {
        view! { <ul class="list">{taken.iter().map(ingredient).collect_view()}</ul> }.into_any()
    };
    let count = (!taken.is_empty()).then(|| view! { <span class="asof">{taken.len()}"種類（推定）"</span> });
    view! {
        <section class="card taking">
            <header><h2>"いま飲んでいる（とみられる）お薬"</h2>{count}</header>
            {list}
            <p class="small soft">
                "受け取った日に日数を足し、"{today.month()}"月"{today.day()}"日にまだ残っている計算になる飲み薬を並べています。実際に飲んでいるかどうかは記録されていません。市販の薬、塗り薬や貼り薬、入院中の薬、届いていない記録は入っていません。"
            </p>
        </section>
    }
    .into_any()
}

/// One ingredient: its products, and a word where they came from several hands.
fn ingredient(one: &Taken<'_>) -> AnyView {
    view! { <li>{one.supplies.iter().map(supply).collect_view()}</li> }.into_any()
}

fn supply(one: &Supply<'_>) -> AnyView {
    let usage = one.drug.usage_words().map(|words| view! { <span>{words}</span> });
    let until = format!("{}月{}日ごろまで", one.until.month(), one.until.day());
    view! {
        <div><b>{drug_name(&one.drug.name)}</b></div>
        <p class="dose">{usage}<span>{until}</span><span class="soft">{one.from.dispenser.name.clone()}</span></p>
    }
    .into_any()
}
