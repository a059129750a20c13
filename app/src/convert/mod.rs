//! The browser's own reader for `/import`: files are read on the person's machine, shown, and turned into files to carry away.
//!
//! Nothing is sent anywhere and nothing is kept, unless the person presses the button that adds checkups or drugs
//! to their record. It writes no HTML: nodes, texts and attributes only.

mod chosen;
mod day;
mod give;
mod keep;
mod show;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

/// What the page says once the browser reads the files itself.
const PRIVACY: &str =
    "ファイルは、このブラウザの中（お使いの端末の中）だけで読み取ります。どこにも送信せず、保存もしません。";

/// Takes over the form of the page. Called once by the page's script; on any other page it does nothing.
#[wasm_bindgen]
pub fn start() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(form) = document.get_element_by_id("import-form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok())
    else {
        return;
    };
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        event.prevent_default();
        spawn_local(run());
    });
    if form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref()).is_err() {
        return;
    }
    // The form lives as long as the page, and so does its listener.
    listener.forget();
    if let Some(words) = document.get_element_by_id("import-privacy") {
        words.set_text_content(Some(PRIVACY));
    }
}

/// Reads what is chosen now and shows it.
async fn run() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Some(files) = input(&document, "files").and_then(|field| field.files()) else { return };
    let income = input(&document, "income").map(|field| field.value()).unwrap_or_default();
    let qr = document.get_element_by_id("qr").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let qr = qr.map(|field| field.value()).unwrap_or_default();
    let outcome = chosen::read_all(&files, income, &qr).await;
    show::show(&document, outcome);
}

/// An attribute of the element that a selector finds first; empty where there is none.
fn attribute(selector: &str, name: &str) -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok()?);
    found.and_then(|found| found.get_attribute(name)).unwrap_or_default()
}

fn input(document: &Document, id: &str) -> Option<HtmlInputElement> {
    document.get_element_by_id(id)?.dyn_into().ok()
}
