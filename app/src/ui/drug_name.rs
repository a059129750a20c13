//! A drug's name, and any text with names and days in it, whole, with each strength and day kept on one line: `５ｍｇ`
//! never breaks between number and unit.

use leptos::prelude::*;

use crate::domain::unbroken::unbroken;

/// The name, or the text.
#[must_use]
pub fn drug_name(name: &str) -> AnyView {
    let part = |(part, kept): (&str, bool)| {
        let part = part.to_owned();
        if kept { view! { <span class="nowrap">{part}</span> }.into_any() } else { part.into_any() }
    };
    unbroken(name).into_iter().map(part).collect_view().into_any()
}
