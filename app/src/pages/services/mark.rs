//! Before a mark is made or taken away: `/services/link/{site}`. Says which site it is, that nothing is handed over, and what
//! the mark means; only the answer given here changes anything.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::out::unknown;
use crate::domain::outside_site::{OutsideLinks, OutsideSite, SiteKind, site_by_slug};
use crate::keeping::NotReadable;
use crate::pages::visit::{frame, visitor};
use crate::ui::card::Card;
use crate::ui::date::Day;
use crate::ui::facts::{Fact, Facts};
use crate::ui::form_key::FormKey;

/// What to know before either answer.
const ALIKE: [&str; 2] = [
    "このサイトへ、何も渡しません。あなたの名前も、記録も、印のことも、知らせません。",
    "このサイトから、何も受け取りません。あちらのログインも、あちらに登録したことも、変わりません。",
];
/// What a mark means.
const MARKING: [&str; 3] = [
    "印は、あなただけに見える覚え書きです。暗号にして預かり、この画面に「使っています」と出します。",
    "あなたに代わって手続きをする人や、PHR事業者には見せません。",
    "いつでも外せます。",
];
/// What taking it away means.
const UNMARKING: [&str; 2] = [
    "外すと、印とその日付を健康手帳から消します。",
    "このサイトの利用をやめることにはなりません。やめるときは、このサイトで手続きしてください。またあとで、印をつけられます。",
];

/// The page.
#[component]
pub fn MarkPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("site")).unwrap_or_default();
    let Some(site) = site_by_slug(&slug).filter(|site| site.kind == SiteKind::Service) else {
        frame().status.set(404);
        return view! { {head("その行き先は見つかりません")}{unknown()} }.into_any();
    };
    Suspend::new(async move {
        let links = visitor().keeping.outside_links().await;
        asked(site, links)
    })
    .into_any()
}

fn head(title: &'static str) -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/services">"手続・外部サイト・納付"</a></p>
            <h1>{title}</h1>
        </div>
    }
}

/// The question that fits how the mark stands now.
pub(in crate::pages) fn asked(site: &'static OutsideSite, links: Result<OutsideLinks, NotReadable>) -> AnyView {
    let Ok(links) = links else {
        return view! {
            {head("使っているサイトの印")}
            <section class="card">
                <p>"つけた印を、いま読めません。印は失われていません。少し待って、このページを開き直してください。"</p>
                <div class="actions"><a class="btn" href="/services#sites">"外部サイトへ戻る"</a></div>
            </section>
        }
        .into_any();
    };
    let since = links.since(site);
    let (title, value, answer, back, means) = if since.is_some() {
        ("使っている印を外しますか", "no", "印を外す", "外さないで戻る", UNMARKING.as_slice())
    } else {
        ("使っている印をつけますか", "yes", "印をつける", "つけないで戻る", MARKING.as_slice())
    };
    let known = ALIKE.iter().chain(means).map(|words| view! { <li>{*words}</li> }).collect_view();
    view! {
        {head(title)}
        <Card title="どのサイトか">
            <p class="say">{format!("「{}」は、健康手帳の外のサイトです。", site.name)}</p>
            <Facts>
                <Fact name="運営しているところ">{site.holder}</Fact>
                <Fact name="できること">{site.about}</Fact>
                <Fact name="アドレス"><span class="num">{site.address}</span></Fact>
                <Fact name="いまの印">
                    {match since {
                        Some(day) => view! { <Day day/>"に印をつけました" }.into_any(),
                        None => "印はついていません。".into_any(),
                    }}
                </Fact>
            </Facts>
        </Card>
        <Card title="決める前に知っておくこと">
            <ul class="dots">{known}</ul>
            <form method="post" action="/services">
                <FormKey/>
                <input type="hidden" name="site" value=site.slug/>
                <input type="hidden" name="linked" value=value/>
                <div class="actions">
                    <button class="btn">{answer}</button>
                    <a class="btn line" href="/services#sites">{back}</a>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
