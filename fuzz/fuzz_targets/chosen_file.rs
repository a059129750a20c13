//! Any bytes as a file chosen for import: archive, document, list of expenses, notebook or list of codes.
#![no_main]

use app::domain::import::{Outcome, own_cp932};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut outcome = Outcome::default();
    outcome.take("x", bytes, own_cp932);
    outcome.settle(own_cp932);
    assert!(outcome.chosen() >= 1);
    _ = outcome.checkup_set();
});
