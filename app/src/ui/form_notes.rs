//! What to look at before the form is handed in: shortened names, kinds of care without a sure category, odd amounts.

use leptos::prelude::*;

use crate::domain::expense::Expense;
use crate::domain::money::Yen;
use crate::domain::tax::form::{Certainty, Form, LeftOut};

/// How many odd amounts are named.
const EXAMPLES: usize = 5;

/// The notes; says so where there is nothing to look at.
#[component]
pub fn FormNotes(
    /// As the file will hold it.
    form: Form,
    /// The expenses behind it.
    rows: Vec<Expense>,
) -> impl IntoView {
    let shortened = form
        .shortened
        .iter()
        .map(|name| view! { <tr><td>{name.before.clone()}</td><td>{name.after.clone()}</td></tr> })
        .collect_view();
    let any_short = !form.shortened.is_empty();
    let kinds = form
        .to_check
        .iter()
        .map(|(kind, certainty)| {
            let words = if *certainty == Certainty::Asked {
                "この診療区分は知られていないため、「その他の医療費」としました。領収書で確かめてください。"
            } else {
                "「その他の医療費」としました。医療費控除の対象か、領収書で確かめてください。"
            };
            view! { <li><b>{kind.clone()}</b><br/><span class="soft">{words}</span></li> }
        })
        .collect_view();
    let odd: Vec<&Expense> =
        rows.iter().filter(|row| row.counter_share > Yen::ZERO && row.counter_share.0 % 10 != 0).collect();
    let odd_count = odd.len();
    let odd_rows = odd
        .into_iter()
        .take(EXAMPLES)
        .map(|row| view! { <li><b>{row.institution.clone()}</b>" "<span class="num nowrap">{row.counter_share.to_string()}</span>"（"{row.month.to_string()}"）"</li> })
        .collect_view();
    let quiet = !any_short && form.to_check.is_empty() && odd_count == 0 && form.left_out.is_empty();
    view! {
        {(odd_count > 0).then(|| view! {
            <p class="small">"10円未満の端数がある行が "{odd_count}"件あります。窓口の領収額と少し違うことがありますが、どちらの額でも申告できます。"</p>
            <ul class="list small">{odd_rows}</ul>
            {(odd_count > EXAMPLES).then(|| view! { <p class="small soft">"ほか "{odd_count - EXAMPLES}"件"</p> })}
        })}
        {(!form.to_check.is_empty()).then(|| view! { <ul class="list small">{kinds}</ul> })}
        <LeftOutNote left_out=form.left_out total=form.total/>
        {any_short.then(|| view! {
            <table class="short small">
                <caption>{"フォームに入りきらず、短くした名前"}</caption>
                <thead><tr><th scope="col">{"もとの名前"}</th><th scope="col">{"フォームでの名前"}</th></tr></thead>
                <tbody>{shortened}</tbody>
            </table>
        })}
        {quiet.then(|| view! { <p class="small">{"とくに見直す行はありません。"}</p> })}
    }
}

/// What the form cannot hold, by name, and why its sum is then another one than that of the records.
#[component]
fn LeftOutNote(left_out: Vec<LeftOut>, total: Yen) -> impl IntoView {
    if left_out.is_empty() {
        return ().into_any();
    }
    let back: Yen = left_out.iter().map(|one| one.paid).sum();
    let named = left_out
        .iter()
        .filter(|one| one.paid < Yen::ZERO)
        .map(|one| view! { <li><b>{one.institution.clone()}</b>"（"{one.person.clone()}"さん） "<span class="num nowrap">{one.paid.to_string()}</span></li> })
        .collect_view();
    let free = left_out.iter().filter(|one| one.paid == Yen::ZERO).count();
    view! {
        {(free > 0).then(|| view! { <p class="small">"払った額が 0円の "{free}"件は、フォームに入れていません。合計は変わりません。"</p> })}
        {(back < Yen::ZERO).then(|| view! {
            <p class="small">{"次の分は、訂正（返戻）で差し引きがマイナスになっています。フォームにはマイナスを書けないため、入れていません。"}</p>
            <ul class="list small">{named}</ul>
            <p class="small">"そのため、フォームの合計 "<span class="num nowrap">{total.to_string()}</span>" は、記録の合計 "<span class="num nowrap">{(total + back).to_string()}</span>" と違います。前の年に払った分が返ってきたのなら、前の年の申告を見直す必要があるかもしれません。病院・薬局か税務署に確かめてください。"</p>
        })}
    }
    .into_any()
}
