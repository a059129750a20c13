//! A link to another page of ours; only its words where that page is closed to somebody who acts for another (代理人).

use leptos::prelude::*;

use crate::pages::visit::frame;

/// The link.
#[component]
pub fn Way(
    /// Address of the page.
    #[prop(into)]
    href: String,
    /// Its class, if any.
    #[prop(optional)]
    class: Option<&'static str>,
    /// Whether the words say nothing without the link, and are left out with it.
    #[prop(optional)]
    or_nothing: bool,
    /// The words.
    children: Children,
) -> impl IntoView {
    if frame().opens(&href) {
        view! { <a class=class href=href>{children()}</a> }.into_any()
    } else {
        (!or_nothing).then(children).into_any()
    }
}
