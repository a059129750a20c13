//! The deduction worked out line by line, each line with its rule and source, and the other scheme beside it.

use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::tax::deduction::{Deduction, DeductionLine, Paid};
use crate::domain::tax::form::Form;
use crate::domain::tax::rules::SelfMedicationRule;

/// What counts as paid: the form's rows, so that page and file say the same; where they do not fit it, the expenses.
#[must_use]
pub fn paid_by(form: Option<&Form>, rows: &[Expense]) -> Vec<Paid> {
    match form {
        Some(form) => form.rows.iter().map(|row| Paid { paid: row.paid, reimbursed: row.reimbursed }).collect(),
        None => rows.iter().map(|row| Paid { paid: row.counter_share, ..Paid::default() }).collect(),
    }
}

/// The working as a table.
#[component]
pub fn DeductionTable(
    /// Worked out.
    deduction: Deduction,
) -> impl IntoView {
    let last = deduction.lines.len().saturating_sub(1);
    let lines = deduction.lines.into_iter().enumerate().map(|(place, line)| row(line, place == last));
    view! {
        <table class="working">
            <caption class="vh">{"医療費控除の計算"}</caption>
            <thead><tr><th scope="col">{"項目と計算のしかた"}</th><th scope="col" class="r">{"金額"}</th></tr></thead>
            <tbody>{lines.collect_view()}</tbody>
        </table>
    }
}

fn row(line: DeductionLine, result: bool) -> impl IntoView {
    let subtracted = matches!(line.letter, "B" | "F");
    let amount = match line.amount {
        None => "－".to_owned(),
        Some(amount) if subtracted && amount > Yen::ZERO => (-amount).to_string(),
        Some(amount) => amount.to_string(),
    };
    let letter = (!result).then(|| view! { <b class="letter">{line.letter}</b>" " });
    view! {
        <tr class:sum=result>
            <th scope="row">{letter}{line.label}<span class="sub">{line.rule}"（"{line.source}"）"</span></th>
            <td class="r">{amount}</td>
        </tr>
    }
}

/// The self-medication scheme in words: it needs purchases that no notice holds.
#[component]
pub fn SelfMedicationNote(
    /// Rule of the year.
    rule: SelfMedicationRule,
) -> impl IntoView {
    let until = match (rule.switch_otc_until, rule.other_otc_until) {
        (None, Some(other)) => format!("スイッチOTC医薬品は期限なし、それ以外は {} までの購入分", long_date(other)),
        (Some(switch), _) => format!("{} までの購入分", long_date(switch)),
        (None, None) => "期限なし".to_owned(),
    };
    view! {
        <details>
            <summary>{"セルフメディケーション税制とどちらか一方です"}</summary>
            <p>"市販薬を年に "{rule.floor.to_string()}" より多く買い、健診や予防接種を受けた人は、医療費控除の代わりに使えます。控除額は 購入額 − "{rule.floor.to_string()}"、最高 "{rule.cap.to_string()}" です。"</p>
            <p>{"市販薬の購入は医療費の記録に入っていないため、ここでは計算していません。医療費集計フォームは、この税制には使えません。"}</p>
            <p class="small soft">{rule.source}"・"{until}"・"{rule.status.label()}</p>
        </details>
    }
}
