//! Who has looked at this person's records, and what they did here themselves.

mod own;

use leptos::prelude::*;

use own::OwnUse;

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    view! {
        <div class="head">
            <p class="crumb"><a href="/">"ホーム"</a></p>
            <h1>"記録を見た人"</h1>
            <p class="soft">"あなたの記録が、いつ、だれに見られたかを確かめられます。"</p>
        </div>
        <OwnUse/>
    }
}
