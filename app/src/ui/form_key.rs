//! The hidden field of every form that changes something. The server takes no such form without it.
//!
//! It stands first in its form: the server reads no further before it knows that the form is ours.

use leptos::prelude::*;

use crate::pages::visit::frame;

/// The field.
#[component]
pub fn FormKey() -> impl IntoView {
    view! { <input type="hidden" name="form_key" value=frame().form_key/> }
}
