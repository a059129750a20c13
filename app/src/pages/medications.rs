//! Dispensed drugs, a year at a time, newest first: `/medications?year=&q=&open=all`. Search works as a plain form.
//!
//! First what is probably being taken now, then the year: newest months open, older ones folded.

mod drug_name;
mod empty;
mod months;
mod search;
mod taking;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::visit::{frame, visitor};
use crate::domain::medication::{Dispensing, STILL_TAKEN, Span, newest_first};
use crate::records::Dated;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;
use crate::ui::year_links::YearLinks;

/// Years that can be opened: this one and the five before, as long as the hub keeps them.
const YEARS_BACK: i32 = 5;

/// What the address asks for.
struct Asked {
    year: i32,
    this_year: i32,
    /// The year of the address cannot be shown.
    unknown: bool,
    /// What is looked for.
    typed: Option<String>,
    /// Every month open.
    all: bool,
}

impl Asked {
    fn read(this_year: i32) -> Self {
        let (year, typed, open) =
            use_query_map().with_untracked(|query| (query.get("year"), query.get("q"), query.get("open")));
        let wanted = year.map(|text| text.parse::<i32>().ok().filter(|year| Self::years(this_year).contains(year)));
        Self {
            year: wanted.flatten().unwrap_or(this_year),
            this_year,
            unknown: wanted == Some(None),
            typed: typed.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
            all: open.as_deref() == Some("all"),
        }
    }

    fn years(this_year: i32) -> std::ops::RangeInclusive<i32> {
        this_year - YEARS_BACK..=this_year
    }
}

/// The page.
#[component]
pub fn MedicationsPage() -> impl IntoView {
    let today = frame().today;
    let asked = Asked::read(today.year());
    let visitor = visitor();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"お薬の記録"</h1>
            <p class="soft">"病院や薬局で受け取ったお薬を、"{asked.year}"年分、新しい順に表示しています。"</p>
        </div>
        {asked.unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年のお薬の記録は表示できません。選べるのは "{asked.this_year - YEARS_BACK}"年からです。"{asked.this_year}"年を表示しています。"</p></div>
        })}
        {Suspend::new(async move {
            let mut span = Span::year(asked.year);
            if asked.year == asked.this_year {
                span = span.with(Span::last_days(today, STILL_TAKEN));
            }
            match visitor.records.medications(span).await {
                Err(trouble) => view! { <TroubleNotice trouble/> {years(&asked)} }.into_any(),
                Ok(answer) => shown(&asked, Dated { value: answer.value.rows, as_of: answer.as_of }, today),
            }
        })}
    }
}

/// The card of today, the choice of year, and the year.
fn shown(asked: &Asked, answer: Dated<Vec<Dispensing>>, today: NaiveDate) -> AnyView {
    let mut all = answer.value;
    newest_first(&mut all);
    let now = asked.year == asked.this_year && asked.typed.is_none() && !all.is_empty();
    let taking = now.then(|| taking::taking(&all, today));
    let of_year: Vec<Dispensing> = all.into_iter().filter(|one| one.sort_day().year() == asked.year).collect();
    let search = (!of_year.is_empty() || asked.typed.is_some()).then(|| search::form(asked));
    view! {
        {taking}
        <section class="pickers noprint" aria-label="年と言葉で探す">{years(asked)}{search}</section>
        {months::year(asked, &of_year)}
        <p class="small soft"><AsOf at=answer.as_of today/>"の記録です。"</p>
        <p class="noprint"><Way href=format!("/me?year={}#drugs", asked.year) or_nothing=true>"あなたのものでないお薬があるとき"</Way></p>
    }
    .into_any()
}

/// The one place where the year is chosen. What is looked for goes along.
fn years(asked: &Asked) -> AnyView {
    let keep = asked.typed.as_deref().map(|typed| ("q", Url::escape(typed)));
    let years = Asked::years(asked.this_year).rev().collect();
    view! { <YearLinks path="/medications" years open=asked.year suffix="年" keep/> }.into_any()
}
