//! The two days as tables: values with what changed, then the answers that changed.

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::checkup::compare::{AnswerPair, Pair};
use crate::domain::checkup::report::address_of_day;
use crate::domain::checkup::trend::Point;
use crate::pages::checkup_visit::system::chip;
use crate::pages::checkups::row::held_against;

/// What changed of the values, a row an item, and how those were computed that no record holds.
pub(super) fn values(pairs: &[Pair], notes: &[String], before: NaiveDate, after: NaiveDate) -> AnyView {
    if pairs.is_empty() {
        return view! { <section class="card"><p>"この2回の健診には、くらべられる検査の値がありません。"</p></section> }.into_any();
    }
    let rows = pairs
        .iter()
        .map(|pair| {
            view! {
                <tr>
                    <th scope="row"><a href=format!("/checkups/items/{}", pair.item.slug)>{pair.item.name}</a></th>
                    {side(pair.before.as_ref(), before, pair.change.is_other_method())}
                    {side(pair.after.as_ref(), after, pair.change.is_other_method())}
                    <td>{pair.change.words()}{pair.other_yardstick().then(|| view! { <span class="sub">"判定の比べ方は、2回で違います"</span> })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card versus">
            <h2>"検査の値"</h2>
            <p class="small soft">"測り方や単位が違う値は、くらべていません。基準値から外れていても、すぐに病気とは限りません。"</p>
            <table>
                {heads(before, after, "変化")}
                <tbody>{rows}</tbody>
            </table>
            {notes.iter().cloned().map(|words| view! { <p class="small soft">{words}</p> }).collect_view()}
        </section>
    }
    .into_any()
}

fn heads(before: NaiveDate, after: NaiveDate, last: &'static str) -> AnyView {
    let day = |day: NaiveDate| {
        view! { <th scope="col"><a href=format!("/checkups/visits/{}", address_of_day(day))>{long_date(day)}</a></th> }
    };
    let last = (!last.is_empty()).then(|| view! { <th scope="col">{last}</th> });
    view! { <thead><tr><th scope="col">"項目"</th>{day(before)}{day(after)}{last}</tr></thead> }.into_any()
}

/// On a narrow screen the column's day stands with each value.
fn label(day: NaiveDate) -> AnyView {
    view! { <span class="label">{format!("{}年{}月", day.year(), day.month())}</span> }.into_any()
}

/// A value with its verdict, and its method where the two days differ in it.
fn side(point: Option<&Point>, day: NaiveDate, methods: bool) -> AnyView {
    let Some(point) = point else {
        return view! { <td>{label(day)}<span class="soft">"記録なし"</span></td> }.into_any();
    };
    let unit = (point.has_value() && !point.unit.is_empty()).then(|| view! { " "<small>{point.unit.clone()}</small> });
    let method = if point.computed { "計算値".to_owned() } else { point.method.to_string() };
    let method =
        (!method.is_empty() && (methods || point.computed)).then(|| view! { <span class="sub">{method}</span> });
    let answer = point.is_answer();
    view! { <td>{label(day)}<b class="num">{point.text.clone()}</b>{unit}" "{chip(&point.verdict, &point.text, answer)}{held_against(point)}{method}</td> }
        .into_any()
}

/// The answers that changed.
pub(super) fn answers(pairs: Vec<AnswerPair>, before: NaiveDate, after: NaiveDate) -> AnyView {
    if pairs.is_empty() {
        return ().into_any();
    }
    let rows = pairs
        .into_iter()
        .map(|pair| {
            let other = pair
                .other_list
                .then(|| view! { <span class="sub">"答えの選び方が変わったので、くらべられません"</span> });
            view! {
                <tr>
                    <th scope="row">{pair.name}{other}</th>
                    <td>{label(before)}{pair.before}</td>
                    <td>{label(after)}{pair.after}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="card versus">
            <h2>"答えが変わった問診"</h2>
            <table>
                {heads(before, after, "")}
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
