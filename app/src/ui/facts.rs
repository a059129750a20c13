//! A definition list: a name and its value a line.

use leptos::prelude::*;

/// The list; put [`Fact`]s in it.
#[component]
pub fn Facts(
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One line.
#[component]
pub fn Fact(
    /// What it is.
    #[prop(into)]
    name: String,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{children()}</dd></div> }
}
