//! On every page of somebody who acts for another (代理人): whose records these are, in large letters, and the way back.
//! It is printed too.

use leptos::prelude::*;

use super::form_key::FormKey;
use crate::domain::calendar::long_date;
use crate::domain::delegation::{Acting, kinds_words};

/// The banner.
#[component]
pub fn ActingBanner(
    /// For whom.
    acting: Acting,
) -> impl IntoView {
    let whose = format!("{} さんの記録", acting.person.name);
    let born_and_may = format!(
        "{}生まれ　登録では {}、期限は {}",
        long_date(acting.person.birth),
        kinds_words(&acting.kinds),
        long_date(acting.until)
    );
    view! {
        <section class="acting" aria-label="代理で見ている人">
            <div>
                <p>
                    <span class="small">"代理で見ています。あなた自身の記録ではありません。"</span>
                    <b class="who">{whose}</b>
                    <span class="small">{born_and_may}</span>
                </p>
                <form method="post" action="/session/back"><FormKey/><button class="btn line">"自分の記録に戻る"</button></form>
            </div>
        </section>
    }
}
