//! The last page: `/tax/steps?year=&way=`. What to do now, in numbered steps, for each way to file.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::asked;
use crate::domain::calendar::tax_year_label;
use crate::pages::household::{missing_notes, of_visitor};
use crate::pages::visit::{Frame, Visitor, frame, visitor};
use crate::ui::book::stamp::OpenStamp;
use crate::ui::book::steps::{StepsCard, Way};
use crate::ui::trouble::TroubleNotice;

/// The page.
#[component]
pub fn TaxStepsPage() -> impl IntoView {
    let frame = frame();
    let (_, year, _) = asked(&frame);
    let way = Way::from_code(&use_query_map().with_untracked(|query| query.get("way").unwrap_or_default()));
    let ways = Way::ALL
        .into_iter()
        .map(|one| view! { <li><a class="btn line slim" href=format!("/tax/steps?year={year}&way={}", one.code()) aria-current=(one == way).then_some("page")>{one.label()}</a></li> })
        .collect_view();
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" › "<a href=format!("/tax?year={year}")>"確定申告の準備"</a></p>
            <h1>{tax_year_label(year)}"の申告の手順"</h1>
        </div>
        <nav class="years noprint" aria-label="申告のしかたを選ぶ"><ul>{ways}</ul></nav>
        {Suspend::new(steps_view(frame, visitor(), year, way))}
    }
}

async fn steps_view(frame: Frame, visitor: Visitor, year: i32, way: Way) -> impl IntoView {
    let household = match of_visitor(&frame, &visitor, year).await {
        Ok(household) => household,
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
    };
    let book = household.year(year, frame.today);
    let refs = book.refs();
    let correct_there = book.correct_there();
    let receipts = refs.iter().filter(|row| row.needs_receipt()).count();
    view! {
        {missing_notes(&household)}
        <OpenStamp coverage=book.coverage.clone()/>
        <StepsCard year way today=frame.today correct_there receipts/>
        <div class="actions"><a class="btn line" href=format!("/tax?year={year}#form-files")>"ファイルを受け取る画面に戻る"</a></div>
    }
    .into_any()
}
