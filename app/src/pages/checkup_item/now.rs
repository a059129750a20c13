//! The newest value: in a sentence, since when, and on the number line between its limits; what it was held against; what to do.

use leptos::prelude::*;

use crate::chart::number_line::{Bar, NumberLine};
use crate::chart::of_trend::standing;
use crate::domain::calendar::long_date;
use crate::domain::checkup::Source;
use crate::domain::checkup::derived::{Formula, formula_of};
use crate::domain::checkup::guidance::SIZES;
use crate::domain::checkup::next_step::{Circle, next_step};
use crate::domain::checkup::report::address_of_day;
use crate::domain::checkup::subject::{Either, Subject as _};
use crate::domain::checkup::summary::{CAUTION, item_sentence};
use crate::domain::checkup::threshold::Period;
use crate::domain::checkup::trend::{Point, PointValue, Trend};
use crate::domain::checkup::verdict::{Basis, NoVerdict, Verdict};

/// The card. `judged` says whether 階層化 speaks of the newest checkup that names the item, the circle whom what is to be done
/// is said to, `after` how many checkups there were after it.
pub(super) fn now(trend: &Trend<Either>, judged: bool, circle: Circle, after: usize) -> AnyView {
    let Some(point) = trend.newest() else { return ().into_any() };
    let old = (after > 0).then(|| {
        let day = long_date(point.date);
        view! { <p>{format!("{day}の健診の記録です。そのあとの健診（{after}回）には、この項目の記録がありません。")}</p> }
    });
    let otherwise = point.otherwise.first().map(|(source, _)| {
        let own = if *source == Source::Hub { Source::Document } else { Source::Hub };
        let words = point.otherwise_words().collect::<Vec<_>>().join("、");
        let words = format!("出典によって値が違います。上は{}の値で、{words} です。", own.short());
        view! { <p class="banner warn"><b>{words}</b>"どちらが正しいかは、健診の結果の紙で確かめてください。"</p> }
    });
    let sentence = item_sentence(trend).map(|said| {
        let value = (!said.value.is_empty()).then(|| view! { <b class="num">{said.value}</b> });
        view! { <p class="say">{said.before}{value}{said.after}</p> }
    });
    let since = trend.since().map(|since| view! { <p>{since.sentence()}</p> });
    let told = point.verdict.is_told();
    let unsettled = point.threshold.filter(|_| point.basis == Some(Basis::Published)).and_then(|row| row.unverified);
    view! {
        <section class="card">
            {old}
            {sentence}
            {otherwise}
            {since}
            {told.then(|| view! { <p class="small soft">{CAUTION}</p> })}
            {line(trend, point)}
            {held_against(trend, point)}
            {unsettled.map(|note| view! { <p class="small soft">{note}</p> })}
            {computed(trend, point).map(|words| view! { <p class="small soft">{words}</p> })}
            <p><b>"つぎにすること："</b>{next_step(point, trend.item.item(), circle)}</p>
            {judged_together(trend, point, judged)}
        </section>
    }
    .into_any()
}

/// The way to where a waist or BMI counts, if it does for this person: neither is judged by itself.
fn judged_together(trend: &Trend<Either>, point: &Point, judged: bool) -> Option<impl IntoView + use<>> {
    let item = trend.item.item().filter(|item| judged && SIZES.contains(&item.slug))?;
    let day = address_of_day(point.date);
    Some(view! {
        <p>{item.name}"は、メタボ判定と保健指導レベルを決めるときに使われます。"<a href=format!("/checkups/visits/{day}#judged")>"この健診での判定を見る"</a></p>
    })
}

/// How the value was computed, where it is not recorded.
fn computed(trend: &Trend<Either>, point: &Point) -> Option<String> {
    let item = trend.item.item().filter(|_| point.computed)?;
    formula_of(item).map(Formula::note)
}

/// The number line. A value without limits gets none: a range is not invented.
fn line(trend: &Trend<Either>, point: &Point) -> AnyView {
    let (number, bound) = match point.value {
        PointValue::Number { number, bound } => (number, bound),
        PointValue::Beyond(_) => {
            return view! { <p class="small soft">"数字が届いていないため、数直線は描いていません。"</p> }.into_any();
        }
        _ => return ().into_any(),
    };
    let Some(bar) = bar(point) else {
        return view! { <p class="small soft">{no_line(&point.verdict)}</p> }.into_any();
    };
    let value = point.amount() + &point.computed_words();
    let label = format!("{} {value} は「{}」です。{}", trend.item.name(), point.verdict_word(), limits(trend, point));
    view! { <div class="chart line"><NumberLine bar value=number bound text=value standing=standing(&point.verdict) label/></div> }
        .into_any()
}

/// Why there is no number line.
const fn no_line(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::NotJudged(NoVerdict::NoStandard) => {
            "この項目の基準値は、決められても、記録されてもいません。数直線は描いていません。"
        }
        Verdict::NotJudged(NoVerdict::OtherUnit) => {
            "基準値と単位が違い、同じ目もりに置けないため、数直線は描いていません。"
        }
        Verdict::NotJudged(_) => "上に書いたわけで基準値と比べられないため、数直線は描いていません。",
        _ => "健診の記録に「高い・低い」などの印だけがあり、範囲がないため、数直線は描いていません。",
    }
}

fn bar(point: &Point) -> Option<Bar> {
    let limits = point.limits();
    match (point.basis?, point.threshold) {
        (Basis::Published, Some(row)) => {
            Some(Bar::published(row.guidance.number, limits.second, limits.third, !row.guidance.is_floor()))
        }
        _ => point.own.as_ref().and_then(|own| Bar::report(own.low.as_ref(), own.high.as_ref())),
    }
}

/// The limits in words: `判定値は 130未満、受診をすすめる値は 140以上、すぐに受診する値は 160以上です。`
fn limits(trend: &Trend<Either>, point: &Point) -> String {
    match (point.basis, point.threshold, trend.item.item(), &point.own) {
        (Some(Basis::Published), Some(row), Some(item), _) => {
            let second = row.referral_words(item).map(|words| format!("、受診をすすめる値は {words}"));
            let third = row.urgent.map(|limit| format!("、すぐに受診する値は {}", limit.words(item)));
            format!(
                "特定健診の判定値は {}{}{}です。",
                row.range_words(item),
                second.unwrap_or_default(),
                third.unwrap_or_default()
            )
        }
        (Some(Basis::Report), .., Some(range)) => format!("この健診の範囲は {} です。", range.words()),
        _ => String::new(),
    }
}

/// What the verdict comes from, its source, and what else there is and was not taken.
fn held_against(trend: &Trend<Either>, point: &Point) -> AnyView {
    let limits = limits(trend, point);
    let (used, beside) = match (point.basis, point.threshold, trend.item.item()) {
        (Some(Basis::Published), Some(row), _) => {
            let period = Period::words(point.date);
            let beside = point.own.as_ref().map(|range| {
                format!(
                    "この健診の記録にある範囲は {} です。判定には使っていません（特定健診は判定値で見るため）。",
                    range.words()
                )
            });
            (Some(format!("{limits}判定は、この判定値（{period}）によります。出典：{}", row.source)), beside)
        }
        (Some(Basis::Report), row, item) => {
            let beside = row.zip(item).map(|(row, item)| {
                format!(
                    "特定健診の判定値は {} です。この健診は特定健診ではないため、判定には使っていません。",
                    row.range_words(item)
                )
            });
            (Some(format!("{limits}判定は、健診を受けた所が記録した範囲や印によります。")), beside)
        }
        _ => (None, None),
    };
    let mark = point.flag.map(|flag| format!("健診を受けた所の印：{}", flag.words()));
    [used, beside, mark]
        .into_iter()
        .flatten()
        .map(|words| view! { <p class="small soft">{words}</p> })
        .collect_view()
        .into_any()
}
