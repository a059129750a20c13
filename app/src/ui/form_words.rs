//! What must be known before the form is used: for whom it is, what to keep, what is untested. One text for all pages.

use leptos::prelude::*;

use crate::domain::tax::rules::{YearRules, rules_of};

/// The text, and what is uncertain about the year's form.
#[component]
pub fn FormWarning(
    /// Tax year.
    year: i32,
) -> impl IntoView {
    let notice = rules_of(year).and_then(YearRules::form_notice);
    view! {
        <p><b>{"e-Tax で「マイナポータル連携」を使わない人のためのファイルです。"}</b></p>
        <p>{"マイナポータル連携を使うと、ここにある医療費は自動で申告書に入ります。このファイルも読み込むと、二重に数えられます。"}</p>
        <ul class="dots small">
            {notice.map(|words| view! { <li>{words}</li> })}
            <li>{"このファイルで申告するときは、領収書を申告期限から5年間保管してください。"}</li>
            <li>{"国税庁の「医療費集計フォーム Ver.3.1」と同じ形で作りますが、国税庁のファイルではありません。「確定申告書等作成コーナー」で読み込めるかは、まだ確かめられていません。"}</li>
            <li>{"支払年月日は記録にないため、空欄です（任意の欄です）。"}</li>
        </ul>
    }
}
