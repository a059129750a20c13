//! Help for the counter of a clinic or pharmacy, when the card reader fails. The QR code on the sheet for paper leads here:
//! it is the same for everybody and needs no sign-in.

use leptos::prelude::*;

use crate::ui::card::Card;

/// The card.
pub(super) fn counter() -> impl IntoView {
    view! {
        <div id="counter"><Card title="受付でカードを読み取れないとき（受付の方へ）">
            <p>"患者さんの資格は、次のどれかで確かめられます。"</p>
            <ol class="steps">
                <li><span>"「資格確認書」があれば、それだけで受け付けられます。"</span></li>
                <li><span>"マイナンバーカードと「資格情報のお知らせ」、またはカードと、スマートフォンに出した資格情報の画面。"</span></li>
                <li><span>"どれもないときは、患者さんに「被保険者資格申立書」を書いてもらいます。"</span></li>
            </ol>
            <p>"健康手帳で作った「資格情報」の紙は、患者さんが自分の記録を写したものです。国や健康保険が出した書類ではありません。カードの写真で本人を確かめ、書かれている時点のあとに資格が変わっていないかを聞いてください。"</p>
            <p class="soft">"紙にある QRコードは、このページを開くだけのものです。患者さんの情報は入っていません。"</p>
        </Card></div>
    }
}
