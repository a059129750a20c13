//! One row: name, value, that visit's own verdict and what it comes from, the line through the years.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::chart::of_trend::{chart_of, standing};
use crate::chart::shape::Shape;
use crate::chart::sparkline::{Sparkline, missing_words, strip};
use crate::domain::checkup::derived::COMPUTED;
use crate::domain::checkup::subject::Subject;
use crate::domain::checkup::trend::{Point, Trend, when_words};
use crate::domain::checkup::verdict::Basis;
use crate::pages::checkup_item::table::chip;

/// The row. `newest` is the day of the newest visit; an older value says its month.
pub(super) fn row<S: Subject>(trend: &Trend<S>, point: &Point, newest: NaiveDate) -> AnyView {
    let item = &trend.item;
    let name = item.name().to_owned();
    let name = match item.address() {
        Some(address) => view! { <a href=format!("/checkups/items/{address}")>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let official = item.other_name().map(|name| view! { <span class="sub">{name.to_owned()}</span> });
    let unit = (!point.unit.is_empty() && point.has_value()).then(|| view! { " "<small>{point.unit.clone()}</small> });
    let computed = point.computed.then(|| view! { <span class="sub">{COMPUTED}</span> });
    let otherwise = point.otherwise_words().map(|words| view! { <span class="sub">{words}</span> }).collect_view();
    let earlier = (point.date != newest).then(|| view! { <span class="sub">{when_words(point.date, [newest])}</span> });
    let scale = point.scale().map(|scale| view! { <span class="sub">{scale.to_owned()}</span> });
    let class = if point.is_answer() { "v w r" } else { "v r" };
    view! {
        <tr>
            <th scope="row">{name}{official}</th>
            <td class=class>{point.text.clone()}{unit}{scale}{computed}{otherwise}{earlier}</td>
            <td>{chip(point)}{held_against(point)}</td>
            <td class="t">{line(trend)}</td>
        </tr>
    }
    .into_any()
}

/// What the verdict comes from: `判定値 130未満`, `この健診の範囲 3.6〜7.0`, nothing without a verdict; and where the published limits
/// advise a doctor beside it, that they do.
pub(in crate::pages) fn held_against(point: &Point) -> impl IntoView + use<> {
    let range = point.range.as_ref().filter(|_| point.verdict.is_told());
    let held = range.zip(point.basis).map(|(range, basis)| {
        let words = match basis {
            Basis::Published => "判定値",
            Basis::Report => "この健診の範囲",
        };
        view! { <span class="sub">{format!("{words} {range}")}</span> }
    });
    let advised = point.is_advised_beside().then(|| view! { <span class="sub">"特定健診では受診をすすめる値"</span> });
    view! { {held}{advised} }
}

/// Numbers get a line, judged answers a mark a visit, other answers nothing.
fn line<S: Subject>(trend: &Trend<S>) -> AnyView {
    let points = trend.last_years(10);
    if trend.item.is_measured() {
        return view! { <Sparkline chart=chart_of(points)/> }.into_any();
    }
    let marks: Vec<_> = points
        .iter()
        .filter(|point| point.has_value() && point.threshold.is_some())
        .map(|point| (point.date, standing(&point.verdict)))
        .collect();
    let out = points.iter().filter(|point| point.verdict.is_out()).count();
    let missing: Vec<NaiveDate> = points.iter().filter(|point| !point.has_value()).map(|point| point.date).collect();
    let label = format!("{}回のうち{out}回が基準値の外{}", marks.len(), missing_words(missing.len()));
    (!marks.is_empty())
        .then(|| view! { <svg viewBox="0 0 136 36" role="img" aria-label=label>{strip(&marks, &missing).into_iter().map(Shape::view).collect_view()}</svg> })
        .into_any()
}
