//! The result of the form that led here, at the top of the page.

use leptos::prelude::*;

use crate::text::ja::{flash_link, flash_words};

/// The notice.
#[component]
pub fn Flash(
    /// One of a closed list; an unknown one shows nothing.
    code: Option<String>,
) -> impl IntoView {
    let code = code?;
    let words = flash_words(&code)?;
    let link = flash_link(&code).map(|(place, words)| view! { <p><a href=place>{words}</a></p> });
    let failed = code.ends_with("_failed");
    Some(view! {
        <div class="banner" class:good=!failed class:bad=failed role="status"><p><b>{words}</b></p>{link}</div>
    })
}
