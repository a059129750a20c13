//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn ExpensesPage() -> impl IntoView {
    view! { <h1>"expenses"</h1> }
}
