//! The corpus of the fuzzers, read again: never a panic, and what is read can be kept. `FUZZ_SECONDS` makes it go on with
//! random changes for so long.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;
use crate::domain::checkup::added::is_sound;
use crate::domain::import::{Outcome, own_cp932};

fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(name);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), std::fs::read(file).expect("a file"))).collect()
}

/// How long to go on with random changes; not at all in an ordinary run.
fn budget() -> Duration {
    Duration::from_secs(std::env::var("FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Numbers without end from a seed (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as usize
    }
}

/// One to eight changes: a byte, a cut, a piece doubled, a piece of another file.
fn changed(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(bytes.len());
        match dice.roll(5) {
            0 if !bytes.is_empty() => bytes[at] = dice.roll(256) as u8,
            1 => bytes.truncate(at),
            2 => {
                let piece = bytes[at..bytes.len().min(at + dice.roll(400))].to_vec();
                let to = dice.roll(bytes.len());
                bytes.splice(to..to, piece);
            }
            3 => {
                let from = dice.roll(other.len());
                let piece = other[from..other.len().min(from + dice.roll(400))].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                bytes.drain(at..bytes.len().min(at + dice.roll(40)));
            }
        }
    }
    bytes
}

fn goes_on(name: &str, check: impl Fn(&[u8])) {
    let (files, start, mut dice) = (corpus(name), Instant::now(), Dice(7));
    let mut tried = 0u64;
    while start.elapsed() < budget() {
        let (one, other) = (&files[dice.roll(files.len())].1, &files[dice.roll(files.len())].1);
        check(&changed(one, other, &mut dice));
        tried += 1;
    }
    println!("{name}: {tried} changed inputs in {:?}", start.elapsed());
}

fn check_document(bytes: &[u8]) {
    if let Ok(document) = read(bytes, own_cp932) {
        assert!(!document.visit.results.is_empty());
        _ = is_sound(&document);
    }
}

fn check_file(bytes: &[u8]) {
    let mut outcome = Outcome::default();
    outcome.take("x", bytes, own_cp932);
    assert_eq!(outcome.chosen(), 1);
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
