//! A part of the book as a card of its own: open, or folded under its heading where a page would be too long. Folding needs no script.

use leptos::prelude::*;

/// The card. `beside` stands beside its heading.
pub fn part(id: Option<&'static str>, title: String, beside: AnyView, folded: bool, body: AnyView) -> AnyView {
    if folded {
        view! { <details class="card fold" id=id><summary><h2>{title}</h2>{beside}</summary>{body}</details> }
            .into_any()
    } else {
        view! { <section class="card" id=id><header><h2>{title}</h2>{beside}</header>{body}</section> }.into_any()
    }
}
