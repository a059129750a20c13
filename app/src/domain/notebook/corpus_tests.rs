//! The corpus of the fuzzers, read again: never a panic, and what is read holds something.

use super::*;
use crate::domain::import::own_cp932;
use crate::fuzzing::{corpus, goes_on};

fn check(bytes: &[u8]) {
    if let Ok(book) = read(bytes, own_cp932) {
        assert!(!book.is_empty());
        _ = book.doubts.words();
    }
}

#[test]
fn the_corpus_of_notebooks() {
    let read_whole: Vec<String> = corpus("notebook")
        .into_iter()
        .filter(|(_, bytes)| read(bytes, own_cp932).is_ok())
        .map(|(path, _)| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    for name in
        ["all.txt", "cp932.txt", "pieces.txt", "cut-inside.txt", "first-version.txt", "doubts.txt", "dead-ends.txt"]
    {
        assert!(read_whole.iter().any(|read| read == name), "{name}: {read_whole:?}");
    }
    for name in ["prescription.txt", "new-version.txt", "piece-missing.txt", "empty.txt", "half-character.txt"] {
        assert!(read_whole.iter().all(|read| read != name), "{name}");
    }
    goes_on("notebook", check);
}
