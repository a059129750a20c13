//! Hands a finished file to the person: a blob, a link that is clicked once, nothing left behind. And says what could not be made.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::files::name::FileName;

/// What is said where a file cannot be made.
const NOT_WRITTEN: &str = "ファイルを作れませんでした。読み込んだ内容はそのまま残っています。もう一度押してください。";

/// Hands a file over.
pub(super) fn give(name: &FileName, kind: &str, bytes: &[u8]) -> Result<(), String> {
    click(name, kind, bytes).map_err(|_| NOT_WRITTEN.to_owned())
}

/// Says something where the buttons of the files stand.
pub(super) fn say(words: &str) {
    if let Some(place) = super::document().and_then(|document| document.get_element_by_id("export-said")) {
        place.set_text_content(Some(words));
    }
}

fn click(name: &FileName, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = window.document().ok_or(JsValue::NULL)?.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&name.full);
    link.click();
    say("");
    // Given back later: some browsers begin to read the blob only after the click is over.
    let forget = Closure::once_into_js(move || {
        // A failure would only mean that the blob lives until the page is left.
        drop(Url::revoke_object_url(&address));
    });
    window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), 60_000)?;
    Ok(())
}
