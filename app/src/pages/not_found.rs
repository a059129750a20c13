//! No page has this address: says so, and leads on.

use leptos::prelude::*;

use super::visit::frame;

/// The page; asks for status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let frame = frame();
    frame.status.set(404);
    let signed_in = frame.visitor.is_some();
    view! {
        <div class="head"><h1>"ページが見つかりません"</h1></div>
        <section class="card">
            <p>"このアドレスのページはありません。アドレスの打ちまちがいか、ページがなくなった可能性があります。"</p>
            <p>"あなたの記録は失われていません。"</p>
            <div class="actions">
                <a class="btn" href="/">"ホームへ戻る"</a>
                {(!signed_in).then(|| view! { <a class="btn line" href="/login">"ログインする"</a> })}
                <a class="btn line" href="/help">"使い方と困ったとき"</a>
            </div>
        </section>
    }
}
