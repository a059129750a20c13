//! Puts the result into the page in place of any earlier one, and moves the focus to it.

use leptos::mount;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use crate::domain::import::desk::Editing;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::import_view::{ImportView, NOTHING_CHOSEN, TITLE_ID};

use super::day::today;
use super::host::host;
use super::state;

/// Shows what is on the page now.
pub(super) fn show(document: &Document) {
    let Some(place) =
        document.get_element_by_id("import-result").and_then(|place| place.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    // What stood there before: of the last press, or of the server, if the form was sent before this module woke up.
    place.set_text_content(None);
    let (outcome, desk) = state::told();
    let nothing = outcome.is_empty() && desk.book.is_empty();
    let wrong = !desk.wrong.is_empty();
    let chosen = desk.editing != Editing::New && desk.fields.is_empty();
    let view = if nothing {
        let errors = vec![FieldError { field: "files", message: NOTHING_CHOSEN.to_owned() }];
        view! { <ErrorSummary errors/> }
    } else {
        view! { <ImportView outcome desk today=today() host=host()/> }
    };
    if mount(document, &place, &view).is_err() {
        // Nothing that is known can lead here; half a result would be worse than the form as it was.
        place.set_text_content(None);
        return;
    }
    if !nothing {
        // The income is asked for in the result from now on, and how to get files is known.
        if let Some(first) = document.get_element_by_id("first-income") {
            first.remove();
        }
        if let Some(how) = document.get_element_by_id("how-to-get") {
            drop(how.remove_attribute("open"));
        }
    }
    let target = match () {
        () if nothing || wrong => place.first_element_child(),
        // A row that was chosen is written in next.
        () if chosen => document.query_selector("#edit [name=paid]").ok().flatten(),
        () => document.get_element_by_id(TITLE_ID),
    };
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        // Without focus the result is still shown, only not announced.
        drop(target.focus());
    }
}
