//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn MedicationsPage() -> impl IntoView {
    view! { <h1>"medications"</h1> }
}
