//! Any bytes as a checkup document: never a panic, and what is read is sound.
#![no_main]

use app::domain::checkup::added::is_sound;
use app::domain::checkup::document::read;
use app::domain::import::own_cp932;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = read(bytes, own_cp932) {
        assert!(!document.visit.results.is_empty());
        _ = is_sound(&document);
    }
});
