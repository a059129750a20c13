//! Medical expenses of one year: `/expenses?year=`. An unreadable year shows the newest one and says so.

pub mod keep;
pub mod own_desk;
pub mod rows;

use std::sync::Arc;

use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::keep::KeepCard;
use super::household::{missing_notes, of_visitor};
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::expense::ledger::first_kept_month;
use crate::ui::book::against::AgainstCard;
use crate::ui::book::ask::AskCard;
use crate::ui::book::coverage::{CoverageCard, tells_something};
use crate::ui::book::overview::Overview;
use crate::ui::book::places::SumCards;
use crate::ui::book::rows::RowsCard;
use crate::ui::book::stamp::OpenStamp;
use crate::ui::date::AsOf;
use crate::ui::lent::{not_lent, of_lent};
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;
use crate::ui::year_links::YearLinks;

/// The page.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    let frame = frame();
    let this_year = frame.today.year();
    let mut years = years(this_year);
    let this_year = of_lent(&mut years).unwrap_or(this_year);
    let (year, unknown) = asked_year(&years, this_year);
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
        {match not_lent(year) {
            Some(notice) => notice,
            None => Suspend::new(year_view(frame, visitor(), year)).into_any(),
        }}
    }
}

/// Years that can be chosen, newest first.
pub(super) fn years(this_year: i32) -> Vec<i32> {
    (first_kept_month().year()..=this_year).rev().collect()
}

/// The year of the address, and whether another one was asked for.
pub(super) fn asked_year(years: &[i32], this_year: i32) -> (i32, bool) {
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    match asked.as_deref().map(str::parse::<i32>) {
        None => (this_year, false),
        Some(Ok(year)) if years.contains(&year) => (year, false),
        Some(_) => (this_year, true),
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32) -> impl IntoView {
    let household = match of_visitor(&frame, &visitor, year).await {
        Ok(household) => household,
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
    };
    let today = frame.today;
    let book = Arc::new(household.year(year, today));
    let own = visitor.is_own();
    // A consent is one person's: what their family paid is none of it.
    let alone = visitor
        .lent
        .then(|| view! { <p class="small">"あなたの分だけです。家族の分があっても、ここには出ません。"</p> });
    let notes = view! { {missing_notes(&household)}{alone} };
    let as_of = household.as_of;
    let kept = own && (household.kept || !household.book.is_empty());
    let keep = kept.then(|| view! { <KeepCard kept=household.kept empty=household.book.is_empty() year/> });
    let import = view! { <a class="btn line" href="/import">"マイナポータルのファイルを読み込む"</a> };
    let not_mine = view! { <p class="noprint"><Way href=format!("/me?year={year}#expense") or_nothing=true>"あなたのものでない医療費があるとき"</Way></p> };
    if book.rows.is_empty() {
        // Of nothing there are no sums, no charts, and no return to prepare.
        let write = own.then(|| view! { <div class="actions"><a class="btn" href=format!("/expenses/rows?year={year}#edit")>"領収書を書き足す"</a></div> });
        return view! {
            {notes}
            <section class="card">
                <header><h2>"医療費の記録"</h2><AsOf at=as_of today/></header>
                <p>{format!("{year}年に届いている医療費の記録はありません。")}</p>
                <p class="small">"保険で医療を受けていないか、記録がまだ届いていません。届いていない分は、領収書を見ながら書き足せます。"</p>
                {write}
            </section>
            <OpenStamp coverage=book.coverage.clone()/>
            <div class="actions">{import}</div>
            {keep}
            {not_mine}
        }
        .into_any();
    }
    let more = book.rows.len() > crate::ui::book::rows::PAGE;
    let change = own
        .then(|| view! { <a class="btn line" href=format!("/expenses/rows?year={year}")>"明細を直す・書き足す"</a> });
    let coverage =
        tells_something(&book.coverage).then(|| view! { <CoverageCard coverage=book.coverage.clone() folded=true/> });
    view! {
        {notes}
        <AskCard questions=book.questions.clone() rows=household.gathered.in_doubt(&book.questions) desk=None/>
        {(own && !book.questions.is_empty()).then(|| view! { <p><a href=format!("/expenses/rows?year={year}#ask")>"同じものかどうかを答える"</a></p> })}
        <Overview year=Arc::clone(&book) beside=view! { <AsOf at=as_of today/> }.into_any()/>
        <div class="actions">
            <a class="btn" href=format!("/tax?year={year}")>{year}"年分の確定申告の準備をする"</a>
            {change}
            <Way class="btn line" href=format!("/expenses/ceiling?year={year}") or_nothing=true>{year}"年の高額療養費の目安を見る"</Way>
            {import}
        </div>
        <SumCards summary=book.summary.clone() folded=true/>
        <RowsCard year=Arc::clone(&book) page=0 desk=None folded=true/>
        {(more && own).then(|| view! { <p><a href=format!("/expenses/rows?year={year}")>"すべての明細を見る"</a></p> })}
        <AgainstCard against=book.against.clone() folded=true/>
        {coverage}
        {keep}
        {not_mine}
    }
    .into_any()
}
