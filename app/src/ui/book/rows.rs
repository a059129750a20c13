//! Every row of the year, notified and paid side by side, with what to look at; a page of thirty at a time.

use std::sync::Arc;

use chrono::Datelike;
use leptos::prelude::*;

use super::desk::{Press, SharedDesk, unseen};
use super::part::part;
use crate::domain::calendar::slashed;
use crate::domain::expense::book::Source;
use crate::domain::expense::book::hint::{Hint, hints};
use crate::domain::expense::book::row::Row;
use crate::domain::expense::book::year::YearBook;
use crate::domain::money::Yen;

/// Rows of a page.
pub const PAGE: usize = 30;

/// The card. Without a desk nothing can be changed.
#[component]
pub fn RowsCard(
    /// The year.
    year: Arc<YearBook>,
    /// Page of the rows, from 0.
    page: usize,
    /// Who keeps the book.
    #[prop(optional_no_strip)]
    desk: Option<SharedDesk>,
    /// Under its heading.
    folded: bool,
    /// Place of the row that has just been corrected.
    #[prop(optional_no_strip)]
    corrected: Option<usize>,
) -> impl IntoView {
    let count = year.rows.len();
    if count == 0 {
        return view! { <section class="card" id="rows"><header><h2>{"明細"}</h2></header><p>{"明細は、まだありません。"}</p></section> }.into_any();
    }
    let pages = count.div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    let shown = || year.rows.iter().zip(&year.places).skip(page * PAGE).take(PAGE);
    let columns = Columns {
        whose: year.coverage.people.len() > 1,
        notified: shown().any(|(row, _)| differs(row)),
        sources: has_several_sources(&year.rows),
    };
    let for_all: Vec<Hint> = shown()
        .flat_map(|(row, _)| hints(row, year.birth_of(row)))
        .filter(|hint| hint.is_said_once())
        .take(1)
        .collect();
    let for_all = for_all.iter().map(|hint| view! { <p class="small">{hint.words()}</p> }).collect_view();
    let body = shown()
        .map(|(row, place)| line(&year, row, *place, columns, desk.as_ref(), corrected == Some(*place)))
        .collect_view();
    let turn = desk.as_ref().filter(|_| pages > 1).map(|desk| {
        let before = (page > 0).then(|| desk.press(Press::Page(page - 1), "前の30件", ""));
        let after = (page + 1 < pages).then(|| desk.press(Press::Page(page + 1), "次の30件", ""));
        view! { <div class="actions" role="group" aria-label="明細のページ">{before}<span>{format!("{}／{pages}ページ", page + 1)}</span>{after}</div> }
    });
    let (number, changes) = (year.year, desk.is_some());
    let body = view! {
            {changes.then(|| view! { <p class="small">{"領収書と違うときは「直す」を押してください。"}</p> })}
            {columns.notified.then(|| view! { <p class="small">{"「届いた額」（明細の窓口相当負担額）は、払った額と違う行だけに出ます。"}</p> })}
            {for_all}
            <table class="ledger book">
                <caption class="vh">{format!("{number}年の明細")}</caption>
                <thead><tr>
                    <th scope="col">{"月"}</th>
                    <th scope="col">{"病院・薬局など"}</th>
                    {columns.whose.then(|| view! { <th scope="col">{"受けた人"}</th> })}
                    {columns.notified.then(|| view! { <th scope="col" class="r">{"届いた額"}</th> })}
                    <th scope="col" class="r">{"払った額"}</th>
                    {changes.then(|| view! { <th scope="col"><span class="vh">{"直す"}</span></th> })}
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
            {turn}
    };
    part(Some("rows"), format!("明細（{count}件）"), ().into_any(), folded, body.into_any())
}

/// Columns and lines that stand only where they say something.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// Who was treated.
    whose: bool,
    /// What the notice says.
    notified: bool,
    /// Where a row comes from.
    sources: bool,
}

/// Whether a notice says another amount than was paid.
fn differs(row: &Row) -> bool {
    row.notified.is_some_and(|notified| notified.share != row.paid())
}

/// Whether the rows do not all come from the same.
fn has_several_sources(rows: &[Row]) -> bool {
    rows.iter().any(|row| rows.first().is_some_and(|first| first.sources != row.sources))
}

/// Which row it is, for whoever hears its button alone.
#[must_use]
pub fn about(row: &Row) -> String {
    let when = row.treated_on.map(slashed).or(row.treated.map(|month| month.to_string()));
    let paid = if row.lacks_amount() { "未記入".to_owned() } else { row.paid().to_string() };
    format!("：{}、{}、{paid}の行", when.unwrap_or_else(|| "－".to_owned()), row.place)
}

fn line(
    year: &YearBook,
    row: &Row,
    place: usize,
    columns: Columns,
    desk: Option<&SharedDesk>,
    corrected: bool,
) -> impl IntoView + use<> {
    let month = match (row.treated_on, row.treated) {
        (Some(day), _) => format!("{}/{}", day.month(), day.day()),
        (None, Some(month)) if month.year() == year.year => format!("{}月", month.month()),
        (None, Some(month)) => month.to_string(),
        (None, None) => "－".to_owned(),
    };
    let kind = if row.kind.is_empty() { "種類の記載なし".to_owned() } else { row.kind.clone() };
    let days = row.notified.and_then(|notified| notified.days).map(|days| format!("・{days}日"));
    let item = (!row.item.is_empty()).then(|| format!("・{}", row.item));
    let total = row.notified.and_then(|notified| notified.parts).map(|parts| {
        view! { {"・"}<span class="nowrap">{format!("総額 {}", parts.total)}</span> }
    });
    let sources: Vec<&str> = row.sources.iter().filter(|_| columns.sources).map(Source::label).collect();
    let sources = (!sources.is_empty()).then(|| view! { <span class="sub src">{sources.join("・")}</span> });
    let notes = notes(row);
    let hints = hints(row, year.birth_of(row));
    let hints = hints
        .iter()
        .filter(|hint| !hint.is_said_once())
        .map(|hint| view! { <span class="sub hint">{hint.words()}</span> })
        .collect_view();
    let notified = columns.notified.then(|| match row.notified {
        Some(notified) if differs(row) => {
            view! { <td class="r t"><span class="label">{"届いた額 "}</span>{notified.share.to_string()}</td> }
                .into_any()
        }
        Some(_) => view! { <td class="r t same"><span class="vh">{"払った額と同じ"}</span></td> }.into_any(),
        None => view! { <td class="r t same">{"－"}</td> }.into_any(),
    });
    let paid = if row.lacks_amount() { "未記入".to_owned() } else { row.paid().to_string() };
    let back = (row.reimbursed > Yen::ZERO)
        .then(|| view! { <span class="sub">{format!("うち戻り {}", row.counted_back())}</span> });
    let label = if row.typed.is_some() { "書き直す" } else { "直す" };
    let change = desk.map(|desk| {
        let about = about(row);
        let button = desk.press(Press::Choose(place, row), label, &about);
        // What was typed is nowhere else: it takes a second press.
        let remove = number_of(row).map(|number| {
            let sure = desk.press(Press::Remove(number), "この行を消す", &about);
            view! { <details><summary>{"消す"}{unseen(&about)}</summary>{sure}</details> }
        });
        view! { <td class="do">{button}{remove}</td> }
    });
    let quiet = !row.counts();
    view! {
        <tr class:quiet=quiet class:now=corrected id=format!("row-{place}")>
            <td class="m">{month}</td>
            <th scope="row">{row.place.clone()}{corrected.then(|| view! { <span class="sub"><span class="chip">{"直しました"}</span></span> })}<span class="sub">{kind}{days}{item}{total}</span>{(!notes.is_empty()).then(|| view! { <span class="sub mark">{notes.join("・")}</span> })}{sources}{hints}</th>
            {columns.whose.then(|| view! { <td class="p">{row.whose.clone()}</td> })}
            {notified}
            <td class="r s"><span class="label">{"払った額 "}</span>{paid}{back}</td>
            {change}
        </tr>
    }
}

/// Number of a typed row.
fn number_of(row: &Row) -> Option<u32> {
    row.typed?;
    row.name.number()
}

/// What a person said of a row, and what follows.
fn notes(row: &Row) -> Vec<String> {
    let mut notes = Vec::new();
    if row.waits_for.is_some() {
        notes.push("同じものか未確認（数えていません）".to_owned());
    }
    if row.left_out {
        notes.push("対象外（数えていません）".to_owned());
    }
    if let Some(why) = row.why {
        notes.push(format!("直した行：{}", why.label()));
    } else if row.corrected {
        notes.push("直した行".to_owned());
    }
    if row.reimbursed > row.counted_back() {
        notes.push(format!(
            "戻った {} のうち、この行の払った額をこえる分は数えていません。同じ治療の別の行に入れてください",
            row.reimbursed
        ));
    }
    if let Some(day) = row.paid_on.filter(|day| Some(*day) != row.treated_on) {
        notes.push(format!("{} 支払い", slashed(day)));
    }
    if row.marked {
        notes.push("セルフメディケーション税制のしるし".to_owned());
    }
    if row.needs_receipt() {
        notes.push(if row.receipt {
            "領収書あり・5年間保管".to_owned()
        } else {
            "領収書を5年間保管".to_owned()
        });
    }
    notes
}
