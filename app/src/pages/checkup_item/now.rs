//! The newest value: in a sentence, and on the number line between its thresholds.

use leptos::prelude::*;

use crate::chart::number_line::{Marks, NumberLine};
use crate::chart::of_trend::standing;
use crate::domain::checkup::summary::{item_sentence, verdict_note};
use crate::domain::checkup::trend::{Point, Trend};

/// The card.
pub(super) fn now(trend: &Trend) -> AnyView {
    let newest = trend.newest();
    let sentence = item_sentence(trend).map(|said| {
        let value = (!said.value.is_empty()).then(|| view! { <b class="num">{said.value}</b> });
        view! { <p class="say">{said.before}{value}{said.after}</p> }
    });
    let note = newest.and_then(|point| verdict_note(&point.verdict));
    let unsettled = newest.and_then(|point| point.threshold).and_then(|row| row.unverified);
    view! {
        <section class="card">
            {sentence}
            {note.map(|note| view! { <p class="small soft">{note}</p> })}
            {newest.map(|point| line(trend, point))}
            {unsettled.map(|note| view! { <p class="small soft">{note}</p> })}
        </section>
    }
    .into_any()
}

/// The number line. An item without a threshold gets none: a range is not invented.
fn line(trend: &Trend, point: &Point) -> AnyView {
    let (Some(number), Some(row)) = (point.number(), point.threshold) else {
        let undecided = !trend.item.unit.is_empty() && point.has_value() && point.threshold.is_none();
        return undecided
            .then(|| view! { <p class="small soft">"この項目の基準値は決められていません。"</p> })
            .into_any();
    };
    let item = trend.item;
    let value = format!("{} {}", point.text, point.unit);
    let second = row.referral_words(item).map(|words| format!("、受診をすすめる値は {words}")).unwrap_or_default();
    let label = format!(
        "{} {value} は「{}」です。基準値は {}{second}です。",
        item.name,
        point.verdict_word(),
        row.range_words(item)
    );
    let marks = Marks {
        first: row.guidance.number,
        second: row.referral.map(|limit| limit.number),
        upward: !row.guidance.is_floor(),
    };
    view! {
        <div class="chart line"><NumberLine marks value=number text=value standing=standing(&point.verdict) label/></div>
        <p class="small soft">"出典："{row.source}</p>
    }
    .into_any()
}
