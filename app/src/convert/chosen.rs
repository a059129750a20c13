//! From the files a person chose to what became of them. One file in memory at a time.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList, TextDecoder, TextDecoderOptions};

use crate::domain::import::{MAX_BYTES, Outcome};

/// Reads the files in the order chosen.
pub(super) async fn read_all(files: &FileList, qr: &str) -> Outcome {
    let mut outcome = Outcome::default();
    for place in 0..files.length() {
        let Some(file) = files.get(place) else { continue };
        let name = file.name();
        if file.size() > MAX_BYTES as f64 {
            outcome.refuse_size(&name, file.size() as usize);
        } else if outcome.has_room() {
            // A file that has gone or may not be read counts as empty, and is named as such.
            outcome.take(&name, &bytes_of(&file).await.unwrap_or_default(), browser_cp932);
        } else {
            outcome.take(&name, &[], browser_cp932);
        }
    }
    outcome.take_qr(qr, browser_cp932);
    outcome.settle(browser_cp932);
    outcome
}

/// The content of a file; nothing where it has gone or may not be read.
pub(super) async fn bytes_of(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// The browser's decoder of `shift_jis`, which is cp932 by the encoding standard; strict.
fn browser_cp932(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options("shift_jis", &options).ok()?.decode_with_u8_array(bytes).ok()
}
