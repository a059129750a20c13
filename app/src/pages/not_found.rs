//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <h1>"not_found"</h1> }
}
