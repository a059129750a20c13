//! What a person at the terminal is told when the demo is up: the address, the test cards, how to stop.

use std::fmt::Write;

/// The test cards of the hub in a box, with one line each.
const CARDS: &[(&str, &str)] = &[
    ("hanako", "not yet registered: begin with the registration"),
    ("changer", "ten yearly checkups, three insurers in ten years, drugs and expenses"),
    ("elder", "78 years old: four providers, twelve drugs, high monthly costs"),
    ("parent", "files taxes for a household: spouse and two children"),
    ("chronic", "dialysis: certificate for a special illness"),
    ("renewed", "certificate renewed, registration carried over (the old card, renewed-old, is refused)"),
    ("renewing", "certificate renewed yesterday, the registration is still being carried over"),
    ("revoked", "registered once with a certificate that was revoked since"),
    ("expired", "certificate expired: refused"),
    ("locked", "locked after three wrong PINs: refused"),
    ("lost", "reported lost: refused"),
    ("gap", "changed jobs: the new insurer has not entered the data yet"),
    ("booked", "registered in advance, not yet in force"),
    ("clinic", "registered at a clinic's reader; others have read the data"),
    ("ward", "medical assistance instead of insurance"),
    ("uninsured", "no insurer at all: cannot be registered"),
    ("switching", "the former insurer is gone, the next one not delivered yet (validity 3)"),
    ("newcomer", "never had an insurer here (validity 4)"),
    ("overlapping", "two insurers at once (validity 5)"),
    ("blocked", "protected: nothing may be shown"),
    ("empty", "registered, no records at all"),
    ("crossed", "the hub mixes in another person: refused, never shown"),
    ("hostile", "every text is an attack"),
    ("n-000000001 ...", "up to n-124000000: a synthetic population"),
];

/// The whole text.
#[must_use]
pub fn text(address: &str, demo: bool) -> String {
    let mut text = format!("\nKenko Techo is running on {address}\n");
    if demo {
        text.push_str("Everything in it is made up. It is not a government site.\n\nTest cards (PIN 1234 for all):\n");
        for (card, story) in CARDS {
            // Writing into a String cannot fail.
            _ = writeln!(text, "  {card:<16} {story}");
        }
    }
    text.push_str("\nCtrl-C to stop\n");
    text
}
