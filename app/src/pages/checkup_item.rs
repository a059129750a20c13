//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn CheckupItemPage() -> impl IntoView {
    view! { <h1>"checkup_item"</h1> }
}
