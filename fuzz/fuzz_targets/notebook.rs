//! Any bytes as a notebook of drugs: never a panic, and what is read holds something.
#![no_main]

use app::domain::import::own_cp932;
use app::domain::notebook::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(book) = read(bytes, own_cp932) {
        assert!(!book.is_empty());
        _ = book.doubts.words();
    }
});
