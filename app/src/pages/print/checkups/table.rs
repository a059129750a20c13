//! The table of the sheet: an item a row, a day a column, the limits at the end.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::checkup::items::{Item, all_items};
use crate::domain::checkup::trend::{Point, Trend};
use crate::domain::person::Sex;

/// The values of the days, oldest first. Items that no day names are left out.
pub(super) fn values(shown: &[Visit], sex: Sex) -> AnyView {
    let rows = all_items()
        .iter()
        .filter_map(|item| {
            let trend = Trend::of(item, shown, sex);
            trend.points.iter().any(Point::has_value).then(|| row(&trend, shown))
        })
        .collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="健診の値">
            <table>
                <thead><tr><th scope="col">"項目"</th>{shown.iter().map(head).collect_view()}<th scope="col">"判定値"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn head(visit: &Visit) -> AnyView {
    let place = visit.facility_name.clone().map(|name| view! { <span class="sub">{name}</span> });
    view! { <th scope="col">{long_date(visit.date)}{place}</th> }.into_any()
}

fn row(trend: &Trend, shown: &[Visit]) -> AnyView {
    let item = trend.item;
    let cells = shown
        .iter()
        .map(|visit| view! { <td>{trend.points.iter().find(|point| point.date == visit.date).map(cell)}</td> })
        .collect_view();
    let limits = trend.newest().and_then(|point| point.threshold).map(|row| row.range_words(item)).unwrap_or_default();
    view! { <tr><th scope="row">{named(item)}</th>{cells}<td>{limits}</td></tr> }.into_any()
}

/// `最高血圧 mmHg`
fn named(item: &Item) -> AnyView {
    let unit = (!item.unit.is_empty()).then(|| view! { " "<small>{item.unit}</small> });
    view! { {item.name}{unit} }.into_any()
}

/// The value, another unit than the row's with it; out of range by diamond and word.
fn cell(point: &Point) -> AnyView {
    let computed = if point.computed { "（計算値）" } else { "" };
    if point.verdict.is_out() {
        let word = format!("{computed} {}", point.verdict_word());
        view! { <b><span aria-hidden="true">"◇ "</span>{point.text.clone()}</b>{word} }.into_any()
    } else {
        format!("{}{computed}", point.text).into_any()
    }
}

/// What the insurer recorded, a day a column.
pub(super) fn recorded_rows(rows: &[(&'static str, Vec<Option<String>>)], shown: &[Visit]) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let body = rows
        .iter()
        .map(|(name, each)| {
            let cells = each
                .iter()
                .map(|words| view! { <td>{words.clone().unwrap_or_else(|| "記録なし".to_owned())}</td> })
                .collect_view();
            view! { <tr><th scope="row">{*name}</th>{cells}</tr> }
        })
        .collect_view();
    let heads = shown.iter().map(|visit| view! { <th scope="col">{long_date(visit.date)}</th> }).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="保険者の記録">
            <table><thead><tr><th scope="col">"記録"</th>{heads}</tr></thead><tbody>{body}</tbody></table>
        </div>
    }
    .into_any()
}
