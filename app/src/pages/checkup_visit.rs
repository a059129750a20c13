//! The whole report of one day: `/checkups/visits/{date}`. As its paper shows it: nothing is left out, and what is said
//! beside the record (判定, 計算値, 参考) says that it is.
//!
//! Several checkups of one day stand one after the other.

mod facts;
mod judged;
mod lists;
pub(in crate::pages) mod system;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::checkups::exports::Exports;
use super::checkups::shown::shown;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::long_date;
use crate::domain::checkup::Visit;
use crate::domain::checkup::report::{address_of_day, day_of_address, days, report};
use crate::domain::person::Person;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn CheckupVisitPage() -> impl IntoView {
    let asked = use_params_map().with_untracked(|params| params.get("date")).unwrap_or_default();
    Suspend::new(page(frame(), visitor(), day_of_address(&asked)))
}

async fn page(frame: Frame, visitor: Visitor, day: Option<NaiveDate>) -> AnyView {
    let Some(day) = day else { return unknown(&frame) };
    let shown = match shown(&*visitor.records, visitor.records.checkups().await).await {
        Err(trouble) => return view! { {head(day)} <TroubleNotice trouble/> }.into_any(),
        Ok(shown) => shown,
    };
    let visits: Vec<&Visit> = shown.visits.iter().filter(|visit| visit.date == day).collect();
    if visits.is_empty() {
        // Nothing may be called absent that could not be looked for.
        return if shown.is_whole() { unknown(&frame) } else { view! { {head(day)}{shown.notice(false)} }.into_any() };
    }
    let alone = visits.len() == 1;
    let parts = visits.into_iter().map(|visit| of_visit(visit, &visitor.person, alone)).collect_view();
    view! {
        {head(day)}
        {shown.notice(false)}
        {parts}
        {ways(day, &days(&shown.visits))}
        {shown.is_whole().then(|| view! { <Exports date=day several=!alone/> })}
        {shown.dated(frame.today)}
    }
    .into_any()
}

fn head(day: NaiveDate) -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>{format!("{}の健診", long_date(day))}</h1>
        </div>
    }
}

/// Everything of one visit. Links within the page only where there is one visit: a name stands once in a page.
fn of_visit(visit: &Visit, person: &Person, alone: bool) -> AnyView {
    let report = report(visit, person);
    let jump = (alone && report.groups.len() > 2).then(|| lists::jump(&report));
    view! {
        {facts::facts(visit, &report)}
        {jump}
        {report.groups.iter().map(|(group, lines)| system::card(*group, lines, visit, alone)).collect_view()}
        {lists::others(visit, &report)}
        {judged::card(visit, person, alone)}
        {lists::doctor(visit, &report)}
        {lists::questions(visit, &report, alone)}
    }
    .into_any()
}

/// To the days before and after, to the comparison, and to paper.
fn ways(day: NaiveDate, days: &[NaiveDate]) -> AnyView {
    let earlier = days.iter().find(|other| **other < day).copied();
    let later = days.iter().rev().find(|other| **other > day).copied();
    let to = |other: NaiveDate| format!("/checkups/visits/{}", address_of_day(other));
    let compare = earlier.map(|earlier| {
        let address = format!("/checkups/compare?a={}&b={}", address_of_day(earlier), address_of_day(day));
        view! { <a class="btn" href=address>"前の健診とくらべる"</a> }
    });
    view! {
        <nav class="actions noprint" aria-label="ほかの健診へ">
            {compare}
            {earlier.map(|other| view! { <a class="btn line" href=to(other)>{format!("前：{}", long_date(other))}</a> })}
            {later.map(|other| view! { <a class="btn line" href=to(other)>{format!("次：{}", long_date(other))}</a> })}
            <a class="btn line" href="/print/checkups">"医師に見せるまとめ"</a>
        </nav>
    }
    .into_any()
}

fn unknown(frame: &Frame) -> AnyView {
    frame.status.set(404);
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/checkups">"健診の記録"</a></p>
            <h1>"その日の健診の記録は見つかりません"</h1>
        </div>
        <section class="card">
            <p>"アドレスの日付に打ちまちがいがあるか、その日の記録がまだ届いていないか、記録を隠しているためです。あなたの記録は失われていません。"</p>
            <div class="actions"><a class="btn" href="/checkups">"健診の記録を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
    .into_any()
}
