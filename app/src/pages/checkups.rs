//! The checkups of ten years: `/checkups`. What the newest visit says, then a row an item by body system, then all visits.

pub mod exports;
mod head;
mod others;
pub(super) mod row;
mod rows;
mod said;
pub(super) mod shown;
mod visits;

use leptos::prelude::*;

use self::exports::Exports;
use self::shown::shown;
use super::visit::{frame, visitor};
use crate::domain::checkup::Visit;
use crate::domain::checkup::summary::{newest_of, summary_of};
use crate::domain::checkup::trends::Trends;
use crate::domain::person::Person;
use crate::ui::lent::nothing_lent;
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn CheckupsPage() -> impl IntoView {
    let visitor = visitor();
    let today = frame().today;
    Suspend::new(async move {
        match shown(&*visitor.records, visitor.records.checkups().await).await {
            Err(trouble) => view! { {head::head(&[])} <TroubleNotice trouble/> }.into_any(),
            Ok(shown) if shown.visits.is_empty() => {
                let nothing = nothing_lent().unwrap_or_else(|| nothing().into_any());
                view! { {head::head(&[])} {nothing} }.into_any()
            }
            Ok(shown) => {
                let (notice, dated) = (shown.notice(false), shown.dated(today));
                let exports = (shown.is_whole() && !visitor.lent).then(|| view! { <Exports/> });
                view! { {overview(shown.visits, &visitor.person, notice)}{exports}{dated} }.into_any()
            }
        }
    })
}

/// Everything, for someone with at least one visit. The notice says what is missing.
fn overview(visits: Vec<Visit>, person: &Person, notice: AnyView) -> impl IntoView + use<> {
    let newest = newest_of(&visits);
    let trends = Trends::of(&visits, person);
    view! {
        {head::head(&visits)}
        {notice}
        {summary_of(&visits, &trends).map(said::said)}
        {newest.map(|visit| rows::groups(&trends, visit.date))}
        {newest.map(others::others)}
        {visits::all_visits(visits)}
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
