//! Preparing the tax return: `/tax?year=`. Both schemes line by line, the files to carry away, what to do next.

mod exports;
pub mod household;
pub mod steps;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::exports::OwnExports;
use super::household::{Household, missing_notes, of_visitor};
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::tax_year_label;
use crate::domain::tax::effort::{EffortKind, chosen, efforts_of};
use crate::domain::tax::income::read_income;
use crate::domain::tax::refund::year_to_file;
use crate::domain::tax::rules::selectable_years;
use crate::domain::tax::told::Told;
use crate::ui::book::files::{FilesCards, SharedExports};
use crate::ui::book::refunds::RefundCard;
use crate::ui::book::schemes::SchemesCards;
use crate::ui::book::stamp::OpenStamp;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form_key::FormKey;
use crate::ui::income_fields::IncomeFields;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;
use crate::ui::year_links::YearLinks;

/// What was typed of the one who files: in the form that came back, else since they signed in, else what they asked to be kept.
async fn told(frame: &Frame, visitor: &Visitor, household: &Household, year: i32) -> Told {
    if frame.draft.typed("income").is_some() {
        return Told::of(|name| frame.draft.typed(name).unwrap_or_default());
    }
    let name = &household.hub.person;
    let typed = visitor.keeping.told_incomes().await.unwrap_or_default();
    let told = typed.of(year, name).cloned().unwrap_or_default();
    household.recalled(told, name, year)
}

fn errors(told: &Told) -> Vec<FieldError> {
    let income =
        read_income(&told.income).err().map(|error| FieldError { field: "income", message: error.to_string() });
    let deductions = read_income(&told.deductions).err().map(|_| FieldError {
        field: "deductions",
        message: "所得控除の合計は、数字だけで入れてください（例：1200000）。".to_owned(),
    });
    income.into_iter().chain(deductions).collect()
}

/// The tax year of the address, and whether one was asked for that cannot be filed.
fn asked(frame: &Frame) -> (Vec<i32>, i32, bool) {
    let years: Vec<i32> = selectable_years(frame.today).collect();
    let this_year = year_to_file(frame.today);
    let asked = use_query_map().with_untracked(|query| query.get("year"));
    match asked.as_deref().map(str::parse::<i32>) {
        None => (years, this_year, false),
        Some(Ok(year)) if years.contains(&year) => (years, year, false),
        Some(_) => (years, this_year, true),
    }
}

/// The page.
#[component]
pub fn TaxPage() -> impl IntoView {
    let frame = frame();
    let (years, year, unknown) = asked(&frame);
    let this_year = year_to_file(frame.today);
    let head = view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"確定申告の準備："{tax_year_label(year)}</h1>
            <p class="soft">"医療費控除の目安と、申告に使うファイルを用意します。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"還付申告ができるのは 5年前の分までです。その年は選べないため、"{this_year}"年分を表示しています。"</p></div>
        })}
        <YearLinks path="/tax" years open=year suffix="年分"/>
    };
    view! {
        {Suspend::new(year_view(frame, visitor(), year, head.into_any()))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32, head: AnyView) -> impl IntoView {
    let checkups = async {
        match visitor.acting {
            // Whose checkups these are is not who files.
            Some(_) => None,
            None => visitor.records.checkups().await.ok().map(|answer| answer.value),
        }
    };
    let (household, checkups) = futures::join!(of_visitor(&frame, &visitor, year), checkups);
    let household = match household {
        Ok(household) => household,
        Err(trouble) => return view! { {head}<TroubleNotice trouble/> }.into_any(),
    };
    let book = std::sync::Arc::new(household.year(year, frame.today));
    let told = told(&frame, &visitor, &household, year).await;
    let efforts = efforts_of(&checkups.unwrap_or_default(), year);
    let effort = chosen(EffortKind::from_code(&told.effort), efforts);
    let family = visitor.acting.is_none().then(|| {
        view! {
            <section class="card">
                <h2>"家族の分をあわせる"</h2>
                <p class="small">"生計を一にする家族の医療費は、払った人がまとめて申告できます。だれが申告するとよいかも計算できます。"</p>
                <p><a href=format!("/tax/household?year={year}")>"家族の分と、申告する人"</a></p>
                <p><a href="/import">"家族のファイルを読み込む"</a></p>
            </section>
        }
    });
    if book.rows.is_empty() {
        return view! { {head}{missing_notes(&household)}{nothing(year)}{family}<RefundCard today=frame.today/> }
            .into_any();
    }
    let marked = book.rows.iter().any(|row| row.marked);
    let Some(choice) = book.choice(told.situation(), effort) else {
        return view! { {head}<section class="card"><h2>"この年の決まりは、まだありません"</h2></section> }.into_any();
    };
    // What the page is worked out with goes into its files too.
    let errors = errors(&told);
    let exports: SharedExports =
        std::sync::Arc::new(OwnExports { year, told: told.clone(), draft: frame.draft.clone() });
    let ask = view! {
        <form method="post" action="/tax">
            <FormKey/>
            <input type="hidden" name="year" value=year/>
            <IncomeFields year effort=EffortKind::from_code(&told.effort) income=told.income range=told.range deductions=told.deductions word=None promise="ここに入れた所得は、計算に使うだけで、ログアウトすると消えます。"/>
        </form>
    };
    let files = view! { <FilesCards year=std::sync::Arc::clone(&book) exports/> };
    let sum = book.summary.clone();
    view! {
        <ErrorSummary errors/>
        {head}
        {missing_notes(&household)}
        <div class="grid side">
            <div class="grid">
                <section class="card">
                    <header><h2>{format!("{year}年に払った医療費")}</h2></header>
                    <p class="total num">{sum.paid.grouped()}<small>" 円"</small></p>
                    <OpenStamp coverage=book.coverage.clone()/>
                    {(!book.questions.is_empty()).then(|| view! { <p class="error-text">{format!("同じものかどうか、答えの要る明細が {}組あります。答えるまで片方だけを数えています。", book.questions.len())}</p> })}
                    <div class="actions">
                        <Way class="btn line" href=format!("/expenses/rows?year={year}") or_nothing=true>"明細を直す・書き足す"</Way>
                        <a class="btn line" href=format!("/expenses?year={year}")>{year}"年の医療費を見る"</a>
                    </div>
                </section>
                <SchemesCards choice marked ask=ask.into_any()/>
                {files}
            </div>
            <aside class="grid">
                <section class="card">
                    <h2>"次にすること"</h2>
                    <ul class="dots links">
                        <li><Way href=format!("/tax/steps?year={year}&way=link")>"e-Tax（マイナポータル連携）で申告する手順"</Way></li>
                        <li><Way href=format!("/tax/steps?year={year}&way=form")>"作成コーナーに集計フォームを読み込む手順"</Way></li>
                        <li><Way href=format!("/tax/steps?year={year}&way=paper")>"紙で申告する手順"</Way></li>
                    </ul>
                </section>
                {family}
                <RefundCard today=frame.today/>
            </aside>
        </div>
    }
    .into_any()
}

/// A year without any medical expense: that it is so, why it may be, and what can be done all the same. Of nothing, nothing is
/// worked out.
fn nothing(year: i32) -> impl IntoView {
    view! {
        <section class="card" id="form-files">
            <h2>{format!("{year}年の医療費の記録は、ありません")}</h2>
            <p>"保険で医療を受けていないか、記録がまだ届いていません。医療費は、診療を受けた月の翌々月10日ごろに届きます。"</p>
            <p>"領収書があれば、記録がなくても申告できます。明細を書き足すと、ここで計算できます。"</p>
            <div class="actions">
                <Way class="btn line" href=format!("/expenses/rows?year={year}") or_nothing=true>"明細を直す・書き足す"</Way>
                <a class="btn line" href=format!("/expenses?year={year}")>{year}"年の医療費を見る"</a>
            </div>
        </section>
    }
}
