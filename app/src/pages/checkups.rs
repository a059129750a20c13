//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn CheckupsPage() -> impl IntoView {
    view! { <h1>"checkups"</h1> }
}
