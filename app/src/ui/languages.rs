//! This page in the other languages: plain links, each in its own language.

use leptos::prelude::*;

use crate::language::Language;
use crate::pages::visit::frame;

/// The links.
#[component]
pub fn Languages() -> impl IntoView {
    let frame = frame();
    let links = Language::ALL.map(|language| {
        let href = format!("/{}{}", language.code(), frame.address);
        let here = (language == frame.language).then_some("page");
        view! { <li><a href=href lang=language.tag() hreflang=language.tag() aria-current=here>{language.own_name()}</a></li> }
    });
    view! { <ul class="languages" aria-label="ことば（Language）">{links.into_iter().collect_view()}</ul> }
}
