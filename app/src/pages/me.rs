//! The person's information by topic: `/me?year=`. Who holds it, as of when, and each record by itself, so that one which is
//! somebody else's can be found and hidden.
//!
//! All parts are asked for at once, and each stands on its own: a part that fails says so in its place.

mod added;
mod added_drugs;
mod copied;
mod held_back;
mod hidden;
mod insurer_phone;
pub mod names;
pub mod not_mine;
mod records;
mod topics;

use chrono::Datelike;
use futures::future::{join, join4, join5};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::insurer_phone::insurer_phone;
use self::names::years;
use super::access::providers::Provided;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::medication::Span;
use crate::ui::year_links::YearLinks;

/// The page.
#[component]
pub fn MePage() -> impl IntoView {
    let frame = frame();
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    let this_year = frame.today.year();
    let (year, unknown) = match asked.as_deref().map(str::parse::<i32>) {
        None => (this_year, false),
        Some(Ok(year)) if years(frame.today).contains(&year) => (year, false),
        Some(_) => (this_year, true),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"あなたの情報"</h1>
            <p class="soft">"あなたについて、どの情報を、だれが持っていて、いつの時点のものかをまとめています。あなたのものでない記録があれば、ここで隠せます。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年の記録は表示できません。"{this_year}"年を表示しています。"</p></div>
        })}
        {Suspend::new(content(frame, visitor(), year))}
    }
}

async fn content(frame: Frame, visitor: Visitor, year: i32) -> impl IntoView {
    let (records, keeping) = (&*visitor.records, &*visitor.keeping);
    let ((eligibility, checkups, drugs, expenses), (hidden, copies, added, own_drugs, provided)) = join(
        join4(records.eligibility(), records.checkups(), records.medications(Span::year(year)), records.expenses(year)),
        join5(
            keeping.hidden(),
            keeping.copies(),
            keeping.added_checkups(),
            keeping.own_drugs(),
            Provided::to(&visitor),
        ),
    )
    .await;
    let today = frame.today;
    let held = held_back::held_back(&eligibility, &checkups, &drugs, &expenses, today);
    let phone = insurer_phone(&eligibility, today);
    let copied = copied::card(copies, &eligibility, &checkups, today);
    let all: Vec<i32> = years(today).rev().collect();
    let provided = provided.sentence();
    view! {
        {provided.map(|sentence| view! { <p>{sentence}" "<a href="/sharing">"確かめる・止める"</a></p> })}
        {hidden::card(hidden, phone)}
        {held}
        {topics::person(&visitor.person, frame.now, today)}
        {records::eligibility(eligibility, keeping, today)}
        {records::checkups(checkups, keeping, today)}
        <section class="pickers noprint" aria-labelledby="by-year">
            <h2 id="by-year">"お薬と医療費は、年ごとに見ます"</h2>
            <YearLinks path="/me" years=all open=year suffix="年"/>
        </section>
        {records::drugs(drugs, keeping, year, today)}
        {records::expenses(expenses, keeping, year, today)}
        {topics::elsewhere()}
        {added::card(added)}
        {added_drugs::card(own_drugs)}
        {copied}
    }
}
