//! Years for which money can still come back, with the last day of each.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::{long_date, tax_year_label};
use crate::domain::tax::refund::{Open, RefundWindow, SOURCE, windows};

/// The card.
#[component]
pub fn RefundCard(
    /// Today in Japan.
    today: NaiveDate,
) -> impl IntoView {
    let lines = windows(today).iter().map(line).collect_view();
    view! {
        <section class="card">
            <header><h2>{"5年前までさかのぼれます"}</h2></header>
            <p class="small">{"申告していない年の医療費控除は、次の日まで申告できます（還付申告）。すでに申告した年は「更正の請求」で直せます（申告期限から5年以内）。"}</p>
            <table class="sums">
                <caption class="vh">{"還付申告ができる期間"}</caption>
                <thead><tr><th scope="col">{"年"}</th><th scope="col">{"申告できる日"}</th></tr></thead>
                <tbody>{lines}</tbody>
            </table>
            <p class="small soft">{SOURCE}</p>
        </section>
    }
    .into_any()
}

fn line(window: &RefundWindow) -> impl IntoView + use<> {
    let state = match window.state {
        Open::NotYet => format!("{}から", long_date(window.opens)),
        Open::Open(0) => format!("{}まで（今日まで）", long_date(window.closes)),
        Open::Open(days) if days <= 100 => format!("{}まで（あと {days}日）", long_date(window.closes)),
        Open::Open(_) => format!("{}まで", long_date(window.closes)),
        Open::Over => "終わりました".to_owned(),
    };
    view! { <tr><th scope="row"><a href=format!("/tax?year={}", window.year)>{tax_year_label(window.year)}</a></th><td>{state}</td></tr> }
}
