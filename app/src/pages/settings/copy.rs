//! The wish that the portal keeps a copy of the records: what that means, on, anew, off.

use leptos::prelude::*;

use crate::domain::copy::MOST_BYTES;
use crate::pages::visit::visitor;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The card.
pub(super) fn card() -> impl IntoView {
    let keeping = visitor().keeping;
    let most = MOST_BYTES >> 20;
    let state = Suspend::new(async move {
        match keeping.copies().await {
            Err(_) => view! { <p>"写しをとっているかどうかを、いま読めません。数分おいて、このページを開き直してください。"</p> }.into_any(),
            Ok(copies) if copies.on() => view! {
                <p role="status"><b>"写しをとっています。"</b>"何が何件、いつの写しかは "<a href="/me#copied">"あなたの情報"</a>" に出ます。"</p>
                <form method="post" action="/settings/copy">
                    <FormKey/>
                    <div class="actions">
                        <button class="btn" name="copy" value="now">"今すぐ写しをとる"</button>
                        <button class="btn line" name="copy" value="off">"写しをやめて、すべて消す"</button>
                    </div>
                </form>
            }
            .into_any(),
            Ok(_) => view! {
                <p><b>"写しはとっていません。"</b></p>
                <form method="post" action="/settings/copy">
                    <FormKey/>
                    <div class="actions"><button class="btn line" name="copy" value="on">"写しをとっておく"</button></div>
                </form>
            }
            .into_any(),
        }
    });
    view! {
        <div id="copy"><Card title="記録の写しをとっておく">
            <p>"もとのシステムの記録は、数年たつと消えます。消えたあとも読めるように、このサイトに写しをとっておけます。"</p>
            <ul class="dots">
                <li>"写すのは、健康保険の資格、健診、お薬、医療費です。あなた専用の鍵で暗号にして置きます。"</li>
                <li>"写しの中身は、このサイトのページには出ません。「あなたの情報」の「すべてを1つのファイルで受け取る」で、ほかの記録といっしょにファイル（ZIP）で受け取って読みます。"</li>
                <li>"ひとりでに新しくはなりません。「今すぐ写しをとる」を押したときに、その時点の記録を写します。"</li>
                <li>{format!("大きさは、種類ごとに {most}メガバイトまでです（ふつうは10年分でも収まります）。")}</li>
                <li>"やめると、写しはその場ですべて消えます。もとの記録は消えません。"</li>
            </ul>
            {state}
        </Card></div>
    }
}
