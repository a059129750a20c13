//! The files to carry away, and for whom they are: who lets the tax office fetch the notice must not load them as well.

use leptos::prelude::*;

use crate::ui::form_key::FormKey;
use crate::ui::form_words::FormWarning;

/// Two plain forms. The server reads the records again; nothing shown here is sent back.
#[component]
pub fn DownloadCard(
    /// Tax year.
    year: i32,
    /// How many expenses there are.
    rows: usize,
    /// Why they do not fit the form, if they do not.
    #[prop(optional_no_strip)]
    too_much: Option<String>,
) -> impl IntoView {
    let offered = too_much.is_none() && rows > 0;
    view! {
        <section class="card" id="files">
            <header><h2>"申告用のファイル"</h2></header>
            <FormWarning year/>
            {(rows == 0).then(|| view! { <p>{year}"年の医療費の記録がないため、ファイルに入れるものがありません。"</p> })}
            {too_much.map(|words| view! { <p class="error-text">{words}</p> })}
            <div class="actions">
                {offered.then(|| view! {
                    <form method="post" action="/tax/export/form">
                        <FormKey/>
                        <input type="hidden" name="year" value=year/>
                        <button class="btn big">"医療費集計フォームを受け取る（.xlsx）"</button>
                    </form>
                })}
                {(rows > 0).then(|| view! {
                    <form method="post" action="/tax/export/csv">
                        <FormKey/>
                        <input type="hidden" name="year" value=year/>
                        <button class="btn line big">"明細の一覧を受け取る（.csv）"</button>
                    </form>
                })}
            </div>
            <p class="small soft">"ファイルには氏名と受診先が入ります。共用のパソコンでは、使い終わったら消してください。"</p>
        </section>
    }
}
