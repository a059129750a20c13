//! How pages are read, and the way to what is told as new.

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::ui::languages::Languages;
use crate::ui::text_size::TextSizeForm;

/// The two cards.
pub(super) fn text_size() -> impl IntoView {
    view! {
        <Card title="ことば">
            <p>"どのページも、日本語、やさしい日本語、英語で読めます。選ぶと、このブラウザではすべてのページがそのことばになります。"</p>
            <Languages/>
            <p class="small soft">"病院などが書いた記録のことば、受け取るファイル、印刷する書類は、日本語のままです。意味がちがって見えるときは、日本語のページが正しいものです。"</p>
        </Card>
        <Card title="文字の大きさ"><TextSizeForm/></Card>
        <Card title="お知らせ">
            <p>"どの種類のお知らせを新しいものとして知らせるかと、メールなどで気づくためのフィードは、お知らせのページで選べます。"</p>
            <p><a href="/notices#switches">"お知らせの種類を選ぶ"</a></p>
        </Card>
    }
}
