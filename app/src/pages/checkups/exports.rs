//! 持ち出す: the checkups as files, all or those of one day, with what each form of file is for.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::domain::calendar::long_date;
use crate::ui::form_key::FormKey;

/// Two plain forms. The server reads the records again; nothing shown here is sent back.
#[component]
pub fn Exports(
    /// The one day whose checkup is meant; all, where none is given.
    #[prop(optional, into)]
    date: Option<NaiveDate>,
    /// Whether that day has several; a document holds one, several come as an archive.
    #[prop(optional)]
    several: bool,
) -> impl IntoView {
    let which = date.map_or_else(|| "すべての健診".to_owned(), |day| format!("{}の健診", long_date(day)));
    let day = move || date.map(|day| view! { <input type="hidden" name="date" value=day.to_string()/> });
    let fhir = if date.is_some() && !several { "（.json）" } else { "（.zip）" };
    view! {
        <section class="card noprint" id="take">
            <header><h2>"持ち出す"</h2></header>
            <p>{which}"の結果を、ファイルで受け取れます。"</p>
            <form method="post" action="/checkups/export/csv">
                <FormKey/>
                {day()}
                <p>"表計算ソフト（エクセルなど）で開く一覧です。1行に1つの値が入り、基準値と比べた結果も書いてあります。"</p>
                <div class="actions"><button class="btn line">"一覧を受け取る（.csv）"</button></div>
            </form>
            <form method="post" action="/checkups/export/fhir">
                <FormKey/>
                {day()}
                <p>"病院やほかの健康アプリのシステムが読み取るための、国内の標準にそった形式（FHIR）です。届いた記録だけが入ります。"</p>
                <div class="actions"><button class="btn line">"FHIR形式で受け取る"{fhir}</button></div>
            </form>
            <p class="small">"基準値から外れていても、すぐに病気とは限りません。"</p>
            <p class="small soft">"ファイルには健診の結果が入ります。FHIR形式には、氏名、生年月日、健康保険の記号・番号も入ります。共用のパソコンでは、使い終わったら消してください。"</p>
        </section>
    }
}
