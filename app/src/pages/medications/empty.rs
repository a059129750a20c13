//! A year without any dispensing: that it is so, why it may be, and what to do.

use leptos::prelude::*;

use super::asked::Asked;

/// The card.
pub(super) fn year(asked: &Asked) -> AnyView {
    let year = asked.year;
    let why = if year == asked.this_year {
        "ことし保険でお薬を受け取っていないか、記録がまだ届いていません。電子処方箋のお薬は受け取った当日に、ほかのお薬は約1か月後に届きます。"
    } else {
        "この年に保険でお薬を受け取っていないか、保険者の記録がもう残っていません。"
    };
    let before = asked.always().any(|offered| offered == year - 1).then(
        || view! { <a class="btn line" href=format!("/medications?year={}", year - 1)>{year - 1}"年のお薬を見る"</a> },
    );
    view! {
        <section class="card">
            <h2>{format!("{year}年のお薬の記録は、ありません")}</h2>
            <p>{why}</p>
            <p>"受け取ったのに表示されないときは、受け取った薬局にたずねてください。お薬手帳には、これまでどおり記録してもらえます。"</p>
            <div class="actions">{before}<a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
    .into_any()
}
