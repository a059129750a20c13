//! A press in the book: the form's fields are read here, and nothing of them leaves the browser, but for the statement to print, which
//! only the server can write and whose button says so.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, FormData, HtmlElement, HtmlFormElement, HtmlInputElement};

use super::day::today;
use super::{document, export, give, show, state};
use crate::domain::expense::book::file;

/// Takes a form of the result over, if it is the book's.
pub(super) fn pressed(event: &Event) {
    let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) else { return };
    if form.id() != "book-form" {
        if form.get_attribute("action").as_deref() == Some("/expenses/bring") {
            state::carried();
        }
        return;
    }
    // `SubmitEvent` by its property: the button that was pressed.
    let button =
        Reflect::get(event, &JsValue::from_str("submitter")).ok().and_then(|one| one.dyn_into::<HtmlElement>().ok());
    let of_button = |name: &str| button.as_ref().and_then(|button| button.get_attribute(name)).unwrap_or_default();
    let (name, value, action) = (of_button("name"), of_button("value"), of_button("formaction"));
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let mut fields = Fields::of(&form, &data);
    if !name.is_empty() {
        fields.put(name, value);
    }
    let wanted = action.rsplit('/').next().unwrap_or_default().to_owned();
    if wanted == "pdf" && is_offline() {
        event.prevent_default();
        give::say(OFFLINE);
        return;
    }
    if wanted == "pdf" {
        state::stays();
        // Sent by the browser as it stands, with the book in its hidden field.
        put_book(&form);
        return;
    }
    event.prevent_default();
    if wanted.is_empty() {
        state::change(|desk| desk.press(today(), &|name| fields.text(name)));
        if let Some(document) = document() {
            show::show(&document);
        }
        return;
    }
    let blank: Option<File> = data.get("blank").dyn_into().ok().filter(|file: &File| file.size() > 0.0);
    spawn_local(async move {
        if let Err(words) = export::export(&wanted, &fields, blank).await {
            give::say(&words);
        }
    });
}

/// What is typed into the book's form and not sent yet, before the form is made anew.
pub(super) fn hold() {
    let form = document().and_then(|document| document.get_element_by_id("book-form"));
    let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
    let Ok(data) = FormData::new_with_form(&form) else { return };
    let fields = Fields::of(&form, &data);
    state::change(|desk| desk.hold(&|name| fields.text(name)));
}

/// What is said where a file needs the server and there is no way to it.
const OFFLINE: &str = "「明細（.pdf）」はサーバーで作るため、通信が要ります。いまは通信ができません。読み込んだ内容は、そのまま残っています。「明細を文字で受け取る（.txt）」と集計フォームは、通信がなくても受け取れます。";

/// Whether the browser knows that nothing can be sent now.
fn is_offline() -> bool {
    let of = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).ok();
    let on_line = web_sys::window().and_then(|window| of(&of(&window, "navigator")?, "onLine"));
    on_line.and_then(|on_line| on_line.as_bool()) == Some(false)
}

/// The texts of a form, by the names of its fields. Boxes that are not ticked say nothing.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    fn of(form: &HtmlFormElement, data: &FormData) -> Self {
        let mut fields = Self(Vec::new());
        let elements = form.elements();
        for place in 0..elements.length() {
            let Some(element) = elements.item(place) else { continue };
            let name = element.get_attribute("name").unwrap_or_default();
            if let Some(text) = data.get(&name).as_string() {
                fields.put(name, text);
            }
        }
        fields
    }

    fn put(&mut self, name: String, text: String) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = text,
            None => self.0.push((name, text)),
        }
    }

    /// What stands in a field; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }
}

fn put_book(form: &HtmlFormElement) {
    let field = form
        .query_selector("input[name=book]")
        .ok()
        .flatten()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        field.set_value(&state::with(|desk| file::write(&desk.book, today())));
    }
}
