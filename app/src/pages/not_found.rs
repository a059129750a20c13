//! No page has this address: says so, and leads on. The same words for everybody: an address that nobody made may be kept
//! by something on the way as if it were a file, so nothing on it says who asked.

use leptos::prelude::*;

use super::visit::frame;

/// The page; asks for status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let frame = frame();
    frame.status.set(404);
    view! {
        <div class="head"><h1>"ページが見つかりません"</h1></div>
        <section class="card">
            <p>"このアドレスのページはありません。アドレスの打ちまちがいか、ページがなくなった可能性があります。"</p>
            <p>"あなたの記録は失われていません。"</p>
            <p class="small soft">"問い合わせ番号 "<span class="num">{frame.support_code.clone()}</span></p>
            <div class="actions">
                <a class="btn" href="/">"ホームへ戻る"</a>
                <a class="btn line" href="/help">"使い方と困ったとき"</a>
            </div>
        </section>
    }
}
