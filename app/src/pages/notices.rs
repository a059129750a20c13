//! Notices: new ones, kept ones and earlier ones, from the hub and the portal's own; then which kinds are told, and the feed.
//!
//! Opening a notice changes nothing, because looking never does: whether it was read is said by a button.

mod feed;
pub(super) mod gather;
mod item;
mod switches;
#[cfg(test)]
mod tests;

use leptos::prelude::*;

use super::registration::closed;
use super::visit::{Frame, Visitor, frame, visitor};
use crate::domain::notice::listing::Listed;
use crate::domain::notice::marks::Mark;
use crate::keeping::NotReadable;
use crate::ui::card::Card;
use crate::ui::form_key::FormKey;
use crate::ui::trouble::TroubleNotice;
use gather::{Gathered, gather};

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    Suspend::new(page(frame(), visitor()))
}

async fn page(frame: Frame, visitor: Visitor) -> impl IntoView {
    let told = gather(&visitor, frame.today).await;
    if told.blocked {
        return view! { {head(None)} {closed()} }.into_any();
    }
    told.note(&*visitor.keeping).await;
    let has_feed = visitor.keeping.has_feed().await;
    content(told, has_feed, &frame).into_any()
}

fn head(sentence: Option<String>) -> impl IntoView {
    let sentence = sentence.map(|sentence| {
        view! {
            <p class="soft">{sentence}</p>
            <nav class="noprint" aria-label="このページの内容">
                <ul class="dots links">
                    <li><a href="#switches">"知らせる種類を選ぶ"</a></li>
                    <li><a href="#feed">"メールなどで気づくためのフィード"</a></li>
                </ul>
            </nav>
        }
    });
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"お知らせ"</h1>
            {sentence}
        </div>
    }
}

fn sentence(told: &Gathered) -> String {
    let count = told.list.iter().filter(|one| one.new).count();
    match count {
        _ if told.marks.is_none() => "どのお知らせを読んだかを、いまは確かめられません。".to_owned(),
        0 if told.whole => "新しいお知らせはありません。".to_owned(),
        0 => "いま分かっている新しいお知らせはありません。記録の一部を読めないため、全部は確かめられていません。"
            .to_owned(),
        _ if told.whole => format!("新しいお知らせが {count}件 あります。"),
        _ => format!(
            "いま分かっている新しいお知らせは {count}件 です。記録の一部を読めないため、全部は確かめられていません。"
        ),
    }
}

fn content(told: Gathered, has_feed: Result<bool, NotReadable>, frame: &Frame) -> impl IntoView {
    let head = head(Some(sentence(&told)));
    let missing = (!told.unread.is_empty()).then(|| {
        let missing = format!(
            "{}の記録を、いまは読めません。読めるようになると、ここにお知らせが加わることがあります。",
            told.unread.join("と")
        );
        view! {
            <p class="note">{missing}</p>
        }
    });
    let trouble = told.trouble.map(|trouble| view! { <TroubleNotice trouble/> });
    let lists = match &told.marks {
        None => unmarked(told.list).into_any(),
        Some(marks) => {
            let (new, rest): (Vec<_>, Vec<_>) = told.list.into_iter().partition(|one| one.new);
            let (kept, earlier): (Vec<_>, Vec<_>) = rest.into_iter().partition(|one| one.kept);
            view! {
                {new_ones(new)}
                {(!kept.is_empty()).then(|| view! { <div id="kept"><Card title="とってあるお知らせ">{items(kept)}</Card></div> })}
                {earlier_ones(earlier)}
                {switches::switches(marks, frame)}
            }
            .into_any()
        }
    };
    view! {
        {head}
        {frame.feed_address.clone().map(feed::made)}
        {trouble}
        {missing}
        {lists}
        {feed::feed(has_feed)}
        <div class="noprint"><Card title="このページのきまり">
            <ul class="dots">
                <li>"開いただけでは、読んだことになりません。「読んだ」を押すまで、新しいお知らせのままです。"</li>
                <li>"件名には、病気や検査のこと、送り主の名前を出しません。開くと、送り主と本文が出ます。"</li>
                <li>"このサイトが記録やカレンダーから見つけたお知らせは、3か月で一覧から消えます（電子証明書のお知らせは、期限の日まで）。「とっておく」を押すと残ります。"</li>
                <li>"ほかから届いたお知らせは、届け元が保管しているあいだ見られます。本文はこのサイトには残しません。"</li>
                <li>"このサイトが残すのは、お知らせを表す番号につけた印（読んだ・とっておく）と、選んだ設定だけです。"</li>
            </ul>
        </Card></div>
    }
}

fn new_ones(new: Vec<Listed>) -> impl IntoView {
    let all = (new.len() > 1).then(|| {
        let ids = new.iter().map(|one| view! { <input type="hidden" name="id" value=one.id.clone()/> }).collect_view();
        view! {
            <form method="post" action="/notices/marks">
                <FormKey/>
                {ids}
                <div class="actions"><button class="btn line" name="do" value=Mark::Read.code()>{format!("{}件すべて読んだ", new.len())}</button></div>
            </form>
        }
    });
    let none = new.is_empty().then(|| view! { <p class="soft">"ありません。"</p> });
    view! { <div id="new"><Card title="新しいお知らせ">{none}{items(new)}{all}</Card></div> }
}

fn earlier_ones(earlier: Vec<Listed>) -> impl IntoView {
    let none = earlier.is_empty().then(|| view! { <p class="soft">"ありません。"</p> });
    view! {
        <div id="earlier"><Card title="これまでのお知らせ">
            <p class="small soft">"読んだものと、新しいものとして知らせない種類のものです。"</p>
            {none}
            {items(earlier)}
        </Card></div>
    }
}

/// Where nobody can say what was read: everything, without buttons.
fn unmarked(list: Vec<Listed>) -> impl IntoView {
    let none = list.is_empty().then(|| view! { <p class="soft">"お知らせはありません。"</p> });
    let lines = list.into_iter().map(|one| item::item(one, false)).collect_view();
    view! {
        <section class="banner warn">
            <h2>"どれを読んだかを、いまは確かめられません"</h2>
            <p>"お知らせは、下にすべて並んでいます。つけた印は失われていません。数分おいて、このページを開き直してください。"</p>
        </section>
        <Card title="お知らせ">{none}<ul class="list notices">{lines}</ul></Card>
    }
}

fn items(list: Vec<Listed>) -> Option<impl IntoView> {
    (!list.is_empty()).then(|| {
        let lines = list.into_iter().map(|one| item::item(one, true)).collect_view();
        view! { <ul class="list notices">{lines}</ul> }
    })
}
