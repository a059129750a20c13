//! The book of a year to be worked on: `/expenses/rows?year=&row=&typed=&page=&done=`. Questions, the form that is open, every row, what
//! files brought.

use std::sync::Arc;

use chrono::Datelike;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::own_desk::OwnDesk;
use super::{asked_year, years};
use crate::domain::expense::book::change::{At, apply};
use crate::domain::expense::book::row::{Row, RowName};
use crate::domain::expense::book::typed::Wrong;
use crate::domain::expense::book::year::YearBook;
use crate::pages::household::{Household, missing_notes, of_visitor};
use crate::pages::visit::{Draft, Frame, Visitor, frame, visitor};
use crate::ui::book::ask::AskCard;
use crate::ui::book::brought::BroughtCard;
use crate::ui::book::desk::SharedDesk;
use crate::ui::book::edit::{Before, CorrectForm, TypedForm};
use crate::ui::book::rows::RowsCard;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::trouble::TroubleNotice;
use crate::ui::year_links::YearLinks;

/// What the address opens.
#[derive(Clone, Copy, Debug, Default)]
struct Opened {
    row: Option<usize>,
    typed: Option<u32>,
    page: usize,
    corrected: Option<usize>,
}

/// The page.
#[component]
pub fn ExpenseRowsPage() -> impl IntoView {
    let frame = frame();
    let this_year = frame.today.year();
    let years = years(this_year);
    let (year, _) = asked_year(&years, this_year);
    let opened = use_query_map().with_untracked(|query| Opened {
        row: query.get("row").and_then(|row| row.parse().ok()),
        typed: query.get("typed").and_then(|typed| typed.parse().ok()),
        corrected: query.get("done").and_then(|row| row.parse().ok()),
        page: query.get("page").and_then(|page| page.parse().ok()).unwrap_or_default(),
    });
    view! {
        {Suspend::new(year_view(frame, visitor(), year, years, opened))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32, years: Vec<i32>, opened: Opened) -> impl IntoView {
    let head = view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" › "<a href=format!("/expenses?year={year}")>{year}"年の医療費"</a></p>
            <h1>{year}"年の明細を直す・書き足す"</h1>
        </div>
    };
    let household = match of_visitor(&frame, &visitor, year).await {
        Ok(household) => household,
        Err(trouble) => return view! { {head}<TroubleNotice trouble/> }.into_any(),
    };
    let book = household.year(year, frame.today);
    let before = before(&household, &frame, year);
    let errors: Vec<FieldError> =
        before.wrong.iter().map(|wrong| FieldError { field: wrong.field, message: wrong.message.clone() }).collect();
    let desk: SharedDesk = Arc::new(OwnDesk { year });
    // Marked once: the page opened again says nothing of it.
    let corrected = opened.corrected.filter(|_| frame.flash.as_deref() == Some("row_corrected"));
    let edit = edit(&household, &frame.draft, opened, before, &book, &desk);
    let keep = (household.kept || !household.book.is_empty())
        .then(|| view! { <p><a href=format!("/expenses?year={year}#keep")>"書き足した内容の保管・持ち帰り"</a></p> });
    view! {
        <ErrorSummary errors/>
        {head}
        <YearLinks path="/expenses/rows" years open=year suffix="年"/>
        {missing_notes(&household)}
        <AskCard questions=book.questions.clone() rows=household.gathered.in_doubt(&book.questions) desk=Some(Arc::clone(&desk))/>
        {edit}
        <RowsCard year=Arc::new(book) page=opened.page desk=Some(Arc::clone(&desk)) folded=false corrected/>
        <BroughtCard batches=&household.book.batches desk/>
        {keep}
    }
    .into_any()
}

/// What was typed into a form that could not be taken, and what is wrong with it by the rule that refused it.
fn before(household: &Household, frame: &Frame, year: i32) -> Before {
    let draft = &frame.draft;
    let Some(word) = draft.typed("do") else { return Before::default() };
    let fields: Vec<(String, String)> = crate::domain::expense::book::change::FIELDS
        .iter()
        .filter_map(|name| draft.typed(name).map(|value| ((*name).to_owned(), value.to_owned())))
        .collect();
    if !matches!(word, "add" | "correct") {
        return Before::default();
    }
    let mut book = household.book.clone();
    let at = At { year, today: frame.today };
    let wrong: Vec<Wrong> =
        apply(&mut book, &household.gathered.rows, at, |name| draft.typed(name).unwrap_or_default())
            .err()
            .unwrap_or_default();
    Before { fields, wrong }
}

/// The form that is open: what could not be taken goes before what the address names. In a year without rows there is nothing else to
/// do, so that it is open there.
fn edit(
    household: &Household,
    draft: &Draft,
    opened: Opened,
    before: Before,
    book: &YearBook,
    desk: &SharedDesk,
) -> AnyView {
    let year = book.year;
    let rows = &household.gathered.rows;
    let drafted = draft.typed("row").and_then(RowName::parse);
    let by_place = opened.row.and_then(|place| rows.get(place));
    let row: Option<&Row> = drafted.and_then(|name| household.gathered.row(&name)).or(by_place);
    if let Some(row) = row.filter(|row| row.notified.is_some()) {
        return view! { <CorrectForm row=row.clone() before desk=Arc::clone(desk)/> }.into_any();
    }
    let number = draft.typed("number").and_then(|number| number.parse().ok()).or(opened.typed);
    let typed = number.and_then(|number| household.book.typed.iter().find(|typed| typed.number == number).cloned());
    let mut people: Vec<String> = vec![household.hub.person.clone()];
    for row in rows {
        if !people.contains(&row.whose) {
            people.push(row.whose.clone());
        }
    }
    people.truncate(12);
    let open = typed.is_some() || !before.fields.is_empty() || book.rows.is_empty();
    let form = view! { <TypedForm year row=typed people before desk=Arc::clone(desk)/> };
    if open {
        form.into_any()
    } else {
        view! { <details class="year"><summary>"明細にない医療費（市販薬・交通費・自費診療など）を書き足す"</summary>{form}</details> }.into_any()
    }
}
