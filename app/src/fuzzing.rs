//! For tests: the corpora of the fuzzers, and random changes to them where `FUZZ_SECONDS` asks for that.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The files of a corpus, by name.
pub(crate) fn corpus(name: &str) -> Vec<(PathBuf, Vec<u8>)> {
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

/// Changes the files of a corpus at random and checks each, for as long as `FUZZ_SECONDS` says.
pub(crate) fn goes_on(name: &str, check: impl Fn(&[u8])) {
    let (files, start, mut dice) = (corpus(name), Instant::now(), Dice(7));
    let mut tried = 0u64;
    while start.elapsed() < budget() {
        let (one, other) = (&files[dice.roll(files.len())].1, &files[dice.roll(files.len())].1);
        check(&changed(one, other, &mut dice));
        tried += 1;
    }
    println!("{name}: {tried} changed inputs in {:?}", start.elapsed());
}
