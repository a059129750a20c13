//! Who of the household should file: each one's deduction and saving, and why.

use leptos::prelude::*;

use crate::domain::tax::filer::{Filing, Judged};
use crate::domain::tax::income::Income;

/// The card.
#[component]
pub fn FilingCard(
    /// Judged.
    filing: Filing,
) -> impl IntoView {
    let why = filing.why();
    let rows = filing.judged.iter().map(line).collect_view();
    view! {
        <section class="card" id="filing">
            <header><h2>{"だれが申告するとよいか"}</h2></header>
            <p><b>{why}</b></p>
            <table class="sums">
                <caption class="vh">{"人ごとの控除額と、減る税金の目安"}</caption>
                <thead><tr><th scope="col">{"申告する人"}</th><th scope="col" class="r">{"控除額"}</th><th scope="col" class="r">{"減る税金の目安"}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="small">{"医療費控除を使えるのは、医療費を払った人です。家計が一つの夫婦などでは、だれが払ったことにするかを選べますが、ほかの人の口座やカードで払った分は、その人が払った分です。"}</p>
        </section>
    }
    .into_any()
}

fn line(one: &Judged) -> impl IntoView + use<> {
    let saved = one.choice.best_saving().map_or_else(|| "所得が未記入".to_owned(), |saving| saving.total.words());
    let income = match one.candidate.situation.income {
        Income::Unknown => String::new(),
        income => format!("所得 {}", income.words()),
    };
    view! {
        <tr>
            <th scope="row">{one.candidate.name.clone()}<span class="sub">{income}</span></th>
            <td class="r">{one.choice.best_amount().words()}</td>
            <td class="r">{saved}</td>
        </tr>
    }
}
