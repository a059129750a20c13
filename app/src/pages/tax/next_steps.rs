//! What to do with the file, in order.

use leptos::prelude::*;

/// The list.
#[component]
pub fn NextSteps(
    /// Tax year.
    year: i32,
) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"次にすること"</h2>
            <ol class="steps">
                <li><span>"受け取ったファイルを開き、払った額と領収書を見くらべて直す"</span></li>
                <li><span>"保険金や高額療養費で戻った額を「補填される金額」に入れる"</span></li>
                <li><span>"国税庁の「確定申告書等作成コーナー」で "{year}"年分を選び、「医療費控除」へ進む"</span></li>
                <li><span>"「医療費集計フォームを利用する」を選び、ファイルを読み込む"</span></li>
            </ol>
            <p class="small soft">"読み込めないときは、国税庁のフォームを開き、B列からI列を値として貼り付けてください。"</p>
        </section>
    }
}
