//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    view! { <h1>"help"</h1> }
}
