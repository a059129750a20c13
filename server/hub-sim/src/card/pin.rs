//! Wrong PINs: three in a row lock a card for the rest of the run.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::hub::locked;

/// The PIN of every test card.
const PIN: &str = "1234";

/// Tries before a card is locked.
const TRIES: u8 = 3;

/// What became of a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PinResult {
    /// It is right.
    Right,
    /// It is wrong; so many tries are left.
    Wrong(u8),
    /// The card is locked, with this try or before it.
    Locked,
    /// It is not four digits; no card would have been asked.
    NotAPin,
}

/// Wrong PINs by card.
#[derive(Default)]
pub(crate) struct Pins(Mutex<HashMap<String, u8>>);

impl Pins {
    /// Tries a PIN on a card. Full-width digits count as digits.
    pub(crate) fn try_pin(&self, card: &str, pin: &str) -> PinResult {
        let pin = super::verdict::narrow(pin.trim());
        let mut wrong = locked(&self.0);
        let so_far = wrong.get(card).copied().unwrap_or(0);
        if so_far >= TRIES {
            return PinResult::Locked;
        }
        if pin.len() != 4 || !pin.bytes().all(|b| b.is_ascii_digit()) {
            return PinResult::NotAPin;
        }
        if pin == PIN {
            wrong.remove(card);
            return PinResult::Right;
        }
        wrong.insert(card.to_owned(), so_far + 1);
        match TRIES - so_far - 1 {
            0 => PinResult::Locked,
            left => PinResult::Wrong(left),
        }
    }

    /// Forgets all.
    pub(crate) fn forget(&self) {
        locked(&self.0).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PinResult::*;

    #[test]
    fn three_wrong_pins_in_a_row_lock_a_card() {
        let cases: [&[(&str, PinResult)]; 4] = [
            &[("1234", Right), ("１２３４", Right)],
            &[
                ("0000", Wrong(2)),
                ("1234", Right),
                ("0000", Wrong(2)),
                ("0000", Wrong(1)),
                ("0000", Locked),
                ("1234", Locked),
            ],
            &[("", NotAPin), ("12345", NotAPin), ("abcd", NotAPin), ("0000", Wrong(2))],
            &[("0000", Wrong(2)), ("abc", NotAPin), ("0000", Wrong(1)), ("1234", Right)],
        ];
        for case in cases {
            let pins = Pins::default();
            for (pin, expected) in case {
                assert_eq!(pins.try_pin("hanako", pin), *expected, "{case:?}");
            }
            assert_eq!(pins.try_pin("other", "1234"), Right, "cards are apart");
        }
    }
}
