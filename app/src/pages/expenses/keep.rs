//! Where what was typed is: for the session, on wish with the portal, or in a file that the person carries away.

use leptos::prelude::*;

use crate::ui::form_key::FormKey;

/// The card.
#[component]
pub fn KeepCard(
    /// It is kept with the portal.
    kept: bool,
    /// There is nothing to keep.
    empty: bool,
    /// Year of the page that the form leads back to.
    year: i32,
) -> impl IntoView {
    let words = if kept {
        "書き足した行、直した額、読み込んだファイルの明細は、あなた専用の鍵で暗号にして、このサイトに保管しています。次にログインしたときも使えます。"
    } else {
        "書き足した行、直した額、読み込んだファイルの明細は、ログインしているあいだだけ残ります。ログアウトすると消えます。残したいときは、保管するか、ファイルで持ち帰ってください。"
    };
    let (value, label) = if kept {
        ("off", "保管をやめる（ログアウトで消える）")
    } else {
        ("on", "このサイトに保管する")
    };
    view! {
        <section class="card noprint" id="keep">
            <header><h2>"書き足した内容の保管"</h2></header>
            <p>{words}</p>
            <div class="actions">
                <form method="post" action="/expenses/keep" class="inline">
                    <FormKey/>
                    <input type="hidden" name="year" value=year/>
                    <button class="btn line" name="keep" value=value>{label}</button>
                </form>
                {(!empty).then(|| view! {
                    <form method="post" action="/expenses/export/book" class="inline">
                        <FormKey/>
                        <input type="hidden" name="year" value=year/>
                        <button class="btn line">"医療費の帳簿をファイルで持ち帰る（.json）"</button>
                    </form>
                })}
            </div>
            <p class="small soft">"持ち帰ったファイルは、"<a href="/import">"ファイルを読み込む"</a>"ページで元に戻せます。保管しているものは「設定」からいつでも消せます。"</p>
        </section>
    }
    .into_any()
}
