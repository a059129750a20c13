//! Any bytes as a file chosen for import: archive, document or list of expenses.
#![no_main]

use app::domain::import::{Outcome, own_cp932};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut outcome = Outcome::default();
    outcome.take("x", bytes, own_cp932);
    assert_eq!(outcome.chosen(), 1);
    _ = outcome.checkup_set();
});
