//! The form that asks for the income. A plain GET: the page is worked out anew, and what was typed stays.

use leptos::prelude::*;

use super::Typed;
use crate::domain::tax::rules::rules_of;

/// The form.
#[component]
pub fn IncomeForm(
    /// Tax year.
    year: i32,
    /// What was typed before.
    typed: Typed,
) -> impl IntoView {
    let error = typed.read.as_ref().err().map(ToString::to_string);
    let described = if error.is_some() { "income-help income-error" } else { "income-help" };
    view! {
        <form method="get" action="/tax" class="income">
            <input type="hidden" name="year" value=year/>
            <div class="field">
                <label for="income">"申告する人の総所得金額等（円）※任意"</label>
                <p class="help" id="income-help">"源泉徴収票の「給与所得控除後の金額」など。ほかの所得があれば合計します。"{rules_of(year).map(|rules| rules.medical.income_not_needed())}</p>
                {error.as_ref().map(|error| view! { <p class="error" id="income-error">{error.clone()}</p> })}
                <input type="text" id="income" name="income" inputmode="numeric" autocomplete="off" maxlength="40" value=typed.text
                    aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
            </div>
            <div class="actions"><button class="btn line">"この所得で計算する"</button></div>
        </form>
    }
}
