//! A deduction worked out line by line, each line with its rule and source.

use leptos::prelude::*;

use crate::domain::money::Yen;
use crate::domain::tax::deduction::DeductionLine;

/// The working as a table.
#[component]
pub fn WorkingTable(
    /// What it works out.
    caption: &'static str,
    /// Worked out.
    lines: Vec<DeductionLine>,
) -> impl IntoView {
    let last = lines.len().saturating_sub(1);
    let lines = lines.into_iter().enumerate().map(|(place, line)| row(line, place == last));
    view! {
        <table class="working">
            <caption class="vh">{caption}</caption>
            <thead><tr><th scope="col">{"項目と計算のしかた"}</th><th scope="col" class="r">{"金額"}</th></tr></thead>
            <tbody>{lines.collect_view()}</tbody>
        </table>
    }
}

fn row(line: DeductionLine, result: bool) -> impl IntoView {
    let subtracted = matches!(line.letter, "B" | "F");
    let amount = match line.amount {
        None => "－".to_owned(),
        Some(amount) if subtracted && amount > Yen::ZERO => (-amount).to_string(),
        Some(amount) => amount.to_string(),
    };
    let letter = (!result).then(|| view! { <b class="letter">{line.letter}</b>" " });
    view! {
        <tr class:sum=result>
            <th scope="row">{letter}{line.label}<span class="sub">{line.rule}"（"{line.source}"）"</span></th>
            <td class="r">{amount}</td>
        </tr>
    }
}
