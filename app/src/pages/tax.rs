//! Preparing the tax return: `/tax?year=&income=`. The deduction line by line, the files to carry away, what to do next.

pub mod downloads;
mod empty;
pub mod income;
pub mod next_steps;
pub mod working;

use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::tax_year_label;
use crate::domain::expense::ledger::Ledger;
use crate::domain::money::Yen;
use crate::domain::tax::form::{MAX_ROWS, form_of};
use crate::domain::tax::income::{IncomeError, read_income};
use crate::domain::tax::rules::selectable_years;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_notes::FormNotes;
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// What was typed as income, and what it means.
#[derive(Clone, Debug)]
pub struct Typed {
    /// As typed.
    pub text: String,
    /// Read, or why it cannot be.
    pub read: Result<Option<Yen>, IncomeError>,
}

/// The page.
#[component]
pub fn TaxPage() -> impl IntoView {
    let (asked, text) =
        use_query_map().with_untracked(|query| (query.get("year"), query.get("income").unwrap_or_default()));
    let frame = frame();
    let years: Vec<i32> = selectable_years(frame.today).collect();
    let this_year = frame.today.year();
    let wanted = asked.as_deref().map(str::parse::<i32>);
    let (year, unknown) = match wanted {
        None => (this_year, false),
        Some(Ok(year)) if years.contains(&year) => (year, false),
        Some(_) => (this_year, true),
    };
    let keep = (!text.is_empty()).then(|| ("income", Url::escape(&text)));
    let typed = Typed { read: read_income(&text), text };
    let errors: Vec<FieldError> = typed
        .read
        .as_ref()
        .err()
        .map(|error| FieldError { field: "income", message: error.to_string() })
        .into_iter()
        .collect();
    view! {
        <ErrorSummary errors/>
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"確定申告の準備："{tax_year_label(year)}</h1>
            <p class="soft">"医療費控除の目安と、申告に使うファイルを用意します。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"還付申告ができるのは 5年前の分までです。その年は選べないため、"{this_year}"年分を表示しています。"</p></div>
        })}
        <YearLinks path="/tax" years open=year suffix="年分" keep/>
        {Suspend::new(year_view(frame, visitor(), year, typed))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32, typed: Typed) -> impl IntoView {
    let answer = match visitor.records.expenses(year).await {
        Ok(answer) => answer,
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
    };
    let expenses = answer.value;
    let rows: Vec<_> = expenses.rows.iter().filter(|row| row.month.year() == year).cloned().collect();
    if rows.is_empty() {
        return empty::year(year, Ledger::of(&expenses, frame.today).provisional).into_any();
    }
    let form = form_of(&rows);
    let notes = form.clone().map(|form| view! { <FormNotes form rows=rows.clone()/> }.into_any());
    let notes = notes.unwrap_or_else(|error| view! { <p>{error.to_string()}</p> }.into_any());
    let too_much = form.as_ref().err().map(ToString::to_string);
    view! {
        <div class="grid side">
            <div class="grid">
                <working::WorkingCard expenses rows=rows.clone() form=form.ok() year typed today=frame.today as_of=answer.as_of/>
                <downloads::DownloadCard year rows=rows.len() too_much/>
            </div>
            <aside class="grid">
                <next_steps::NextSteps year/>
                <section class="card"><h2>"見直すとよい行"</h2>{notes}</section>
                <section class="card">
                    <h2>"記録に入っていないもの"</h2>
                    <p class="small">"市販薬、通院の交通費、自費診療などは記録にありません。領収書を見ながら、ファイルに書き足せます（"{MAX_ROWS}"行まで）。"</p>
                    <p class="small">"家族の分は、家族それぞれのマイナポータルのファイルをまとめて読み込めます。"</p>
                    <p><a href="/import">"家族のファイルを読み込む"</a></p>
                </section>
            </aside>
        </div>
    }
    .into_any()
}
