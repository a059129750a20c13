//! The checkups of ten years: `/checkups`. What the newest visit says, then a row an item by body system, then all visits.

pub mod exports;
mod head;
mod others;
mod row;
mod rows;
mod said;
mod visits;

use leptos::prelude::*;

use self::exports::Exports;
use super::visit::{frame, visitor};
use crate::domain::checkup::Visit;
use crate::domain::checkup::summary::summary_of;
use crate::domain::checkup::trends::Trends;
use crate::domain::person::Sex;
use crate::ui::date::AsOf;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn CheckupsPage() -> impl IntoView {
    let visitor = visitor();
    let today = frame().today;
    Suspend::new(async move {
        match visitor.records.checkups().await {
            Err(trouble) => view! { {head::head(&[])} <TroubleNotice trouble/> }.into_any(),
            Ok(answer) if answer.value.is_empty() => view! { {head::head(&[])} {nothing()} }.into_any(),
            Ok(answer) => view! {
                {overview(answer.value, visitor.person.sex)}
                <p class="small soft"><AsOf at=answer.as_of today/>"の記録です。"</p>
            }
            .into_any(),
        }
    })
}

/// Everything, for someone with at least one visit.
fn overview(visits: Vec<Visit>, sex: Sex) -> impl IntoView {
    let newest = visits.iter().max_by_key(|visit| visit.date);
    let trends = Trends::of(&visits, sex);
    view! {
        {head::head(&visits)}
        {summary_of(&visits, &trends).map(said::said)}
        {newest.map(|visit| rows::groups(&trends, visit.date))}
        {newest.map(others::others)}
        {visits::all_visits(visits)}
        <Exports/>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <section class="card">
            <h2>"健診の記録は、まだありません"</h2>
            <p>"40歳から74歳の方は特定健診、75歳からは後期高齢者健診の結果が、ここに表示されます。受けてから表示されるまで、数か月かかることがあります。"</p>
            <p>"受けたのに表示されないときは、健診を案内した保険者（健康保険組合、市区町村など）にたずねてください。"</p>
            <div class="actions"><a class="btn line" href="/insurance">"いまの保険者を確かめる"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
}
