//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn InsurancePage() -> impl IntoView {
    view! { <h1>"insurance"</h1> }
}
