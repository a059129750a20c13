//! A year of medical expenses as a person reads it: the sum, where it came from, the months, who and where, every row.
//!
//! Knows neither router nor frame: the expenses page shows it, and so does the import page, on the server and in the browser.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::{Ledger, Line, MonthStatus};
use crate::domain::money::Yen;

use super::date::AsOf;
use super::expense_bars::ExpenseBars;
use super::expense_rows::ExpenseRows;

/// The view. `as_of` is when the source said it; a file has no such moment.
#[component]
pub fn ExpenseView(
    /// The year's rows.
    expenses: ExpenseYear,
    /// Today in Japan.
    today: NaiveDate,
    /// When the source said it.
    #[prop(optional_no_strip)]
    as_of: Option<NaiveDateTime>,
) -> impl IntoView {
    let ledger = Ledger::of(&expenses, today);
    let sums = ledger.sums;
    let year = ledger.year;
    let beside = match as_of {
        Some(at) => Some(view! { <AsOf at today/> }.into_any()),
        None => expenses
            .delivered_until
            .map(|month| view! { <span class="asof">{month.to_string()}"診療分まで"</span> }.into_any()),
    };
    let rows: Vec<_> = expenses.rows.iter().filter(|row| row.month.year() == year).cloned().collect();
    if rows.is_empty() {
        return view! {
            <section class="card">
                <header><h2>{year}"年の医療費"</h2>{beside}</header>
                <p>{format!("{year}年に届いている医療費の記録はありません。")}</p>
                <Missing ledger=ledger.clone()/>
                <p>{"保険で医療を受けていないか、記録がまだ届いていません。届いていない分は、領収書で確かめられます。"}</p>
            </section>
        }
        .into_any();
    }
    let public = (sums.public_share != Yen::ZERO).then(|| format!("、その他の公費が {}", sums.public_share));
    view! {
        <section class="card">
            <header><h2>{year}"年に窓口で払った医療費"</h2>{beside}</header>
            <p class="total num">{sums.counter_share.grouped()}<small>{" 円"}</small></p>
            <p class="small soft">{"窓口相当負担額の合計です。"}</p>
            <p class="num">"総額 "{sums.total.to_string()}" のうち、保険が "{sums.insurer_share.to_string()}{public}" を負担しました。"</p>
            <ExpenseBars months=ledger.months.clone()/>
            <Missing ledger=ledger.clone()/>
            <p class="small soft">{"この画面は請求書ではありません。窓口相当負担額は保険者などが計算した額で、こどもの医療費助成などは入っていないため、実際に払った額と違うことがあります。"}</p>
        </section>
        <div class="grid two">
            <Lines title="受けた人ごと" heading="医療を受けた人" lines=ledger.patients/>
            <Lines title="病院・薬局ごと" heading="病院・薬局など" lines=ledger.institutions/>
        </div>
        <ExpenseRows rows year/>
    }
    .into_any()
}

/// Names the months that have not arrived, with the day each is expected.
#[component]
fn Missing(ledger: Ledger) -> impl IntoView {
    let missing: Vec<_> = ledger
        .missing()
        .filter_map(|line| match line.status {
            MonthStatus::NotYet { expected } => Some((line.month, expected)),
            _ => None,
        })
        .collect();
    let words = match missing.as_slice() {
        [] => return None,
        [(month, expected)] => format!("{month}分はまだ届いていません。{}ごろに届く予定です。", long_date(*expected)),
        [(first, expected), .., (last, _)] => format!(
            "{}月から{}月の{}か月分はまだ届いていません。次は{}月分が {}ごろ、{}月分までそろうのは {}ごろの予定です。",
            first.month(),
            last.month(),
            missing.len(),
            first.month(),
            long_date(*expected),
            last.month(),
            long_date(ledger.complete_on)
        ),
    };
    Some(view! { <p class="small soft">{words}</p> })
}

/// How many names stand open; the rest is behind a summary.
const OPEN_LINES: usize = 8;

#[component]
fn Lines(title: &'static str, heading: &'static str, lines: Vec<Line>) -> impl IntoView {
    let count = lines.len();
    let table = move |lines: &[Line], caption: String| {
        let rows = lines.iter().map(|line| {
            view! { <tr><th scope="row">{line.name.clone()}<span class="sub">{line.rows}"件"</span></th><td class="r">{line.counter_share.to_string()}</td></tr> }
        });
        view! {
            <table class="sums">
                <caption class="vh">{caption}</caption>
                <thead><tr><th scope="col">{heading}</th><th scope="col" class="r">{"窓口相当負担額"}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    };
    let (open, folded) = lines.split_at(OPEN_LINES.min(count));
    let folded = (!folded.is_empty())
        .then(|| view! { <details><summary>"ほか "{folded.len()}"件を表示"</summary>{table(folded, format!("{title}（続き）"))}</details> });
    view! {
        <section class="card">
            <header><h2>{title}</h2></header>
            {table(open, title.to_owned())}
            {folded}
        </section>
    }
}
