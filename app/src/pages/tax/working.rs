//! The card with the deduction: how much, whether that is final, and how it was worked out.

use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

use super::Typed;
use super::income::IncomeForm;
use crate::domain::calendar::long_date;
use crate::domain::expense::ledger::Ledger;
use crate::domain::expense::{Expense, ExpenseYear};
use crate::domain::tax::deduction::medical_deduction;
use crate::domain::tax::form::Form;
use crate::ui::date::AsOf;
use crate::ui::deduction_view::{DeductionTable, SelfMedicationNote, paid_by};

/// `form` is what the file will hold; without it the rows count as they are.
#[component]
pub fn WorkingCard(
    /// The year as delivered.
    expenses: ExpenseYear,
    /// Its rows of the tax year.
    rows: Vec<Expense>,
    /// The filled form, if the rows fit it.
    #[prop(optional_no_strip)]
    form: Option<Form>,
    /// Tax year.
    year: i32,
    /// The income as typed.
    typed: Typed,
    /// Today in Japan.
    today: NaiveDate,
    /// When the source said it.
    as_of: NaiveDateTime,
) -> impl IntoView {
    let ledger = Ledger::of(&expenses, today);
    let paid = paid_by(form.as_ref(), &rows);
    let income = typed.read.as_ref().ok().copied().flatten();
    let Some(deduction) = medical_deduction(year, &paid, income) else {
        return view! { <section class="card"><h2>"この年の決まりは、まだありません"</h2></section> }.into_any();
    };
    let rules = deduction.rules;
    let amount = deduction.amount;
    let assumed = deduction.floor_assumed;
    view! {
        <section class="card">
            <header><h2>"控除される金額の目安"</h2><AsOf at=as_of today/></header>
            <p class="total num">{amount.grouped()}<small>" 円（医療費控除）"</small></p>
            <Provisional ledger/>
            {assumed.then(|| view! { <p class="small">{rules.medical.without_income()}</p> })}
            <DeductionTable deduction/>
            <IncomeForm year typed/>
            <p class="small soft">"これは計算による目安です。実際に払った額と、申告する人の所得で決まります。1月に払った12月の診療分は、翌年の分です。"</p>
            <SelfMedicationNote rule=rules.self_medication/>
            <details>
                <summary>"家族の分をあわせる"</summary>
                <p>"生計を一にする家族の医療費は、払った人がまとめて申告できます。別に住んでいてもかまいません。"</p>
            </details>
        </section>
    }
    .into_any()
}

/// The stamp while months are missing.
#[component]
fn Provisional(ledger: Ledger) -> impl IntoView {
    if !ledger.provisional {
        return view! { <p class="small soft">"1月から12月まで、すべて届いています。"</p> }.into_any();
    }
    let missing: Vec<String> = ledger.missing().map(|line| format!("{}月", line.month.month())).collect();
    view! {
        <div class="note">
            <p><span class="chip out">"未確定"</span>" "{missing.join("・")}"の診療分がまだ届いていません。全部そろうのは "{long_date(ledger.complete_on)}" ごろです。そろってから申告するか、足りない月は領収書で足してください。"</p>
        </div>
    }
    .into_any()
}
