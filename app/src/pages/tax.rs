//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn TaxPage() -> impl IntoView {
    view! { <h1>"tax"</h1> }
}
