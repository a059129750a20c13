//! Every row of the year, notified and paid side by side, with what to look at; a page of fifty at a time.

use chrono::Datelike;
use leptos::prelude::*;

use super::desk::{Press, SharedDesk};
use crate::domain::calendar::slashed;
use crate::domain::expense::book::Source;
use crate::domain::expense::book::hint::hints;
use crate::domain::expense::book::row::Row;
use crate::domain::expense::book::year::YearBook;
use crate::domain::money::Yen;

/// Rows of a page.
pub const PAGE: usize = 50;

/// The card. Without a desk nothing can be changed.
#[component]
pub fn RowsCard(
    /// The year.
    year: YearBook,
    /// Page of the rows, from 0.
    page: usize,
    /// Who keeps the book.
    #[prop(optional_no_strip)]
    desk: Option<SharedDesk>,
) -> impl IntoView {
    let count = year.rows.len();
    let pages = count.div_ceil(PAGE).max(1);
    let page = page.min(pages - 1);
    let several = year.coverage.people.len() > 1;
    let shown = year.rows.iter().zip(&year.places).skip(page * PAGE).take(PAGE);
    let body = shown.map(|(row, place)| line(&year, row, *place, several, desk.as_ref())).collect_view();
    let turn = desk.as_ref().filter(|_| pages > 1).map(|desk| {
        let before = (page > 0).then(|| desk.press(Press::Page(page - 1), "前の50件"));
        let after = (page + 1 < pages).then(|| desk.press(Press::Page(page + 1), "次の50件"));
        view! { <div class="actions" role="group" aria-label="明細のページ">{before}<span>{format!("{}／{pages}ページ", page + 1)}</span>{after}</div> }
    });
    let (number, changes) = (year.year, desk.is_some());
    view! {
        <section class="card" id="rows">
            <header><h2>{"明細"}</h2><span class="asof">{format!("{count}件")}</span></header>
            {changes.then(|| view! { <p class="small">{"「届いた額」は明細の窓口相当負担額、「払った額」は実際に払った額です。違うときは「直す」を押してください。"}</p> })}
            <table class="ledger book">
                <caption class="vh">{format!("{number}年の明細")}</caption>
                <thead><tr>
                    <th scope="col">{"月"}</th>
                    <th scope="col">{"病院・薬局など"}</th>
                    {several.then(|| view! { <th scope="col">{"受けた人"}</th> })}
                    <th scope="col" class="r">{"届いた額"}</th>
                    <th scope="col" class="r">{"払った額"}</th>
                    {changes.then(|| view! { <th scope="col"><span class="vh">{"直す"}</span></th> })}
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
            {turn}
        </section>
    }
    .into_any()
}

fn line(year: &YearBook, row: &Row, place: usize, several: bool, desk: Option<&SharedDesk>) -> impl IntoView + use<> {
    let month = match (row.treated_on, row.treated) {
        (Some(day), _) => format!("{}/{}", day.month(), day.day()),
        (None, Some(month)) if month.year() == year.year => format!("{}月", month.month()),
        (None, Some(month)) => month.to_string(),
        (None, None) => "－".to_owned(),
    };
    let kind = if row.kind.is_empty() { "種類の記載なし".to_owned() } else { row.kind.clone() };
    let days = row.notified.and_then(|notified| notified.days).map(|days| format!("・{days}日"));
    let item = (!row.item.is_empty()).then(|| format!("・{}", row.item));
    let sources: Vec<&str> = row.sources.iter().map(Source::label).collect();
    let notes = notes(row);
    let hints = hints(row, year.birth_of(row));
    let hints = hints.iter().map(|hint| view! { <span class="sub hint">{hint.words()}</span> }).collect_view();
    let notified = row.notified.map_or_else(|| "－".to_owned(), |notified| notified.share.to_string());
    let total = row.notified.and_then(|notified| notified.parts).map(|parts| format!("総額 {}", parts.total));
    let paid = if row.lacks_amount() { "未記入".to_owned() } else { row.paid().to_string() };
    let back = (row.reimbursed > Yen::ZERO)
        .then(|| view! { <span class="sub">{format!("うち戻り {}", row.counted_back())}</span> });
    let label = if row.typed.is_some() { "書き直す" } else { "直す" };
    let change = desk.map(|desk| {
        let button = desk.press(Press::Choose(place, row), label);
        let remove = number_of(row).map(|number| desk.press(Press::Remove(number), "消す"));
        view! { <td class="do"><span class="vh">{row.place.clone()}</span>{button}{remove}</td> }
    });
    let quiet = !row.counts();
    view! {
        <tr class:quiet=quiet>
            <td class="m">{month}</td>
            <th scope="row">{row.place.clone()}<span class="sub">{kind}{days}{item}</span>{(!notes.is_empty()).then(|| view! { <span class="sub mark">{notes.join("・")}</span> })}<span class="sub src">{sources.join("・")}</span>{hints}</th>
            {several.then(|| view! { <td class="p">{row.whose.clone()}</td> })}
            <td class="r t"><span class="label">{"届いた額 "}</span>{notified}<span class="sub">{total}</span></td>
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
