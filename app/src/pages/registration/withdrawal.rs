//! Withdrawing the registration (利用登録の解除). It goes through the insurer; nothing here can do it.

use leptos::prelude::*;

use crate::ui::card::Card;

/// The way, in order.
const WAY: [(&str, &str); 3] = [
    (
        "加入している健康保険に、解除を申し込む",
        "会社の健康保険なら健康保険組合や協会けんぽ、国民健康保険なら市区町村の窓口です。会社を通して出すこともあります。",
    ),
    (
        "資格確認書を受け取る",
        "申し込むと、健康保険から資格確認書が届きます。手元に届くまでは、カードを健康保険証として使い続けられます。",
    ),
    ("解除が終わる", "健康保険の側の処理が終わると、この画面にも出ます。申し込みから1か月から2か月ほどかかります。"),
];

/// The card: what it means, the way in order, and what stays.
pub(super) fn card() -> impl IntoView {
    let way = WAY
        .map(|(what, how)| view! { <li><span><b>{what}</b><br/><span class="small">{how}</span></span></li> })
        .into_iter()
        .collect_view();
    view! {
        <div id="withdrawal">
            <Card title="登録をやめたいとき">
                <p>"利用登録は、いつでも解除できます。このサイトでは解除できません。加入している健康保険に申し込みます。"</p>
                <details>
                    <summary>"解除の進み方と、そのあとのこと"</summary>
                    <ol class="steps">{way}</ol>
                    <h3>"解除したあとは"</h3>
                    <ul class="dots">
                        <li>"医療機関や薬局では、資格確認書を見せて受診します。負担割合は変わりません。"</li>
                        <li>"お薬や健診、医療費の記録は消えません。このサイトで、いままでどおり見られます。"</li>
                        <li>"医師や薬剤師に、カードを使ってその場で記録を見せることはできなくなります。"</li>
                        <li>"もう一度登録したくなったら、この画面からいつでもできます。"</li>
                    </ul>
                </details>
            </Card>
        </div>
    }
}
