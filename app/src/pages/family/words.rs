//! What a delegate can and cannot do, in plain words; and whoever cannot do this by themselves.

use leptos::prelude::*;

use crate::ui::card::Card;

/// The two cards.
pub(super) fn what_it_is() -> impl IntoView {
    view! {
        <div class="grid two">
            <Card title="代理人にできること・できないこと">
                <ul class="dots">
                    <li>"選ばれた種類の記録を見ること、印刷すること、ファイルで受け取ること。"</li>
                    <li>"選ばれていない種類は見られません。期間が終わると、自動で見られなくなります。"</li>
                    <li>"利用登録、同意、ログインの設定、別の人に代理を頼むことは、代理人にはできません。"</li>
                    <li>"代理人が見た日時と種類は、本人と代理人の両方の「記録を見た人」に残ります。"</li>
                    <li>"本人も代理人も、いつでも、ひとりで、すぐに終わらせられます。見られたあとの記憶や、渡ったファイルは取り戻せません。"</li>
                </ul>
            </Card>
            <Card title="お子さんや、自分で手続きできない人のとき">
                <ul class="dots">
                    <li>"お子さんの記録も、お子さんのカードと保護者のカードの、両方で登録します。先にお子さんのカードでログインして番号をつくり、そのあと保護者のカードでログインして番号を入れます。"</li>
                    <li>"お子さんのカードの暗証番号は、保護者（法定代理人）が決めて管理しているものです。"</li>
                    <li>"カードや暗証番号を使えない人、成年後見を受けている人は、この画面では登録できません。お住まいの市区町村の窓口に、必要な書類を確かめてください。"</li>
                </ul>
            </Card>
        </div>
    }
}
