//! The trend through the years: charts for the periods to choose from, and the table.
//!
//! All pictures are drawn here; the island only shows another one. Without it the period links load the page again.

use leptos::prelude::*;

use super::periods::{Period, pictures};
use super::table::value_table;
use crate::chart::of_trend::{chart_of, drawn};
use crate::chart::trend::Stretch;
use crate::chart::trend::view::TrendDrawing;
use crate::domain::calendar::long_date;
use crate::domain::checkup::trend::{Break, Point, Trend};
use crate::islands::chart_reader::ChartReader;

/// The card.
pub(super) fn history(trend: &Trend, years: Option<&str>) -> AnyView {
    let chosen = Period::from_query(years);
    // One value makes no line, and answers have no height: the table says it all.
    let charted = drawn(&trend.points).len() >= 2;
    let charts = charted.then(|| charts(trend, chosen));
    view! {
        <section class="card">
            <h2>"これまでの推移"</h2>
            {charts}
            {value_table(trend, charted)}
        </section>
    }
    .into_any()
}

fn charts(trend: &Trend, chosen: Period) -> AnyView {
    let (pictures, of) = pictures(trend);
    let several = pictures.len() > 1;
    let shown = of[Period::EACH.iter().position(|period| *period == chosen).unwrap_or(1)];
    let readings: Vec<String> = drawn(&trend.points).into_iter().map(reading).collect();
    let figures =
        pictures.iter().enumerate().map(|(index, points)| figure(trend, points, index, index != shown)).collect_view();
    let slug = trend.item.slug;
    let links = Period::EACH
        .into_iter()
        .zip(of)
        .map(|(period, picture)| {
            let mark = (period == chosen).then_some("true");
            view! { <a class="btn line" href=format!("/checkups/items/{slug}?years={}", period.query()) aria-current=mark data-picture=picture>{period.label()}</a> }
        })
        .collect_view();
    view! {
        <ChartReader readings>
            {figures}
            {several.then(|| view! { <nav class="actions" aria-label="グラフの期間">{links}</nav> })}
        </ChartReader>
    }
    .into_any()
}

/// `2026年5月14日、138 mmHg、少し高め`: what reading one point says.
fn reading(point: &Point) -> String {
    format!("{}、{} {}、{}", long_date(point.date), point.text, point.unit, point.verdict_word())
}

fn figure(trend: &Trend, points: &[Point], index: usize, hidden: bool) -> AnyView {
    let item = trend.item;
    let part = Trend { item, points: points.to_vec() };
    let title = part.direction().unwrap_or_else(|| format!("{}の推移", item.name));
    let label = format!("{}の推移のグラフ。{title}。くわしい値は下の表にあります。", item.name);
    let id = format!("trend-{index}");
    let caption = id.clone();
    let chart = chart_of(points);
    let banded = chart.stretches.iter().any(|stretch| stretch.low.is_some() || stretch.high.is_some());
    let notes = notes(points, banded, chart.stretches.windows(2).any(|pair| ends(&pair[0], &pair[1])));
    view! {
        <figure aria-labelledby=id data-figure=index hidden=hidden>
            <figcaption id=caption>{title}</figcaption>
            <div class="chart trendbox"><TrendDrawing chart label/></div>
            <p class="small soft">{notes}</p>
        </figure>
    }
    .into_any()
}

/// Whether a limit of one stretch does not hold in the next.
fn ends(before: &Stretch, after: &Stretch) -> bool {
    let limits = |stretch: &Stretch| [stretch.low, stretch.high, stretch.second];
    limits(before).into_iter().zip(limits(after)).any(|(old, new)| old.is_some() && old != new)
}

/// What the lines and grounds of the chart mean, as far as they occur.
fn notes(points: &[Point], banded: bool, ended: bool) -> String {
    let has = |wanted: fn(&Break) -> bool| points.iter().skip(1).flat_map(|point| &point.breaks).any(wanted);
    let mut notes = String::new();
    if banded {
        notes.push_str("色のついた帯は、その年の基準値の範囲です。");
    }
    if points.iter().any(|point| point.threshold.is_some()) {
        notes.push_str("破線は、保健指導や受診勧奨のめやすの値です。");
    }
    if ended {
        notes.push_str("途中で終わる破線は、そのころまでのめやすの値です。");
    }
    if has(|change| *change == Break::Insurer) {
        notes.push_str("たての点線のあたりで、保険者が変わりました。");
    }
    if has(|change| matches!(change, Break::Method { .. })) {
        notes.push_str("線が切れているところ（//）で、測り方が変わりました。");
    }
    if points.iter().any(|point| point.number().is_none() && point.has_value()) {
        notes.push_str("三角は、測れる範囲を超えた値です。");
    }
    notes
}
