//! Links to the body systems, a card each, a row an item: value, that visit's own verdict and what it comes from, and the line
//! through the years. Amounts outside the catalogue and items not measured for ten years are folded.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::row::row;
use crate::domain::checkup::derived::formula_of;
use crate::domain::checkup::items::{Group, Item};
use crate::domain::checkup::subject::Subject;
use crate::domain::checkup::trend::{Point, Trend};
use crate::domain::checkup::trends::Trends;

/// A series and the point its row speaks of.
type Told<'t, S> = (&'t Trend<S>, &'t Point);

/// As many amounts outside the catalogue stand open.
const OPEN: usize = 3;

/// The links to the cards, and the cards. A system without any value is left out.
pub(super) fn groups(trends: &Trends, newest: NaiveDate) -> AnyView {
    let old = |point: &Point| point.is_past(newest);
    let (mut links, mut cards) = (Vec::new(), Vec::new());
    for group in Group::ALL {
        let here = trends.items.iter().filter(|trend| trend.item.group == group);
        let told: Vec<Told<'_, _>> = here.filter_map(told).filter(|(_, point)| !old(point)).collect();
        if !told.is_empty() {
            links.push(link(group.anchor(), group.label(), outside(&told)));
            let rows = told.iter().map(|(trend, point)| row(*trend, point, newest)).collect_view();
            let content = view! { {table(rows)}{computed(&told)} }.into_any();
            cards.push(card(group.anchor(), group.label(), group.line(), content));
        }
    }
    let (past, others): (Vec<_>, Vec<_>) = trends.others.iter().filter_map(told).partition(|(_, point)| old(point));
    if !others.is_empty() {
        let outside = outside(&others);
        links.push(link("others", OTHERS, outside));
        let rows = others.iter().map(|(trend, point)| row(*trend, point, newest)).collect_view();
        let list = folded(others.len() > OPEN, format!("{}項目を見る", others.len()), table(rows).into_any());
        cards.push(card("others", OTHERS, "特定健診のほかに測ったもの", list));
    }
    let known: Vec<Told<'_, _>> = trends.items.iter().filter_map(told).filter(|(_, point)| old(point)).collect();
    let count = known.len() + past.len();
    if count > 0 {
        let rows = known
            .iter()
            .map(|(trend, point)| row(*trend, point, newest))
            .chain(past.iter().map(|(trend, point)| row(*trend, point, newest)))
            .collect_view();
        let list = folded(true, format!("{count}項目を見る"), table(rows).into_any());
        cards.push(card("past", "以前に測った検査", "ここ10年の健診にはないもの", list));
    }
    let jump = (links.len() > 2)
        .then(|| view! { <nav class="jump noprint" aria-label="検査の種類へ進む"><ul>{links}</ul></nav> });
    view! { {jump}{cards} }.into_any()
}

const OTHERS: &str = "そのほかの検査";

/// The series with the point a row speaks of: the newest visit's, or the newest before it that holds a value.
fn told<S>(trend: &Trend<S>) -> Option<Told<'_, S>> {
    trend.told().map(|point| (trend, point))
}

/// How many of the values that the rows show lie outside; an older one says its month in its row.
fn outside<S: Subject>(told: &[Told<'_, S>]) -> usize {
    told.iter().filter(|(_, point)| point.verdict.is_out()).count()
}

/// How the values of a card that no record holds were computed.
fn computed(told: &[Told<'_, &'static Item>]) -> Vec<AnyView> {
    let formulas = told.iter().filter(|(_, point)| point.computed).filter_map(|(trend, _)| {
        let words = formula_of(trend.item)?.note();
        Some(view! { <p class="small soft">{format!("{}の{words}", trend.item.name)}</p> }.into_any())
    });
    formulas.collect()
}

/// The way to a card, with the number of values that lie outside.
fn link(anchor: &'static str, label: &'static str, outside: usize) -> AnyView {
    let mark = (outside > 0).then(|| view! { <span class="out-count">"範囲の外 "{outside}</span> });
    view! { <li><a class="btn line slim" href=format!("#{anchor}")>{label}{mark}</a></li> }.into_any()
}

fn card(anchor: &'static str, label: &'static str, line: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class="card items" id=anchor>
            <header><h2>{label}</h2><span class="asof">{line}</span></header>
            {content}
        </section>
    }
    .into_any()
}

fn table(rows: impl IntoView) -> impl IntoView {
    view! {
        <table>
            <thead><tr><th scope="col">"項目"</th><th scope="col" class="r">"値"</th><th scope="col">"判定"</th><th scope="col">"10年の推移"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn folded(fold: bool, words: String, content: AnyView) -> AnyView {
    if fold { view! { <details><summary>{words}</summary>{content}</details> }.into_any() } else { content }
}
