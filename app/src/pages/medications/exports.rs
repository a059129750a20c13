//! 見せる・持ち出す・加える: the ways from the drugs to paper, to a file, and for what the person brings themselves.

use leptos::prelude::*;

use crate::ui::form_key::FormKey;
use crate::ui::way::Way;

/// The card. The server reads the records again; nothing shown here is sent back.
pub(super) fn card() -> AnyView {
    view! {
        <section class="card noprint" id="take">
            <header><h2>"見せる・持ち出す"</h2></header>
            <p>"薬局や病院の窓口で見せる紙（いまのお薬、アレルギー、QRコード）を、A4で1枚に出せます。"</p>
            <div class="actions"><a class="btn" href="/print/medications">"窓口で見せる紙を開く"</a></div>
            <form method="post" action="/medications/export/jahis">
                <FormKey/>
                <p>"薬局やお薬手帳アプリが読み取る形式（JAHIS）のファイルにできます。"</p>
                <div class="actions"><button class="btn line">"お薬手帳のファイルを受け取る（.txt）"</button></div>
            </form>
            <p><a href="/export/medications">"ほかの形式で持ち出す（PDF、文章、表計算、FHIR、QRコード）"</a></p>
            <p class="small"><Way href="/import" or_nothing=true>"お薬手帳のファイルやQRコードを読み込んで加える"</Way></p>
            <p class="small"><Way href="/import/otc" or_nothing=true>"市販薬を書き加える"</Way></p>
        </section>
    }
    .into_any()
}
