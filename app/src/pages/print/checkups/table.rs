//! The table of the sheet: an item a row, a day a column, the limits at the end; the insurer's records below.

use leptos::prelude::*;

use super::clamp::{Clamp, NAME, VALUE};
use crate::domain::calendar::long_date;
use crate::domain::checkup::subject::Subject;
use crate::domain::checkup::trend::{Point, Trend};
use crate::domain::checkup::trends::Trends;
use crate::domain::checkup::units::same_unit;
use crate::domain::checkup::verdict::{Basis, Verdict};
use crate::domain::checkup::{Range, Visit};

/// The values of the days, oldest first, then what the insurer recorded. Items that no day names are left out; of tests
/// outside the catalogue those stand there that lie outside the range of their report.
pub(super) fn values(
    shown: &[Visit],
    trends: &Trends,
    recorded_rows: &[(&'static str, Vec<Option<String>>)],
    clamp: &Clamp,
) -> AnyView {
    let known = trends.items.iter().filter(|trend| trend.points.iter().any(Point::has_value));
    let rows = known.map(|trend| row(trend, shown, clamp)).collect_view();
    let others = trends.others.iter().filter(|trend| is_out(trend)).take(OTHERS);
    let others = others.map(|trend| row(trend, shown, clamp)).collect_view();
    let recorded = recorded_rows.iter().map(|(name, each)| recorded(name, each, clamp)).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="健診の値">
            <table>
                <thead><tr><th scope="col">"項目"</th>{shown.iter().map(|visit| head(visit, clamp)).collect_view()}<th scope="col">"判定値、紙の範囲"</th></tr></thead>
                <tbody>{rows}{others}</tbody>
                <tbody>{recorded}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// As many other tests have room on one page below the catalogue's; the newest visit's come first.
const OTHERS: usize = 10;

/// Whether any day's value lies outside.
fn is_out<S>(trend: &Trend<S>) -> bool {
    trend.points.iter().any(|point| point.verdict.is_out())
}

/// How many other tests are not on the sheet, and why.
pub(super) fn left_out(trends: &Trends) -> Option<String> {
    let count = trends.others.iter().filter(|trend| !is_out(trend)).count();
    let more = (trends.others.len() - count).saturating_sub(OTHERS);
    let quiet = (count > 0).then(|| {
        format!("このほかの検査 {count}項目 は、紙の範囲の外ではないか、くらべる範囲がないため、ここにのせていません。")
    });
    let outside = (more > 0).then(|| {
        format!("紙の範囲の外の検査は、ほかに {more}項目 あります。1枚におさめるため、ここにのせていません。")
    });
    (quiet.is_some() || outside.is_some()).then(|| outside.into_iter().chain(quiet).collect())
}

fn head(visit: &Visit, clamp: &Clamp) -> AnyView {
    let place = visit
        .facility_name
        .as_ref()
        .map(|name| clamp.cut(name, NAME))
        .map(|name| view! { <span class="sub">{name}</span> });
    view! { <th scope="col">{long_date(visit.date)}{place}</th> }.into_any()
}

fn row<S: Subject>(trend: &Trend<S>, shown: &[Visit], clamp: &Clamp) -> AnyView {
    let newest = trend.newest();
    let of = |visit: &Visit| trend.points.iter().find(|point| point.date == visit.date);
    let unit = unit_of_row(trend);
    let cells = shown
        .iter()
        .map(|visit| view! { <td>{of(visit).map(|point| cell(point, newest, &unit, clamp))}</td> })
        .collect_view();
    let published =
        newest.and_then(|point| point.threshold).zip(trend.item.item()).map(|(row, item)| row.range_words(item));
    let own = newest.and_then(own_range).map(|words| format!("紙 {words}"));
    let limits = published.into_iter().chain(own).collect::<Vec<_>>().join("、");
    view! { <tr><th scope="row">{named(trend, unit, clamp)}</th>{cells}<td>{limits}</td></tr> }.into_any()
}

/// The unit that stands once, at the beginning of the row.
fn unit_of_row<S: Subject>(trend: &Trend<S>) -> String {
    match trend.item.item() {
        Some(item) => item.unit.to_owned(),
        None => trend.newest().map(|point| point.unit.clone()).unwrap_or_default(),
    }
}

/// `最高血圧 mmHg`
fn named<S: Subject>(trend: &Trend<S>, unit: String, clamp: &Clamp) -> AnyView {
    let unit = (!unit.is_empty()).then(|| view! { " "<small>{unit}</small> });
    view! { {clamp.cut(trend.item.name(), NAME)}{unit} }.into_any()
}

/// The report's own range, where that decided.
fn own_range(point: &Point) -> Option<String> {
    point.own.as_ref().filter(|_| point.basis == Some(Basis::Report)).map(Range::words)
}

/// The value; outside the published limits by diamond and word, outside the report's own range by square and word. Where that
/// range is not the one at the end of the row, it stands below, and so does what another source tells. A value in another
/// unit than the row's brings its own.
fn cell(point: &Point, newest: Option<&Point>, unit: &str, clamp: &Clamp) -> AnyView {
    let text = if point.unit.is_empty() || same_unit(&point.unit, unit) { point.text.clone() } else { point.amount() };
    let text = clamp.cut(&text, VALUE);
    let computed = if point.computed { "（計算値）" } else { "" };
    let range = own_range(point).filter(|own| newest.and_then(own_range).as_ref() != Some(own));
    let below = range.map(|words| format!("紙 {words}")).into_iter().chain(point.otherwise_words());
    let range = below.map(|words| view! { <span class="sub">{words}</span> }).collect_view();
    let own = point.basis == Some(Basis::Report);
    let published = if own { point.beside.as_ref() } else { Some(&point.verdict) };
    // Where the report takes in what the published limits do not, both are said: every other page calls it 範囲内 first.
    let inside = if own && point.verdict == Verdict::InRange { "紙では範囲内、判定値では" } else { "" };
    let published = published.filter(|verdict| verdict.is_out()).map(|verdict| {
        let word = if point.is_answer() { point.verdict_word() } else { verdict.word() };
        ("◇ ", format!("{inside}{word}"))
    });
    let outside = (own && point.verdict.is_out()).then(|| ("□ ", point.verdict_word()));
    let marks: Vec<(&str, String)> = published.into_iter().chain(outside).collect();
    if marks.is_empty() {
        return view! { {format!("{text}{computed}")}{range} }.into_any();
    }
    let (shapes, words): (String, Vec<String>) = marks.into_iter().unzip();
    let words = format!("{computed} {}", words.join("、"));
    view! { <b><span aria-hidden="true">{shapes}</span>{text}</b>{words}{range} }.into_any()
}

/// What the insurer recorded, in the columns of the days.
fn recorded(name: &'static str, each: &[Option<String>], clamp: &Clamp) -> AnyView {
    let cells = each
        .iter()
        .map(|words| view! { <td>{words.as_ref().map_or_else(|| "記録なし".to_owned(), |words| clamp.cut(words, VALUE))}</td> })
        .collect_view();
    view! { <tr><th scope="row">{name}</th>{cells}<td></td></tr> }.into_any()
}
