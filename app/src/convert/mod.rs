//! The browser's own reader for `/import`: files are read on the person's machine, shown, worked on, and turned into files to carry
//! away.
//!
//! Nothing is sent anywhere and nothing is kept, unless the person presses a button that says so: that adds checkups or drugs to
//! their record, or the book. It writes no HTML: nodes, texts and attributes only.

mod chosen;
mod cp932;
mod day;
mod export;
mod give;
mod host;
mod keep;
mod press;
mod show;
mod state;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// What the page says once the browser reads the files itself.
const PRIVACY: &str = "ファイルは、このブラウザの中（お使いの端末の中）だけで読み取ります。どこにも送信せず、保存もしません。このページは、開いたあとは通信がなくても使えます。";

/// Takes over the forms of the page. Called once by the page's script; on any other page it does nothing.
#[wasm_bindgen]
pub fn start() {
    let Some(document) = document() else { return };
    listen(&document, "import-form", |_event| spawn_local(run()));
    // The form of the book is made anew each time; its place stays.
    listen(&document, "import-result", press::pressed);
    ask_before_leaving();
    if let Some(words) = document.get_element_by_id("import-privacy") {
        words.set_text_content(Some(PRIVACY));
    }
}

/// Hears the forms of an element. `heard` says whether the browser shall not send the form.
fn listen(document: &Document, id: &str, heard: impl Fn(&Event) + 'static) {
    let Some(element) = document.get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let own = id == "import-form";
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if own {
            event.prevent_default();
        }
        heard(&event);
    });
    if element.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref()).is_ok() {
        // The element lives as long as the page, and so does its listener.
        listener.forget();
    }
}

/// Rows that lie nowhere else are not lost without a question of the browser's.
fn ask_before_leaving() {
    let Some(window) = web_sys::window() else { return };
    let asked = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        if state::would_lose() {
            event.prevent_default();
        }
    });
    if window.add_event_listener_with_callback("beforeunload", asked.as_ref().unchecked_ref()).is_ok() {
        asked.forget();
    }
}

/// Reads what is chosen now, beside what was read before, and shows it.
async fn run() {
    let Some(document) = document() else { return };
    let Some(files) = input(&document, "files").and_then(|field| field.files()) else { return };
    let income = input(&document, "income").map(|field| field.value()).unwrap_or_default();
    let qr = document.get_element_by_id("qr").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let qr = qr.map(|field| field.value()).unwrap_or_default();
    let outcome = chosen::read_all(&files, &qr).await;
    press::hold();
    state::take(outcome, income);
    show::show(&document);
}

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// An attribute of the element that a selector finds first; empty where there is none.
fn attribute(selector: &str, name: &str) -> String {
    let found = document().and_then(|document| document.query_selector(selector).ok()?);
    found.and_then(|found| found.get_attribute(name)).unwrap_or_default()
}

fn input(document: &Document, id: &str) -> Option<HtmlInputElement> {
    document.get_element_by_id(id)?.dyn_into().ok()
}
