//! Any bytes as the hub's answer of checkups.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    _ = server::hub::wire::checkups(bytes);
});
