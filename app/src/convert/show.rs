//! Puts the result into the page in place of any earlier one, and moves the focus to it.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::import_view::{ImportView, NOTHING_CHOSEN, TITLE_ID};

use super::day::today;
use super::host::host;
use super::state;

thread_local! {
    /// Keeps the shown result alive; what it is replaced by takes it down.
    static SHOWN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Shows what is on the page now.
pub(super) fn show(document: &Document) {
    let Some(place) =
        document.get_element_by_id("import-result").and_then(|place| place.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    SHOWN.take();
    // What the server had written there, if the form was sent before this module woke up.
    place.set_text_content(None);
    let (outcome, desk) = state::with(|outcome, desk| (outcome.clone(), desk.clone()));
    let nothing = outcome.is_empty() && desk.book.is_empty();
    let wrong = !desk.wrong.is_empty();
    let view = move || {
        if nothing {
            let errors = vec![FieldError { field: "files", message: NOTHING_CHOSEN.to_owned() }];
            view! { <ErrorSummary errors/> }.into_any()
        } else {
            view! { <ImportView outcome=outcome.clone() desk=desk.clone() today=today() host=host()/> }.into_any()
        }
    };
    let handle = mount_to(place.clone(), view);
    SHOWN.set(Some(Box::new(handle)));
    // The income is asked for in the result from now on.
    if let Some(first) = document.get_element_by_id("first-income").filter(|_| !nothing) {
        first.remove();
    }
    let target = if nothing || wrong { place.first_element_child() } else { document.get_element_by_id(TITLE_ID) };
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // Without focus the result is still shown, only not announced.
        drop(target.focus());
    }
}
