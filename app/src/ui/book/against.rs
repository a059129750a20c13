//! The year beside the one before it, month by month: two bars each, and the same as a table.

use leptos::prelude::*;

use crate::domain::expense::book::summary::{Summary, against};
use crate::domain::money::Yen;

/// Height of the drawing's bars.
const HIGH: i64 = 90;
/// From month to month.
const STEP: i64 = 52;

/// The card; nothing where no earlier year is known.
#[component]
pub fn AgainstCard(
    /// This year.
    this: Summary,
    /// The one before.
    #[prop(optional_no_strip)]
    before: Option<Summary>,
) -> impl IntoView {
    let before = before?;
    let months = against(&this, &before);
    let most = months.iter().flat_map(|(_, a, b)| [a.0, b.0]).max().unwrap_or(0).max(1);
    let height = |amount: Yen| (i128::from(amount.0.max(0)) * i128::from(HIGH) / i128::from(most)) as i64;
    let bars = months
        .iter()
        .enumerate()
        .map(|(place, (month, a, b))| {
            let left = 14 + STEP * place as i64;
            let (a, b) = (height(*a), height(*b));
            view! {
                <rect class="bar old" x=left y=10 + HIGH - b width="16" height=b></rect>
                <rect class="bar" x=left + 18 y=10 + HIGH - a width="16" height=a></rect>
                <text x=left + 17 y="122" text-anchor="middle" font-size="14">{format!("{}月", month.month())}</text>
            }
        })
        .collect_view();
    let rows = months
        .iter()
        .map(|(month, a, b)| view! { <tr><th scope="row">{format!("{}月", month.month())}</th><td class="r">{b.to_string()}</td><td class="r">{a.to_string()}</td></tr> })
        .collect_view();
    let (year, earlier) = (this.year, before.year);
    let more = this.paid - before.paid;
    let words = match more.0 {
        0 => "同じ額です".to_owned(),
        more if more > 0 => format!("{}増えています", Yen(more)),
        less => format!("{}減っています", Yen(-less)),
    };
    Some(view! {
        <section class="card">
            <header><h2>{"前の年とくらべる"}</h2></header>
            <p class="num">{format!("{earlier}年は {}、{year}年は {}（{words}）。", before.paid, this.paid)}</p>
            <figure class="chart">
                <svg viewBox="0 0 640 130" role="img" aria-label=format!("{earlier}年と{year}年の月ごとの棒グラフ。数字は下の表にあります")>{bars}</svg>
                <ul class="legend boxes small"><li class="old">{format!("{earlier}年")}</li><li class="own">{format!("{year}年")}</li></ul>
            </figure>
            <details>
                <summary>{"くらべた金額を表で見る"}</summary>
                <table class="sums">
                    <caption class="vh">{"月ごとに払った額"}</caption>
                    <thead><tr><th scope="col">{"月"}</th><th scope="col" class="r">{format!("{earlier}年")}</th><th scope="col" class="r">{format!("{year}年")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    })
}
