//! The result of the form that led here, at the top of the page.

use leptos::prelude::*;

use crate::text::ja::flash_words;

/// `code` is one of a closed list; an unknown one shows nothing.
#[component]
pub fn Flash(code: Option<String>) -> impl IntoView {
    let code = code?;
    let words = flash_words(&code)?;
    let failed = code.ends_with("_failed");
    Some(view! {
        <div class="banner" class:good=!failed class:bad=failed role="status"><p><b>{words}</b></p></div>
    })
}
