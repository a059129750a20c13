//! The first page: what this is, for someone signed out; what is new and where everything stands, for someone signed in.
//!
//! All parts are asked for at once, and each stands on its own: a part that fails says so in its place.

mod acting;
mod cards;
mod greeting;
mod side;
mod welcome;

use chrono::Datelike;
use futures::future::{OptionFuture, join, join3, join4};
use leptos::prelude::*;

use super::access::providers::Provided;
use super::checkups::shown::shown;
use super::notices::gather::{Answers, compose};
use super::visit::{Frame, Visitor, frame};
use crate::domain::expense::ExpenseYear;
use crate::domain::expense::ledger::newest_month_by;
use crate::domain::medication::{STILL_TAKEN, Span};
use crate::domain::notice::own::years;
use crate::domain::registration::Registration;
use crate::records::Answer;
use crate::ui::certificate_notice::CertificateNotice;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    let frame = frame();
    match frame.visitor.clone() {
        None => welcome::welcome().into_any(),
        Some(visitor @ Visitor { acting: Some(_), .. }) => Suspend::new(acting::page(frame, visitor)).into_any(),
        Some(visitor) => Suspend::new(overview(frame, visitor)).into_any(),
    }
}

async fn overview(frame: Frame, visitor: Visitor) -> impl IntoView {
    let today = frame.today;
    let records = &*visitor.records;
    // Early in the year the newest expenses and the drugs still being taken are those of the year before.
    let expense_year = newest_month_by(today).year();
    let drugs = records.medications(Span::year(today.year()).with(Span::last_days(today, STILL_TAKEN)));
    // What is new among the expenses may be of the year before.
    let year_before = years(today).into_iter().find(|year| *year != expense_year);
    let year_before = OptionFuture::from(year_before.map(|year| records.expenses(year)));
    let kept = join3(year_before, visitor.keeping.notice_marks(), Provided::to(&visitor));
    let ((eligibility, registration, checkups, drugs), ((expenses, notices, looks), (year_before, marks, provided))) =
        join(
            join4(records.eligibility(), records.registration(), records.checkups(), drugs),
            join(
                async {
                    let ((expenses, notices), looks) =
                        join(join(records.expenses(expense_year), records.notices()), records.looks()).await;
                    (expenses, notices, looks)
                },
                kept,
            ),
        )
        .await;
    // Of somebody protected nothing is shown but whom to call.
    if matches!(&registration, Ok(answer) if answer.value == Registration::Blocked) {
        return view! { <div class="head"><h1>"健康手帳"</h1></div>{greeting::registration_banner(registration)} }
            .into_any();
    }
    // Nothing may be called absent that could not be looked for.
    let whole = checkups.is_ok() && drugs.is_ok() && expenses.is_ok() && notices.is_ok();
    if whole {
        frame.news_shown.say();
    }
    let answers = Answers {
        notices: &notices,
        registration: &registration,
        eligibility: &eligibility,
        checkups: &checkups,
        expenses: &std::iter::once(&expenses).chain(&year_before).collect::<Vec<_>>(),
    };
    let told = compose(&answers, marks, visitor.stay.certificate_until, today);
    told.note(&*visitor.keeping).await;
    let news = greeting::news(&visitor, today, &checkups, &drugs, &expenses, &notices);
    let checkups = shown(records, checkups).await;
    let known = registration.as_ref().ok().map(|answer| answer.value.clone());
    view! {
        {greeting::greeting(visitor.person.name.clone(), visitor.last_visit, news.len(), whole, today)}
        <CertificateNotice until=visitor.stay.certificate_until today/>
        {greeting::registration_banner(registration)}
        <div class="grid lead">
            {side::insurance_line(eligibility, known.as_ref(), today)}
            <div class="grid">
                <div class="grid two">
                    {cards::checkup_card(checkups, &visitor.person)}
                    {cards::drug_card(drugs, today)}
                </div>
                {cards::expense_card(expenses, today)}
            </div>
            <div class="grid">
                {side::news_card(news, visitor.last_visit.is_none(), whole)}
                {side::look_card(looks, &provided)}
            </div>
            {side::notice_card(told)}
        </div>
    }
    .into_any()
}

/// The year's expenses, where they could be read.
fn readable(expenses: &Answer<ExpenseYear>) -> &[ExpenseYear] {
    expenses.as_ref().map_or(&[], |answer| std::slice::from_ref(&answer.value))
}
