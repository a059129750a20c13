//! Every row of the notice in a table; on a phone each row becomes a small block.

use leptos::prelude::*;

use crate::domain::expense::Expense;
use crate::domain::money::Yen;

/// Rows that stand open. A year of many rows is folded, so that the page stays short.
const OPEN_ROWS: usize = 20;

/// The table, in the order of the months.
#[component]
pub fn ExpenseRows(
    /// Rows of one year.
    mut rows: Vec<Expense>,
    /// That year.
    year: i32,
) -> impl IntoView {
    rows.sort_by(|a, b| a.month.cmp(&b.month).then_with(|| a.institution.cmp(&b.institution)));
    let several = rows.iter().any(|row| row.patient != rows[0].patient);
    let count = rows.len();
    let table = view! {
        <table class="ledger">
            <caption class="vh">{year}"年の明細"</caption>
            <thead><tr>
                <th scope="col">{"診療月"}</th>
                <th scope="col">{"病院・薬局など"}</th>
                {several.then(|| view! { <th scope="col">{"受けた人"}</th> })}
                <th scope="col" class="r">{"医療費の総額"}</th>
                <th scope="col" class="r">{"窓口相当負担額"}</th>
            </tr></thead>
            <tbody>{rows.into_iter().map(|row| line(row, several)).collect_view()}</tbody>
        </table>
    };
    let body = if count > OPEN_ROWS {
        view! { <details><summary>{count}"件の明細を表示"</summary>{table}</details> }.into_any()
    } else {
        table.into_any()
    };
    view! {
        <section class="card">
            <header><h2>{"明細"}</h2><span class="asof">{count}"件"</span></header>
            {body}
        </section>
    }
}

fn line(row: Expense, several: bool) -> impl IntoView {
    let days = row.days.map(|days| format!("・{days}日"));
    let public = (row.public_share != Yen::ZERO).then(|| format!("・その他の公費 {}", row.public_share));
    view! {
        <tr>
            <td class="m">{row.month.month()}"月"</td>
            <th scope="row">{row.institution}<span class="sub">{row.kind}{days}{public}</span></th>
            {several.then(|| view! { <td class="p">{row.patient}</td> })}
            <td class="r t"><span class="label">{"総額 "}</span>{row.total.to_string()}</td>
            <td class="r s"><span class="label">{"窓口 "}</span>{row.counter_share.to_string()}</td>
        </tr>
    }
}
