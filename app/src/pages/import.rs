//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    view! { <h1>"import"</h1> }
}
