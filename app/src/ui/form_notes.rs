//! What to look at before the form is handed in: how its rows were made, shortened names, kinds of care without a sure category,
//! what it cannot hold.

use leptos::prelude::*;

use crate::domain::money::Yen;
use crate::domain::tax::form::{Arrangement, Certainty, Form, LeftOut, MAX_ROWS};

/// The notes; nothing where there is nothing to look at.
#[component]
pub fn FormNotes(
    /// As the file will hold it.
    form: Form,
    /// Whether one row for each entry was asked for.
    asked_each: bool,
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
            let kind = if kind.is_empty() { "種類の記載がない明細（保険者のXML）".to_owned() } else { kind.clone() };
            let words = if *certainty == Certainty::Asked {
                "区分が分からないため、「その他の医療費」としました。領収書で確かめ、違うときは「直す」で選んでください。"
            } else {
                "「その他の医療費」としました。医療費控除の対象か、領収書で確かめてください。"
            };
            view! { <li><b>{kind}</b><br/><span class="soft">{words}</span></li> }
        })
        .collect_view();
    let parts = form.parts().len();
    let fell_back = asked_each && form.arrangement == Arrangement::Grouped;
    view! {
        {fell_back.then(|| view! { <p class="small">{format!("1件ずつでは {MAX_ROWS}行に入りきらないため、人と病院・薬局ごとにまとめました。")}</p> })}
        {(parts > 1).then(|| view! { <p class="small">{format!("まとめても {MAX_ROWS}行に入りきらないため、{parts}つのファイルに分けました。作成コーナーで続けて読み込めるかは、まだ確かめられていません。読み込めないときは、2つ目からの合計を手で入力してください。")}</p> })}
        {(!form.to_check.is_empty()).then(|| view! { <ul class="list small">{kinds}</ul> })}
        <LeftOutNote left_out=form.left_out total=form.total/>
        {any_short.then(|| view! {
            <table class="short small">
                <caption>{"フォームに入りきらず、短くした名前"}</caption>
                <thead><tr><th scope="col">{"もとの名前"}</th><th scope="col">{"フォームでの名前"}</th></tr></thead>
                <tbody>{shortened}</tbody>
            </table>
        })}
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
