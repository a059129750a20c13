//! The private feed address: made by the person, shown once, and honest about how little it can tell.

use leptos::prelude::*;

use crate::keeping::NotReadable;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;

/// The address, this once.
pub(super) fn made(address: String) -> impl IntoView {
    view! {
        <section class="banner good" aria-labelledby="feed-made">
            <h2 id="feed-made">"フィードのアドレスです。いま書きとめてください"</h2>
            <p class="text"><b>{address}</b></p>
            <p>"このアドレスが出るのは、この1回だけです。このサイトは、アドレスそのものを保存していません。なくしたときは、新しいアドレスに取りかえてください。"</p>
            <p>"アドレスを知っている人はだれでも開けます。ほかの人に教えないでください。"</p>
        </section>
    }
}

/// What the feed is, and the forms that make, replace and end it.
pub(super) fn feed(has_feed: Result<bool, NotReadable>) -> impl IntoView {
    let forms = match has_feed {
        Err(NotReadable) => view! {
            <p class="note">"フィードを使っているかどうかを、いまは確かめられません。数分おいて、このページを開き直してください。"</p>
        }
        .into_any(),
        Ok(true) => view! {
            <p><b>"フィードを使っています。"</b></p>
            <form method="post" action="/notices/feed">
                <FormKey/>
                <p>"アドレスをなくしたときや、人に知られたかもしれないときは、取りかえてください。前のアドレスはすぐに使えなくなります。"</p>
                <div class="actions"><button class="btn line">"新しいアドレスに取りかえる"</button></div>
            </form>
            <form method="post" action="/notices/feed/end">
                <FormKey/>
                <div class="actions"><button class="btn line">"フィードをやめる"</button></div>
            </form>
        }
        .into_any(),
        Ok(false) => view! {
            <form method="post" action="/notices/feed">
                <FormKey/>
                <p>"カードの確認から5分を過ぎているときは、もう一度カードで確認します。"</p>
                <div class="actions"><button class="btn line">"フィードのアドレスを作る"</button></div>
            </form>
        }
        .into_any(),
    };
    view! {
        <div id="feed" class="noprint"><Card title="メールなどで気づくためのフィード">
            <p>"「新しいお知らせがあります」とだけ伝える、あなた専用のアドレス（フィード、Atom形式）を作れます。フィードを読むソフトや、フィードをメールで送るサービスに登録して使います。"</p>
            <p>"伝わるのは、その一言と日付と、このサイトのアドレスだけです。名前、お知らせの種類や中身、健康のことは伝わりません。"</p>
            <details>
                <summary>"フィードに分かること・分からないこと"</summary>
                <p>"あなたがログインしていないあいだ、このサイトはあなたの記録を見に行けません。そのため、フィードが知らせるのは次の2つだけです。届いたその時に知らせることはできません。"</p>
                <ul class="dots">
                    <li>"最後にこのサイトを見たときに、読んでいないお知らせが残っていたこと"</li>
                    <li>"そのあとで、新しいものが届くころになったこと（医療費が届く毎月10日ごろ、1年分の医療費がそろう2月10日ごろ、カードの電子証明書を更新できるようになった次の10日）"</li>
                </ul>
            </details>
            {forms}
        </Card></div>
    }
}
