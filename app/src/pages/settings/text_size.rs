//! How pages are read, and the way to what is told as new.

use leptos::prelude::*;

use crate::ui::card::Card;
use crate::ui::text_size::TextSizeForm;

/// The two cards.
pub(super) fn text_size() -> impl IntoView {
    view! {
        <Card title="文字の大きさ"><TextSizeForm/></Card>
        <Card title="お知らせ">
            <p>"どの種類のお知らせを新しいものとして知らせるかと、メールなどで気づくためのフィードは、お知らせのページで選べます。"</p>
            <p><a href="/notices#switches">"お知らせの種類を選ぶ"</a></p>
        </Card>
    }
}
