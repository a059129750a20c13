//! The fields for income, other deductions and the filer's effort; on the page of the deduction and on that of files.

use leptos::prelude::*;

use crate::domain::tax::effort::EffortKind;
use crate::domain::tax::income::{RANGES, both_given, read_income};
use crate::domain::tax::rules::rules_of;

/// The fields, with a button that works everything out again.
#[component]
pub fn IncomeFields(
    /// Tax year.
    year: i32,
    /// Income as typed.
    income: String,
    /// Range chosen.
    range: String,
    /// Other deductions as typed.
    deductions: String,
    /// Effort chosen.
    #[prop(optional_no_strip)]
    effort: Option<EffortKind>,
    /// What the button says of itself, where the form has several.
    #[prop(optional_no_strip)]
    word: Option<&'static str>,
    /// What becomes of the income, in words.
    promise: &'static str,
) -> impl IntoView {
    let income_error = read_income(&income).err().map(|error| error.to_string());
    let deductions_error = read_income(&deductions)
        .err()
        .map(|_| "所得控除の合計は、数字だけで入れてください（例：1200000）。".to_owned());
    let described = if income_error.is_some() { "income-help income-error" } else { "income-help" };
    let ranges = RANGES
        .iter()
        .map(|one| view! { <option value=one.code selected=range == one.code>{one.label}</option> })
        .collect_view();
    let both = both_given(&income, &range).map(|words| view! { <p class="help" id="range-help">{words}</p> });
    let range_help = both.is_some().then_some("range-help");
    let efforts = EffortKind::ALL
        .into_iter()
        .map(|kind| view! { <option value=kind.code() selected=effort == Some(kind)>{kind.label()}</option> })
        .collect_view();
    let help = rules_of(year).map(|rules| rules.medical.income_not_needed());
    let (is_wrong, wrong_deductions) = (income_error.is_some(), deductions_error.is_some());
    let open = is_wrong || wrong_deductions || !deductions.is_empty();
    view! {
        <div class="income grid">
            <div class="field">
                <label for="income">{"申告する人の総所得金額等（円）※任意"}</label>
                <p class="help" id="income-help">{"源泉徴収票の「給与所得控除後の金額」など。ほかの所得があれば合計します。"}{help}</p>
                {income_error.map(|error| view! { <p class="error" id="income-error">{error}</p> })}
                <input type="text" id="income" name="income" inputmode="numeric" autocomplete="off" maxlength="40" value=income
                    aria-describedby=described aria-invalid=is_wrong.then_some("true")/>
            </div>
            <div class="field">
                <label for="range">{"または、所得の幅を選ぶ ※任意"}</label>
                {both}
                <select id="range" name="range" aria-describedby=range_help><option value="">{"選ばない"}</option>{ranges}</select>
            </div>
            <div class="field">
                <label for="effort">{"申告する人が、この年に受けたもの ※任意"}</label>
                <p class="help" id="effort-help">{"セルフメディケーション税制を使うのに必要です。"}</p>
                <select id="effort" name="effort" aria-describedby="effort-help"><option value="">{"選ばない"}</option>{efforts}</select>
            </div>
            <details open=open>
                <summary>{"減る税金を、もっと正確に計算する"}</summary>
                <div class="field">
                    <label for="deductions">{"所得控除の合計（円、医療費控除を除く）※任意"}</label>
                    <p class="help" id="deductions-help">{"源泉徴収票の「所得控除の額の合計額」。入れないときは、基礎控除だけで計算します。"}</p>
                    {deductions_error.map(|error| view! { <p class="error" id="deductions-error">{error}</p> })}
                    <input type="text" id="deductions" name="deductions" inputmode="numeric" autocomplete="off" maxlength="40" value=deductions
                        aria-describedby="deductions-help" aria-invalid=wrong_deductions.then_some("true")/>
                </div>
            </details>
            <p class="small soft">{promise}</p>
            <div class="actions"><button class="btn line" name=word.map(|_| "do") value=word>{"この所得で計算する"}</button></div>
        </div>
    }
    .into_any()
}
