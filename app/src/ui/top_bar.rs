//! The top bar: the product, and always whose record this is.

use leptos::prelude::*;

use super::brand::Brand;
use super::form_key::FormKey;

/// The bar.
#[component]
pub fn TopBar(
    /// Who is signed in.
    name: Option<String>,
    /// At an address that is no page, where nothing says whether anybody is.
    nowhere: bool,
) -> impl IntoView {
    view! {
        <header class="top">
            <div class="top-in">
                <Brand/>
                {match name {
                    Some(name) => view! {
                        <div class="whose">
                            <span><b>{name}</b>" "<span class="nowrap">"さんの記録"</span></span>
                            <form method="post" action="/logout"><FormKey/><button class="btn line">"ログアウト"</button></form>
                        </div>
                    }.into_any(),
                    None if nowhere => ().into_any(),
                    None => view! {
                        <div class="whose"><a class="btn line" href="/login">"ログイン"</a></div>
                    }.into_any(),
                }}
            </div>
        </header>
    }
}
