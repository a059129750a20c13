//! What a page inside a provider's page says of itself: whose frame this is, by which consent, how to stop it; or why there is
//! nothing.

use leptos::prelude::*;

use crate::embed::{Embed, EmbedTrouble};

/// Below every page inside.
#[component]
pub fn EmbedFoot(
    /// How it stands there.
    embed: Embed,
) -> impl IntoView {
    let (name, purpose) = embed.partner.unwrap_or_default();
    let years = embed.years.map(|years| view! { <p>{format!("表示しているのは、{}の記録です。", years.words())}</p> });
    view! {
        <footer class="foot">
            <div>
                <p>{format!("この枠の中は、健康手帳の画面です。「{name}」に記録を渡すあなたの同意に基づいて表示しています（目的：{purpose}）。この枠の中を、「{name}」のプログラムが読み取ることはできません。あなたが渡すと決めた記録は、枠とは別に「{name}」へ渡ることがあります。")}</p>
                {years}
                <p>"表示されるたびに、利用の記録に残ります。止めると、1分以内にこの枠から記録が消えます。"</p>
                <p><a href="/sharing">"健康手帳で同意を確かめる・止める"</a></p>
            </div>
        </footer>
    }
}

/// In the place of a page.
#[component]
pub fn EmbedTroublePage(
    /// Why there is none.
    trouble: EmbedTrouble,
    /// Code to tell the help desk.
    support_code: String,
) -> impl IntoView {
    let way = match trouble {
        EmbedTrouble::UnknownProvider | EmbedTrouble::NotFound => ("/", "健康手帳を開く"),
        _ => ("/sharing", "健康手帳で同意を確かめる"),
    };
    view! {
        <h1>{trouble.title()}</h1>
        <section class="banner warn" role="alert">
            <p>{trouble.what()}</p>
            <p>{trouble.next()}</p>
            <p class="small soft">"問い合わせ番号 "<span class="num">{support_code}</span></p>
        </section>
        <div class="actions"><a class="btn line" href=way.0>{way.1}</a></div>
    }
}
