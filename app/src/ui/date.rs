//! Dates and moments as a person reads them, with the machine's form beside.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use crate::domain::calendar::{era_year, long_date};

/// `2026年5月14日`, or with the era: `2026年5月14日（令和8年）`.
#[component]
pub fn Day(
    /// The day.
    day: NaiveDate,
    /// Whether the era stands beside it.
    #[prop(optional)]
    era: bool,
) -> impl IntoView {
    let words = if era { format!("{}（{}）", long_date(day), era_year(day)) } else { long_date(day) };
    view! { <time datetime=day.format("%Y-%m-%d").to_string()>{words}</time> }
}

/// "As of": when the hub said it. The day is left out while it is today.
#[component]
pub fn AsOf(
    /// When the hub said it.
    at: NaiveDateTime,
    /// Today.
    today: NaiveDate,
) -> impl IntoView {
    let words = if at.date() == today {
        format!("今日 {}", at.format("%-H:%M"))
    } else {
        format!("{} {}", long_date(at.date()), at.format("%-H:%M"))
    };
    view! { <span class="asof"><time datetime=at.format("%Y-%m-%dT%H:%M").to_string()>{words}</time>" 時点"</span> }
}
