//! Dispensed drugs, a year at a time, newest first: `/medications?year=&q=`. Search works as a plain form.

mod dispensings;
mod drug_name;
mod search;
mod taking;

use chrono::Datelike;
use futures::future::join;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{frame, visitor};
use crate::domain::medication::{Dispensing, newest_first};
use crate::records::{Answer, Records};
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// Years that can be opened: this one and the five before, as long as the hub keeps them.
const YEARS_BACK: i32 = 5;

/// The page.
#[component]
pub fn MedicationsPage() -> impl IntoView {
    let (asked, typed) = use_query_map().with_untracked(|query| (query.get("year"), query.get("q")));
    let typed = typed.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let today = frame().today;
    let this_year = today.year();
    let years: Vec<i32> = (this_year - YEARS_BACK..=this_year).rev().collect();
    let (year, unknown) = match asked.as_deref().map(str::parse::<i32>) {
        None => (this_year, false),
        Some(Ok(year)) if years.contains(&year) => (year, false),
        Some(_) => (this_year, true),
    };
    let visitor = visitor();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>{year}"年のお薬"</h1>
            <p class="soft">"病院や薬局で受け取ったお薬を、新しい順に表示しています。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年のお薬の記録は表示できません。選べるのは "{this_year - YEARS_BACK}"年からです。"{this_year}"年を表示しています。"</p></div>
        })}
        <YearLinks path="/medications" years=years.clone() open=year suffix="年"/>
        {search::form(&years, year, typed.as_deref())}
        {Suspend::new(async move {
            let answer = if year == this_year && today.month() <= 3 {
                with_last_year(&*visitor.records, year).await
            } else {
                visitor.records.medications(year).await
            };
            match answer {
                Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
                Ok(answer) => {
                    let mut all = answer.value;
                    newest_first(&mut all);
                    let taking = (year == this_year && typed.is_none() && !all.is_empty()).then(|| taking::taking(&all, today));
                    let of_year: Vec<Dispensing> = all.into_iter().filter(|one| one.sort_day().year() == year).collect();
                    view! {
                        {taking}
                        {dispensings::dispensings(&of_year, year, this_year, typed.as_deref())}
                        <p class="small soft"><AsOf at=answer.as_of today/>"の記録です。"</p>
                    }
                    .into_any()
                }
            }
        })}
    }
}

/// Early in the year some drugs of the year before are still being taken.
async fn with_last_year(records: &dyn Records, year: i32) -> Answer<Vec<Dispensing>> {
    let (this, last) = join(records.medications(year), records.medications(year - 1)).await;
    let (mut this, last) = (this?, last?);
    this.value.extend(last.value);
    this.as_of = this.as_of.min(last.as_of);
    Ok(this)
}
