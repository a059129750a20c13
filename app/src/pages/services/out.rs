//! On the way out: `/services/out/{site}`. Says where the link leads, that nothing goes along, and what to look at there.
//!
//! The address is one of a closed list; nothing of the request reaches it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::domain::outside_site::{OutsideSite, SiteKind, site_by_slug};
use crate::pages::visit::frame;
use crate::ui::card::Card;
use crate::ui::facts::{Fact, Facts};

/// The page.
#[component]
pub fn OutPage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|params| params.get("site")).unwrap_or_default();
    let (title, content) = match site_by_slug(&slug) {
        Some(site) => ("このサイトの外へ出ます", known(site).into_any()),
        None => {
            frame().status.set(404);
            ("その行き先は見つかりません", unknown().into_any())
        }
    };
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a>" ／ "<a href="/services">"手続・外部サイト・納付"</a></p>
            <h1>{title}</h1>
        </div>
        {content}
    }
}

fn known(site: &'static OutsideSite) -> impl IntoView {
    let demo = site.kind == SiteKind::DemoPayee;
    let back = if demo { "/services#payments" } else { "/services#sites" };
    view! {
        <Card title="行き先">
            <p class="say">{format!("ここから先は「{}」です。健康手帳のページではありません。", site.name)}</p>
            <Facts>
                <Fact name="運営しているところ">{site.holder}</Fact>
                <Fact name="できること">{site.about}</Fact>
                <Fact name="アドレス"><span class="num">{site.address}</span></Fact>
            </Facts>
            {demo.then(|| view! { <p class="note">"見本の行き先です。この名前のサイトはないので、開いても何も出ません。"</p> })}
            <div class="actions">
                <a class="btn" href=site.address rel="noopener noreferrer">{format!("{}へ出る", site.name)}</a>
                <a class="btn line" href=back>"出ないで戻る"</a>
            </div>
        </Card>
        <Card title="出る前に知っておくこと">
            <ul class="dots">
                <li>"あなたの名前や記録は、行き先に渡しません。どのページから来たかも伝えません。"</li>
                <li>"行き先では、あらためてログインします。健康手帳の暗証番号を聞かれることはありません。"</li>
                <li>"開いたら、ブラウザのアドレスの欄が、上のアドレスと同じ始まりかを確かめてください。ちがっていたら、何も入力せずに閉じてください。"</li>
                <li>"健康手帳は、ログインしたままです。ほかの人も使う端末では、先にログアウトしてください。"</li>
                {demo.then(|| view! { <li>"支払いは、行き先で行います。健康手帳は、お金を受け取りません。"</li> })}
            </ul>
        </Card>
    }
}

/// No site of the list.
pub(super) fn unknown() -> impl IntoView {
    view! {
        <section class="card">
            <p>"健康手帳が案内するのは、決まったサイトだけです。このアドレスの行き先はありません。"</p>
            <p>"メールなどのリンクから来たときは、そのリンクは使わないでください。"</p>
            <div class="actions"><a class="btn" href="/services">"手続・外部サイト・納付を開く"</a><a class="btn line" href="/help">"使い方と困ったとき"</a></div>
        </section>
    }
}
