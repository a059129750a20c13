//! Preparing the tax return: `/tax?year=&income=`. Both schemes line by line, the files to carry away, what to do next.

mod exports;
pub mod household;
pub mod steps;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use self::exports::OwnExports;
use super::household::{Household, missing_notes, of_visitor};
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::calendar::tax_year_label;
use crate::domain::tax::effort::{EffortKind, chosen, efforts_of};
use crate::domain::tax::income::{Income, read_income};
use crate::domain::tax::refund::year_to_file;
use crate::domain::tax::rules::selectable_years;
use crate::domain::tax::saving::Situation;
use crate::ui::book::files::{FilesCards, SharedExports};
use crate::ui::book::refunds::RefundCard;
use crate::ui::book::schemes::SchemesCards;
use crate::ui::book::stamp::OpenStamp;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::income_fields::IncomeFields;
use crate::ui::trouble::TroubleNotice;
use crate::ui::way::Way;
use crate::ui::year_links::YearLinks;

/// What the address says of the one who files.
#[derive(Clone, Debug, Default)]
struct Told {
    income: String,
    range: String,
    deductions: String,
    effort: Option<EffortKind>,
}

impl Told {
    fn of_address() -> Self {
        use_query_map().with_untracked(|query| Self {
            income: query.get("income").unwrap_or_default(),
            range: query.get("range").unwrap_or_default(),
            deductions: query.get("deductions").unwrap_or_default(),
            effort: query.get("effort").as_deref().and_then(EffortKind::from_code),
        })
    }

    fn situation(&self) -> Situation {
        Situation::read(&self.income, &self.range, &self.deductions)
    }

    fn errors(&self) -> Vec<FieldError> {
        let income =
            read_income(&self.income).err().map(|error| FieldError { field: "income", message: error.to_string() });
        let deductions = read_income(&self.deductions).err().map(|_| FieldError {
            field: "deductions",
            message: "所得控除の合計は、数字だけで入れてください（例：1200000）。".to_owned(),
        });
        income.into_iter().chain(deductions).collect()
    }
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
    let told = Told::of_address();
    let keep = (!told.income.is_empty()).then(|| ("income", Url::escape(&told.income)));
    view! {
        <ErrorSummary errors=told.errors()/>
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"確定申告の準備："{tax_year_label(year)}</h1>
            <p class="soft">"医療費控除の目安と、申告に使うファイルを用意します。"</p>
        </div>
        {unknown.then(|| view! {
            <div class="banner" role="status"><p>"還付申告ができるのは 5年前の分までです。その年は選べないため、"{this_year}"年分を表示しています。"</p></div>
        })}
        <YearLinks path="/tax" years open=year suffix="年分" keep/>
        {Suspend::new(year_view(frame, visitor(), year, told))}
    }
}

async fn year_view(frame: Frame, visitor: Visitor, year: i32, mut told: Told) -> impl IntoView {
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
        Err(trouble) => return view! { <TroubleNotice trouble/> }.into_any(),
    };
    let book = household.year(year, frame.today);
    recall(&mut told, &household, year);
    let efforts = efforts_of(&checkups.unwrap_or_default(), year);
    let effort = chosen(told.effort, efforts);
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
        return view! { {missing_notes(&household)}{nothing(year)}{family}<RefundCard today=frame.today/> }.into_any();
    }
    let marked = book.rows.iter().any(|row| row.marked);
    let Some(choice) = book.choice(told.situation(), effort) else {
        return view! { <section class="card"><h2>"この年の決まりは、まだありません"</h2></section> }.into_any();
    };
    // What the page is worked out with goes into its files too.
    let exports: SharedExports = std::sync::Arc::new(OwnExports { year, told: told.clone() });
    let ask = view! {
        <form method="get" action="/tax">
            <input type="hidden" name="year" value=year/>
            <IncomeFields year income=told.income range=told.range deductions=told.deductions effort=told.effort word=None/>
        </form>
    };
    let files = view! { <FilesCards year=book.clone() exports/> };
    let sum = book.summary.clone();
    view! {
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
                    <ul class="dots">
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

/// An income that the person asked to be kept, where the address says none.
fn recall(told: &mut Told, household: &Household, year: i32) {
    if !told.income.is_empty() || !told.range.is_empty() {
        return;
    }
    let kept = household.book.incomes.iter().find(|kept| kept.year == year && kept.name == household.hub.person);
    if let Some(kept) = kept {
        match kept.income {
            Income::Exact(income) => told.income = income.0.to_string(),
            range => {
                told.range = range.range().map(|one| one.code.to_owned()).unwrap_or_default();
            }
        }
        if told.deductions.is_empty() {
            told.deductions = kept.deductions.map(|yen| yen.0.to_string()).unwrap_or_default();
        }
    }
}
