//! A year without any medical expense: that it is so, why it may be, and what can be done all the same.

use leptos::prelude::*;

/// The cards. `provisional`: months of the year may still arrive.
pub(super) fn year(year: i32, provisional: bool) -> impl IntoView {
    let why = if provisional {
        "保険で医療を受けていないか、記録がまだ届いていません。医療費は、診療を受けた月の翌々月10日ごろに届きます。"
    } else {
        "この年に保険で医療を受けていないか、保険者の記録がもう残っていません。"
    };
    view! {
        <section class="card">
            <h2>{format!("{year}年の医療費の記録は、ありません")}</h2>
            <p>{why}"そのため、控除の計算も、申告用のファイルもありません。"</p>
            <p>"領収書があれば、記録がなくても医療費控除を申告できます。家族の医療費がある年は、家族のファイルを読み込むと計算できます。"</p>
            <div class="actions">
                <a class="btn line" href="/import">"家族のファイルを読み込む"</a>
                <a class="btn line" href=format!("/expenses?year={year}")>{year}"年の医療費を見る"</a>
            </div>
        </section>
    }
}
