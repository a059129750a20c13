//! Outside sites that a person uses: the way there, and a mark of their own beside each.

use leptos::prelude::*;

use crate::domain::outside_site::{OutsideLinks, OutsideSite, services};
use crate::keeping::NotReadable;
use crate::ui::card::Card;
use crate::ui::date::Day;

/// The card. Where the marks cannot be read, the ways stand without them.
pub(in crate::pages) fn sites_card(links: Result<OutsideLinks, NotReadable>) -> impl IntoView {
    let unread = links.is_err();
    let lines = services().map(|site| line(site, links.as_ref().ok())).collect_view();
    view! {
        <Card title="外部サイト">
            <p class="say">"ほかのところが運営するサイトです。あなたの記録は、渡しません。"</p>
            <p>"使っているサイトに印をつけておけます。印は、あなたのための覚え書きで、暗号にして預かります。サイトどうしをつなぐものではありません。"</p>
            {unread.then(|| view! { <p class="note">"つけた印を、いま読めません。印は失われていません。少し待って、このページを開き直してください。"</p> })}
            <ul class="list">{lines}</ul>
            <p class="small soft">"案内するのは、健康手帳に書き込まれた決まったアドレスだけです。"</p>
        </Card>
    }
}

fn line(site: &'static OutsideSite, links: Option<&OutsideLinks>) -> impl IntoView + use<> {
    let marked = links.map(|links| links.since(site));
    let state = match marked {
        None => ().into_any(),
        Some(None) => view! { <p class="small soft">"印はついていません。"</p> }.into_any(),
        Some(Some(day)) => view! { <p><span class="chip">"使っています"</span>" "<span class="small soft"><Day day/>"に印をつけました"</span></p> }.into_any(),
    };
    // A page in between asks first.
    let mark = marked.map(|marked| {
        let words = if marked.is_some() { "使っている印を外す" } else { "使っている印をつける" };
        let label = format!("{words}：{}", site.name);
        view! { <a class="btn line" href=format!("/services/link/{}", site.slug) aria-label=label>{words}</a> }
    });
    view! {
        <li>
            <h3>{site.name}</h3>
            <p>{site.about}</p>
            <p class="small soft">"運営："{site.holder}</p>
            {state}
            <div class="actions"><a class="btn line" href=format!("/services/out/{}", site.slug) >{format!("{}へ進む（外部）", site.name.split('（').next().unwrap_or_default())}</a>{mark}</div>
        </li>
    }
}
