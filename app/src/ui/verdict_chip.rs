//! A verdict as word and shape: a filled disc in range, a hollow diamond out of range, never colour alone.

use leptos::prelude::*;

/// What the chip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipTone {
    /// In range: disc.
    InRange,
    /// Out of range: diamond.
    OutOfRange,
    /// No verdict: no shape.
    Plain,
}

/// The chip.
#[component]
pub fn VerdictChip(
    /// Which shape.
    tone: ChipTone,
    /// The verdict in words.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    match tone {
        ChipTone::InRange => view! {
            <span class="chip"><svg viewBox="0 0 12 12" aria-hidden="true"><circle class="in" cx="6" cy="6" r="5"></circle></svg>{word}</span>
        }.into_any(),
        ChipTone::OutOfRange => view! {
            <span class="chip out"><svg viewBox="0 0 12 12" aria-hidden="true"><path class="ofr" d="M6 1l5 5-5 5-5-5z"></path></svg>{word}</span>
        }.into_any(),
        ChipTone::Plain => view! { <span class="chip none">{word}</span> }.into_any(),
    }
}
