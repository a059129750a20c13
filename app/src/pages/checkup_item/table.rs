//! All values of an item as a table: what the chart shows, and what it cannot show.

use leptos::prelude::*;

use crate::chart::of_trend::drawn;
use crate::chart::trend::Standing;
use crate::domain::calendar::long_date;
use crate::domain::checkup::items::Item;
use crate::domain::checkup::report::address_of_day;
use crate::domain::checkup::trend::{Break, Point, Trend};
use crate::ui::verdict_chip::{ChipTone, VerdictChip};

/// The table, newest first. Open where it is short or there is no chart that says the same; on paper always.
pub(super) fn value_table(trend: &Trend, charted: bool) -> AnyView {
    let count = trend.points.len();
    let item = trend.item;
    let methods = trend.points.iter().any(|point| !point.method.is_empty());
    let undrawn = !item.unit.is_empty()
        && drawn(&trend.points).len() < trend.points.iter().filter(|point| point.has_value()).count();
    let rows = trend.points.iter().rev().map(|point| row(point, item, methods)).collect_view();
    view! {
        <details open=!charted || count <= 3>
            <summary>"表で見る（"{count}"回分）"</summary>
            {undrawn.then(|| view! { <p class="small soft">"単位の違う値は、グラフに描かず表だけにのせています。"</p> })}
            <div class="scroll" tabindex="0" role="region" aria-label=format!("{}のすべての値", item.name)>
                <table class="values">
                    <thead><tr>
                        <th scope="col">"受診日"</th><th scope="col" class=(!item.unit.is_empty()).then_some("r")>"値"</th><th scope="col">"判定"</th><th scope="col">"その年の基準値"</th>
                        <th scope="col">"保険者"</th>{methods.then(|| view! { <th scope="col">"測り方"</th> })}
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn row(point: &Point, item: &'static Item, methods: bool) -> AnyView {
    let limits = match (&point.range, point.threshold) {
        (Some(range), Some(row)) => match row.referral_words(item) {
            Some(second) => format!("{range}（受診をすすめる値 {second}）"),
            None => range.clone(),
        },
        _ => "基準値なし".to_owned(),
    };
    let unit = (point.has_value() && !point.unit.is_empty()).then(|| view! { " "<small>{point.unit.clone()}</small> });
    let numeric = point.number().is_some() || !point.unit.is_empty();
    let changes: Vec<String> =
        point.breaks.iter().filter(|change| !matches!(change, Break::Insurer)).map(Break::label).collect();
    let notes = (!changes.is_empty()).then(|| view! { <span class="sub">{changes.join("。")}</span> });
    view! {
        <tr>
            <th scope="row"><a href=format!("/checkups/visits/{}", address_of_day(point.date))>{long_date(point.date)}</a>{notes}</th>
            <td class=numeric.then_some("r")>{point.text.clone()}{unit}</td>
            <td>{chip(point)}</td>
            <td>{limits}</td>
            <td>{point.insurer.clone().unwrap_or_else(|| "記録なし".to_owned())}</td>
            {methods.then(|| view! { <td>{point.method}</td> })}
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
