//! The product's mark: a handbook with a cross.

use leptos::prelude::*;

use crate::text::ja;

/// Mark and name, leading home.
#[component]
pub fn Brand() -> impl IntoView {
    view! {
        <a class="brand" href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true">
                <rect x="3" y="2" width="24" height="28" rx="4" fill="#0017c1"></rect>
                <rect x="7" y="2" width="2" height="28" fill="#7096f8"></rect>
                <path d="M18 10v12M12 16h12" stroke="#fff" stroke-width="3.5" stroke-linecap="round"></path>
            </svg>
            <span>{ja::PRODUCT}</span>
        </a>
    }
}
