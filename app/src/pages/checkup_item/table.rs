//! All values of an item as a table: what the chart shows, and what it cannot show.

use leptos::prelude::*;

use crate::chart::trend::Standing;
use crate::domain::calendar::long_date;
use crate::domain::checkup::derived::COMPUTED;
use crate::domain::checkup::items::Item;
use crate::domain::checkup::report::address_of_day;
use crate::domain::checkup::subject::{Either, Subject as _};
use crate::domain::checkup::trend::{Break, Point, Trend};
use crate::domain::checkup::verdict::Basis;
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// The table, newest first. Open where it is short or there is no chart that says the same; on paper always.
pub(super) fn value_table(trend: &Trend<Either>, charted: bool) -> AnyView {
    let count = trend.points.len();
    let name = trend.item.name().to_owned();
    let item = trend.item.item();
    let methods = trend.points.iter().any(|point| !point.method.is_empty() && !point.computed);
    let class = trend.item.is_measured().then_some("r");
    let rows = trend.points.iter().rev().map(|point| row(point, item, methods)).collect_view();
    view! {
        <details open=!charted || count <= 3>
            <summary>{format!("{name}を表で見る（{count}回分）")}</summary>
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{name}のすべての値")>
                <table class="values">
                    <thead><tr>
                        <th scope="col">"受診日"</th><th scope="col" class=class>"値"</th><th scope="col">"判定"</th><th scope="col">"その年の基準値"</th>
                        <th scope="col">"保険者"</th>{methods.then(|| view! { <th scope="col">"測り方"</th> })}
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// What the value was held against, and the report's own range beside it.
fn limits(point: &Point, item: Option<&'static Item>) -> String {
    let published = point.threshold.zip(item).map(|(row, item)| match row.referral_words(item) {
        Some(second) => format!("判定値 {}（受診をすすめる値 {second}）", row.range_words(item)),
        None => format!("判定値 {}", row.range_words(item)),
    });
    let own = point.own.as_ref().map(|range| format!("この健診の範囲 {}", range.words()));
    match (point.basis, published, own) {
        (_, None, None) => "基準値なし".to_owned(),
        (Some(Basis::Published), Some(used), Some(beside)) | (_, Some(beside), Some(used)) => {
            format!("{used}。判定に使わないもの：{beside}")
        }
        (_, Some(words), None) | (_, None, Some(words)) => words,
    }
}

fn row(point: &Point, item: Option<&'static Item>, methods: bool) -> AnyView {
    let limits = limits(point, item);
    let unit = (point.has_value() && !point.unit.is_empty()).then(|| view! { " "<small>{point.unit.clone()}</small> });
    let computed = point.computed.then(|| view! { <span class="sub">{COMPUTED}</span> });
    let otherwise = point.otherwise_words().map(|words| view! { <span class="sub">{words}</span> }).collect_view();
    let numeric = !point.is_answer() && point.has_value();
    let method = if point.computed { String::new() } else { point.method.to_string() };
    let changes: Vec<String> =
        point.breaks.iter().filter(|change| !matches!(change, Break::Insurer)).map(Break::label).collect();
    let notes = (!changes.is_empty()).then(|| view! { <span class="sub">{changes.join("。")}</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("/checkups/visits/{}", address_of_day(point.date))>{long_date(point.date)}</a>{notes}</th>
            <td class=numeric.then_some("r")>{point.text.clone()}{unit}{computed}{otherwise}</td>
            <td>{chip(point)}</td>
            <td>{limits}</td>
            <td>{point.insurer.clone().unwrap_or_else(|| "記録なし".to_owned())}</td>
            {methods.then(|| view! { <td>{method}</td> })}
        </tr>
    }
    .into_any()
}

/// The verdict of one visit as word and shape. An answer that is its own verdict is not said twice.
pub(in crate::pages) fn chip(point: &Point) -> AnyView {
    let word = point.verdict_word();
    if word == point.text {
        return ().into_any();
    }
    let tone = match crate::chart::of_trend::standing(&point.verdict) {
        Standing::InRange => ChipTone::InRange,
        Standing::OutOfRange => ChipTone::OutOfRange,
        Standing::Unjudged => ChipTone::Plain,
    };
    view! { <VerdictChip tone word/> }.into_any()
}
