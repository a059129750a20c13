//! Medical expenses of one year: `/expenses?year=`. An unreadable year shows the newest one and says so.

use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::expense::ledger::first_kept_month;
use crate::ui::expense_view::ExpenseView;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;
use crate::ui::year_links::YearLinks;

/// The page.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    let frame = frame();
    let this_year = frame.today.year();
    let years: Vec<i32> = (first_kept_month().year()..=this_year).rev().collect();
    let wanted = asked.as_deref().map(str::parse::<i32>);
    let (year, unknown) = match wanted {
        None => (this_year, false),
        Some(Ok(year)) if years.contains(&year) => (year, false),
        Some(_) => (this_year, true),
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>{year}"年の医療費"</h1>
            <p class="soft">"病院や薬局の窓口で払った額を、保険者からの医療費通知情報で確かめられます。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"その年の医療費はありません。記録があるのは 2021年9月の診療分からです。"{this_year}"年を表示しています。"</p></div>
        })}
        <YearLinks path="/expenses" years open=year suffix="年"/>
        {Suspend::new(year_view(frame, visitor(), year))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32) -> impl IntoView {
    match visitor.records.expenses(year).await {
        Err(trouble) => view! { <TroubleNotice trouble/> }.into_any(),
        Ok(answer) => view! {
            <ExpenseView expenses=answer.value today=frame.today as_of=Some(answer.as_of)/>
            <div class="actions">
                <a class="btn" href=format!("/tax?year={year}")>{year}"年分の確定申告の準備をする"</a>
                <Way class="btn line" href=format!("/expenses/ceiling?year={year}") or_nothing=true>{year}"年の高額療養費の目安を見る"</Way>
                <a class="btn line" href="/import">"マイナポータルのファイルを読み込む"</a>
            </div>
            <p class="noprint"><Way href=format!("/me?year={year}#expense") or_nothing=true>"あなたのものでない医療費があるとき"</Way></p>
        }
        .into_any(),
    }
}
