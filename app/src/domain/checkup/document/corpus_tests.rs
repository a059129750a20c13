//! The corpus of the fuzzers, read again: never a panic, and what is read can be kept. `FUZZ_SECONDS` makes it go on with
//! random changes for so long.

use super::*;
use crate::domain::checkup::added::is_sound;
use crate::domain::import::{Outcome, own_cp932};
use crate::fuzzing::{corpus, goes_on};

fn check_document(bytes: &[u8]) {
    if let Ok(document) = read(bytes, own_cp932) {
        assert!(!document.visit.results.is_empty());
        _ = is_sound(&document);
    }
}

fn check_file(bytes: &[u8]) {
    let mut outcome = Outcome::default();
    outcome.take("x", bytes, own_cp932);
    outcome.settle(own_cp932);
    assert!(outcome.chosen() >= 1);
    _ = outcome.checkup_set();
}

#[test]
fn the_corpus_of_documents() {
    let read_whole: Vec<String> = corpus("checkup_document")
        .into_iter()
        .filter(|(_, bytes)| read(bytes, own_cp932).is_ok_and(|document| is_sound(&document)))
        .map(|(path, _)| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    for name in
        ["v08.xml", "v07.xml", "shift-jis.xml", "mark.xml", "prefix.xml", "entity.xml", "nan.xml", "not-done.xml"]
    {
        assert!(read_whole.iter().any(|read| read == name), "{name}: {read_whole:?}");
    }
    for name in ["half.xml", "doctype.xml", "new-version.xml", "foreign.xml"] {
        assert!(read_whole.iter().all(|read| read != name), "{name}");
    }
    goes_on("checkup_document", check_document);
}

#[test]
fn the_corpus_of_chosen_files() {
    for (_, bytes) in corpus("chosen_file") {
        check_file(&bytes);
    }
    goes_on("chosen_file", check_file);
}
