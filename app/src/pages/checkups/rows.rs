//! Links to the body systems, a card each, a row an item: value, that visit's own verdict, and the line through the years.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::chart::of_trend::{chart_of, standing};
use crate::chart::shape::Shape;
use crate::chart::sparkline::{Sparkline, strip};
use crate::domain::checkup::Visit;
use crate::domain::checkup::items::Group;
use crate::domain::checkup::trend::{Point, Trend};
use crate::domain::person::Sex;
use crate::pages::checkup_item::table::chip;

/// The links to the cards, and the cards. A system without any value is left out.
pub(super) fn groups(visits: &[Visit], sex: Sex) -> AnyView {
    let newest = visits.iter().map(|visit| visit.date).max();
    let (mut links, mut cards) = (Vec::new(), Vec::new());
    for group in Group::ALL {
        let told: Vec<(Trend, Point)> = group
            .items()
            .map(|item| Trend::of(item, visits, sex))
            .filter_map(|trend| told(&trend).cloned().map(|point| (trend, point)))
            .collect();
        if !told.is_empty() {
            // An older value that stands in for one the newest visit lacks is no news of that visit.
            let outside = |point: &Point| point.verdict.is_out() && Some(point.date) == newest;
            links.push(link(group, told.iter().filter(|(_, point)| outside(point)).count()));
            cards.push(card(group, &told, newest));
        }
    }
    let jump = (links.len() > 2)
        .then(|| view! { <nav class="jump noprint" aria-label="検査の種類へ進む"><ul>{links}</ul></nav> });
    view! { {jump}{cards} }.into_any()
}

/// The way to a card, with the number of the newest visit's values that lie outside.
fn link(group: Group, outside: usize) -> AnyView {
    let mark = (outside > 0).then(|| view! { <span class="out-count">"範囲の外 "{outside}</span> });
    view! { <li><a class="btn line slim" href=format!("#{}", group.anchor())>{group.label()}{mark}</a></li> }.into_any()
}

fn card(group: Group, told: &[(Trend, Point)], newest: Option<NaiveDate>) -> AnyView {
    let rows = told.iter().map(|(trend, point)| row(trend, point, Some(point.date) == newest)).collect_view();
    view! {
        <section class="card items" id=group.anchor()>
            <header><h2>{group.label()}</h2><span class="asof">{group.line()}</span></header>
            <table>
                <thead><tr><th scope="col">"項目"</th><th scope="col" class="r">"値"</th><th scope="col">"判定"</th><th scope="col">"10年の推移"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The point a row speaks of: the newest visit's, or the newest before it that holds a value.
fn told(trend: &Trend) -> Option<&Point> {
    let newest = trend.newest()?;
    if newest.has_value() { Some(newest) } else { trend.previous().or(Some(newest)) }
}

fn row(trend: &Trend, point: &Point, now: bool) -> AnyView {
    let item = trend.item;
    let official = item.other_name().map(|name| view! { <span class="sub">{name}</span> });
    let unit = (!point.unit.is_empty() && point.has_value()).then(|| view! { " "<small>{point.unit.clone()}</small> });
    let earlier = (!now).then(|| view! { <span class="sub">{point.month_words()}</span> });
    let class = if point.unit.is_empty() { "v w r" } else { "v r" };
    view! {
        <tr>
            <th scope="row"><a href=format!("/checkups/items/{}", item.slug)>{item.name}</a>{official}</th>
            <td class=class>{point.text.clone()}{unit}{earlier}</td>
            <td>{chip(point)}</td>
            <td class="t">{line(trend)}</td>
        </tr>
    }
    .into_any()
}

/// Numbers get a line, judged answers a mark a visit, other answers nothing.
fn line(trend: &Trend) -> AnyView {
    let points = trend.last_years(10);
    if !trend.item.unit.is_empty() {
        return view! { <Sparkline chart=chart_of(points)/> }.into_any();
    }
    let marks: Vec<_> = points
        .iter()
        .filter(|point| point.has_value() && point.threshold.is_some())
        .map(|point| (point.date, standing(&point.verdict)))
        .collect();
    let out = points.iter().filter(|point| point.verdict.is_out()).count();
    let label = format!("{}回のうち{out}回が基準値の外", marks.len());
    (!marks.is_empty())
        .then(|| view! { <svg viewBox="0 0 136 36" role="img" aria-label=label>{strip(&marks).into_iter().map(Shape::view).collect_view()}</svg> })
        .into_any()
}
