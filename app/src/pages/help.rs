//! How to use the product, what to do when something fails, who sees what, and what is simulated.

mod counter;

use leptos::prelude::*;

use crate::text::ja;
use crate::ui::card::Card;

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"使い方と困ったとき"</h1>
        </div>
        <nav aria-label="このページの内容">
            <ul class="dots">
                <li><a href="#use">"使い方"</a></li>
                <li><a href="#trouble">"表示できない・うまくいかないとき"</a></li>
                <li><a href="#counter">"受付でカードを読み取れないとき"</a></li>
                <li><a href="#who-sees">"だれがあなたの記録を見られるか"</a></li>
                <li><a href="#simulated">"見本であるもの"</a></li>
                <li><a href="#contact">"問い合わせ"</a></li>
            </ul>
        </nav>
        {usage()}
        {trouble()}
        {counter::counter()}
        {who_sees()}
        {simulated()}
        {contact()}
    }
}

fn usage() -> impl IntoView {
    view! {
        <div id="use"><Card title="使い方">
            <ol class="steps">
                <li><span>"「ログイン」から、見本のカードを選び、暗証番号を入れます。"</span></li>
                <li><span>"ホームに、健康保険・健診・お薬・医療費の新しい記録が並びます。くわしく見たいものを選びます。"</span></li>
                <li><span>"医療費控除の申告をするときは、「確定申告」で計算を確かめ、医療費集計フォームを受け取ります。"</span></li>
                <li><span>"終わったら、右上の「ログアウト」を押します。"</span></li>
            </ol>
            <p>"どのページも、ブラウザーの印刷から紙に出せます。文字は、お使いの端末やブラウザーの設定で大きくできます。"</p>
        </Card></div>
    }
}

fn trouble() -> impl IntoView {
    view! {
        <div id="trouble"><Card title="表示できない・うまくいかないとき">
            <h3>"「表示できません」と出た"</h3>
            <p>"記録を保管しているシステムが応えていないときに出ます。記録は失われていません。数分おいて、同じページを開き直してください。ほかの部分はそのまま使えます。"</p>
            <h3>"「あなたのものだと確かめられませんでした」と出た"</h3>
            <p>"届いた記録の名前や番号が合わないとき、まちがった記録をお見せしないために捨てています。続くときは、画面の問い合わせ番号を控えてください。"</p>
            <h3>"いつのまにかログアウトしている"</h3>
            <p>"しばらく操作がないと、自動でログアウトします。時刻はページのいちばん下に出ています。「時間を延ばす」で延ばせます。もう一度ログインすると、同じ記録を見られます。"</p>
            <h3>"あるはずの記録がない"</h3>
            <p>"健診は約2か月、病院のお薬は約1か月、医療費は約2か月たってから届きます。それより前の分は、領収書やお薬手帳で確かめてください。"</p>
            <h3>"ログインできない"</h3>
            <p>"暗証番号を続けてまちがえるとカードが止まります。電子証明書の期限が切れたカードや、紛失の届けが出ているカードでもログインできません。"</p>
        </Card></div>
    }
}

fn who_sees() -> impl IntoView {
    view! {
        <div id="who-sees"><Card title="だれがあなたの記録を見られるか">
            <ul class="dots">
                <li>"あなた自身が、ログインしているあいだだけ見られます。"</li>
                <li>"医師や薬剤師は、受付であなたが同意したときに、同意した種類の記録だけを見られます。"</li>
                <li>"災害のときなどは、命を守るために、同意なしで見られることがあります。その場合も記録に残ります。"</li>
                <li>"見た人の記録は、ホームの「あなたの記録を見た人」に出ます。"</li>
                <li>"健康手帳のサーバーは、健康の記録を保存しません。ログアウトすると、画面に出していた記録も手元に残しません。"</li>
            </ul>
            <h3>"見た人に心当たりがないとき"</h3>
            <p>"名前の出ている医療機関か、加入している健康保険に、日付を伝えて確かめてください。"</p>
        </Card></div>
    }
}

fn simulated() -> impl IntoView {
    view! {
        <div id="simulated"><Card title="見本であるもの">
            <p>{ja::NOT_GOVERNMENT}{ja::DEMO_DATA}</p>
            <ul class="dots">
                <li>"カードと暗証番号は見本です。本物のマイナンバーカードでのログインはできません。"</li>
                <li>"記録を保管するシステムは、公開されている仕様をもとに作った模擬のものです。"</li>
                <li>"「医療費のファイルを読み込む」で読むファイルだけは、あなたの本物のファイルを使えます。読み取りは、お使いの端末の中で行います。"</li>
                <li>"医療費控除の計算と医療費集計フォームは、国税庁の公表している内容に合わせていますが、申告の前にご自分で確かめてください。"</li>
            </ul>
        </Card></div>
    }
}

fn contact() -> impl IntoView {
    view! {
        <div id="contact"><Card title="問い合わせ">
            <p>"これは見本のサイトなので、電話やメールの窓口はありません。実際に運営するところが、ここに窓口を書きます。"</p>
            <p>"画面に出る問い合わせ番号は、その操作を表す番号です。あなたの名前や健康の情報は含みません。"</p>
        </Card></div>
    }
}
