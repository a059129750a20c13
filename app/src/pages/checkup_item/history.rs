//! The trend through the years: charts for the periods to choose from, one more item beside it, and the table.
//!
//! All pictures are drawn here; the island only shows another one. Without it the period links load the page again.

use leptos::prelude::*;

use super::beside::{Beside, charted};
use super::periods::{Period, pictures};
use super::table::value_table;
use crate::chart::of_trend::{chart_in, drawn, stops};
use crate::chart::trend::Stretch;
use crate::chart::trend::view::{TrendDrawing, left_out, phone_begins};
use crate::domain::calendar::long_date;
use crate::domain::checkup::derived::{Formula, formula_of};
use crate::domain::checkup::subject::{Either, Subject as _};
use crate::domain::checkup::trend::{Break, Point, PointValue, Trend, unit_of};
use crate::domain::checkup::verdict::Basis;
use crate::islands::chart_reader::ChartReader;
use crate::language::{Language, localised_text};

/// The card.
pub(super) fn history(trend: &Trend<Either>, beside: &Beside, chosen: Period, language: Language) -> AnyView {
    let charted = charted(trend);
    let charts = charted.then(|| charts(trend, beside, chosen, language));
    let other = beside.chosen.as_ref().map(|other| value_table(other, true));
    // Below the table: nothing stands between a chart and the numbers it draws.
    let address = trend.item.address().filter(|_| charted);
    let choice = address.map(|address| beside.choice(address, chosen));
    view! {
        <section class="card">
            <h2>"これまでの推移"</h2>
            {charts}
            {value_table(trend, charted)}
            {other}
            {choice}
        </section>
    }
    .into_any()
}

fn charts(trend: &Trend<Either>, beside: &Beside, chosen: Period, language: Language) -> AnyView {
    let all: Vec<&Trend<Either>> = std::iter::once(trend).chain(&beside.chosen).collect();
    let (pictures, of) = pictures(&all);
    let several = pictures.len() > 1;
    let shown = of[Period::EACH.iter().position(|period| *period == chosen).unwrap_or(1)];
    let readings: Vec<Vec<String>> = all
        .iter()
        .map(|trend| {
            let name = (all.len() > 1).then(|| trend.item.name());
            stops(&trend.points, unit_of(&trend.points))
                .iter()
                .map(|point| localised_text(&reading(name, point), language))
                .collect()
        })
        .collect();
    let figures = pictures
        .iter()
        .enumerate()
        .map(|(index, parts)| {
            let figures = all
                .iter()
                .zip(parts)
                .enumerate()
                .map(|(series, (trend, points))| figure(trend, points, (index, series), all.len() > 1))
                .collect_view();
            let class = if all.len() > 1 { "grid two" } else { "grid" };
            view! { <div class=class data-figure=index hidden=index != shown>{figures}</div> }
        })
        .collect_view();
    let address = trend.item.address().unwrap_or_default();
    let with = beside.chosen.as_ref().and_then(|other| other.item.address()).map(|other| format!("&with={other}"));
    let with = with.unwrap_or_default();
    let links = Period::EACH
        .into_iter()
        .zip(of)
        .map(|(period, picture)| {
            let mark = (period == chosen).then_some("true");
            view! { <a class="btn line" href=format!("/checkups/items/{address}?years={}{with}", period.query()) aria-current=mark data-picture=picture>{period.label()}</a> }
        })
        .collect_view();
    view! {
        <ChartReader readings hint=localised_text(HINT, language)>
            {figures}
            {several.then(|| view! { <nav class="actions" aria-label="グラフの期間">{links}</nav> })}
        </ChartReader>
    }
    .into_any()
}

/// Said by the reader while no point is read.
const HINT: &str = "グラフにふれるか、左右の矢印キーで、1回ごとの値を読めます。";

/// `2026年5月14日、138 mmHg、少し高め（判定値による）`: what reading one point says. Of two charts with the item's name.
fn reading(name: Option<&str>, point: &Point) -> String {
    let name = name.map(|name| format!("、{name}")).unwrap_or_default();
    if !point.has_value() {
        return format!("{}{name}、{}", long_date(point.date), point.text);
    }
    let (amount, computed) = (point.amount(), point.computed_words());
    format!("{}{name}、{amount}{computed}、{}{}", long_date(point.date), point.verdict_word(), point.basis_words())
}

fn figure(trend: &Trend<Either>, points: &[Point], (index, series): (usize, usize), two: bool) -> AnyView {
    let title = title(trend, points);
    let label = format!("{}の推移のグラフ。{title}。くわしい値は下の表にあります。", trend.item.name());
    let id = format!("trend-{index}-{series}");
    let caption = id.clone();
    // In the unit of the whole series: every period is read by the same list.
    let chart = chart_in(points, unit_of(&trend.points));
    let left_out = left_out(&chart, two);
    // A phone draws the newest alone: its title ends and begins where its picture does.
    let phone = phone_begins(&chart).map(|day| {
        let from = points.partition_point(|point| point.date < day);
        self::title(trend, &points[from..])
    });
    let title = match phone {
        Some(phone) => view! { <span class="wide-only">{title}</span><span class="narrow">{phone}</span> }.into_any(),
        None => title.into_any(),
    };
    let formula = trend.item.item().and_then(formula_of);
    let mut notes = notes(points, &chart.stretches, formula);
    if !chart.missing.is_empty() {
        notes.push_str("×は、値がないか、単位が違って描けない健診です。線はつなげていません。");
    }
    // Which of two it is stands on it, as a way to its own page.
    let name = two.then(|| {
        let href = trend.item.address().map(|address| format!("/checkups/items/{address}"));
        let unit = unit_of(&trend.points).unwrap_or_default().to_owned();
        view! { <a href=href>{trend.item.name().to_owned()}</a>"（"{unit}"）" }
    });
    view! {
        <figure aria-labelledby=id>
            <figcaption id=caption>{name}{title}</figcaption>
            <div class="chart trendbox" data-series=series><TrendDrawing chart label half=two/></div>
            {left_out}
            <p class="small soft">{notes}</p>
        </figure>
    }
    .into_any()
}

/// From the first value to the last, or whose values they are.
fn title(trend: &Trend<Either>, points: &[Point]) -> String {
    let part = Trend { item: (), points: points.to_vec() };
    part.direction().unwrap_or_else(|| format!("{}の推移", trend.item.name()))
}

/// Whether a limit of one stretch does not hold in the next.
fn ends(before: &Stretch, after: &Stretch) -> bool {
    let limits = |stretch: &Stretch| [stretch.low, stretch.high, stretch.second];
    limits(before).into_iter().zip(limits(after)).any(|(old, new)| old.is_some() && old != new)
}

/// What the lines and grounds of the chart mean, as far as they occur, and what is not drawn.
fn notes(points: &[Point], stretches: &[Stretch], formula: Option<&'static Formula>) -> String {
    let drawn = drawn(points);
    let has = |wanted: fn(&Break) -> bool| points.iter().skip(1).flat_map(|point| &point.breaks).any(wanted);
    let held = |basis| drawn.iter().any(|point| point.basis == Some(basis));
    let mut notes = String::new();
    if stretches.iter().any(|stretch| stretch.low.is_some() || stretch.high.is_some()) {
        notes.push_str("色のついた帯は、その年の基準値の範囲です。");
    }
    if held(Basis::Published) {
        notes.push_str("破線は、保健指導や受診勧奨のめやすの値です。");
    }
    if stretches.iter().any(|stretch| stretch.of_report) {
        notes.push_str("上限や下限の破線は、健診を受けた所が記録した範囲の端です。");
    }
    if stretches.windows(2).any(|pair| ends(&pair[0], &pair[1])) {
        notes.push_str("途中で終わる破線は、そのころまでのめやすの値です。");
    }
    if has(|change| *change == Break::Insurer) {
        notes.push_str("たての点線のあたりで、保険者が変わりました。");
    }
    if has(|change| matches!(change, Break::Method { .. })) {
        notes.push_str("線が切れて、斜めの線があるところで、測り方が変わりました。");
    }
    if drawn.iter().any(|point| point.number().is_none()) {
        notes.push_str("三角は、測れる範囲を超えた値です。");
    }
    if points.iter().any(|point| matches!(point.value, PointValue::Beyond(_))) {
        notes.push_str("測れる範囲を超えて数字の届いていない値も、×にしています。");
    }
    if let Some(formula) = formula.filter(|_| drawn.iter().any(|point| point.computed)) {
        notes.push_str("四角で囲んだ点は、計算値です。");
        notes.push_str(&formula.note());
    }
    let left_out = points.iter().filter(|point| point.has_value()).count() - drawn.len();
    if left_out > 0 {
        notes.push_str(&format!("単位が違うなどでつなげられない{left_out}回分は、描かずに表だけにのせています。"));
    }
    notes
}
