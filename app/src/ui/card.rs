//! A white card with a heading, an optional "as of" beside it, and its content.

use leptos::prelude::*;

/// `href` makes the heading a link to the page behind the card.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    title: String,
    /// Page behind the card.
    #[prop(optional)]
    href: Option<&'static str>,
    /// Beside the heading: as of when.
    #[prop(optional, into)]
    beside: Option<AnyView>,
    /// Content.
    children: Children,
) -> impl IntoView {
    let heading = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <section class="card">
            <header><h2>{heading}</h2>{beside}</header>
            {children()}
        </section>
    }
}
