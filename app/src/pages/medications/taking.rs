//! いま飲んでいる可能性のあるお薬: an estimate from the days handed out, and how it is made.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::drug_name::drug_name;
use crate::domain::calendar::long_date;
use crate::domain::medication::{Dispensing, probably_taking};

/// The card.
pub(super) fn taking(dispensings: &[Dispensing], today: NaiveDate) -> AnyView {
    let drugs = probably_taking(dispensings, today);
    let count = drugs.len();
    let list = drugs
        .into_iter()
        .map(|drug| {
            let usage = drug.usage_words().map(|words| view! { <span class="sub">{words}</span> });
            view! { <li><b>{drug_name(&drug.name)}</b>{usage}</li> }
        })
        .collect_view();
    view! {
        <section class="card taking">
            <header><h2>"いま飲んでいる可能性のあるお薬"</h2><span class="chip none">"推定"</span></header>
            {if count == 0 {
                view! { <p>"受け取った日数から見て、いま残っていそうな飲み薬はありません。"</p> }.into_any()
            } else {
                view! { <ul class="list">{list}</ul> }.into_any()
            }}
            <p class="small soft">
                "飲み薬を受け取った日に日数を足し、"{long_date(today)}"にまだ残っている計算になるものを、成分ごとに1つずつ並べています。実際に飲んでいるかどうかは、どこにも記録されていません。市販の薬、入院中の薬、まだ届いていない記録は入っていません。"
            </p>
        </section>
    }
    .into_any()
}
