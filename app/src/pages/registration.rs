//! Being written.

use leptos::prelude::*;

/// The page.
#[component]
pub fn RegistrationPage() -> impl IntoView {
    view! { <h1>"registration"</h1> }
}
