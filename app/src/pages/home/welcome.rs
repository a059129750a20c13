//! The page for someone signed out: what this is, for whom, the two doors, and what it is not.

use leptos::prelude::*;

use crate::pages::visit::frame;
use crate::text::ja;
use crate::ui::card::Card;

/// The page.
pub(super) fn welcome() -> impl IntoView {
    let demo = frame().demo;
    view! {
        <div class="head">
            <h1>"健康保険・健診・お薬・医療費の記録を、ひとつの手帳に"</h1>
            <p class="say">"健康手帳は、あなたの記録をまとめて見て、確定申告に使うファイルまで用意できるサイトです。"</p>
        </div>
        <div class="grid two">
            <section class="card" aria-labelledby="door-card">
                <h2 id="door-card">"カードでログインして見る"</h2>
                <ul class="dots">
                    <li>"いまの健康保険の資格と、窓口で払う割合"</li>
                    <li>"10年分の健診の結果と、その移り変わり"</li>
                    <li>"出されたお薬と、飲み方"</li>
                    <li>"1年間に払った医療費と、医療費控除の計算"</li>
                </ul>
                {demo.then(|| view! { <p class="small soft">"見本のカードでログインします。本物のマイナンバーカードは使いません。"</p> })}
                <div class="actions"><a class="btn big" href="/login">"カードでログインする"</a></div>
            </section>
            <section class="card" aria-labelledby="door-file">
                <h2 id="door-file">"ログインせずに、申告用のファイルをつくる"</h2>
                <p>"マイナポータルからダウンロードした医療費のファイル（CSV）があれば、1年分の合計を出し、国税庁の「医療費集計フォーム」をつくれます。"</p>
                <p class="small soft">"ファイルは、お使いのパソコンやスマートフォンの中だけで読み取ります。JavaScript を使わない設定のときだけサーバーに送られ、保存はされません。"</p>
                <div class="actions"><a class="btn line big" href="/import">"医療費のCSVから申告フォームをつくる"</a></div>
            </section>
        </div>
        <Card title="こんな方のために">
            <ul class="dots">
                <li>"健診の結果が去年とどう変わったか、言葉で知りたい方"</li>
                <li>"いくつもの病院にかかり、お薬をまとめて見たい方"</li>
                <li>"家族の医療費を集めて、医療費控除の申告をする方"</li>
            </ul>
        </Card>
        <Card title="このサイトではないもの">
            <ul class="dots">
                <li>{ja::NOT_GOVERNMENT}"マイナポータルでもありません。"</li>
                <li>"病気の診断はしません。健診の結果が気になるときは、医師に相談してください。"</li>
                <li>"お薬手帳の代わりにはなりません。市販薬や、届く前の記録は載りません。"</li>
                {demo.then(|| view! { <li>{ja::DEMO_DATA}</li> })}
            </ul>
        </Card>
    }
}
