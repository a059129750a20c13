//! Letters to cp932 by the browser's own decoder, turned round once: the tables need not travel.

use std::cell::OnceCell;

use web_sys::TextDecoder;

thread_local! {
    static TABLE: OnceCell<Vec<[u8; 2]>> = const { OnceCell::new() };
}

/// Encodes one letter; whether it has a place.
pub(super) fn letter(letter: char, out: &mut Vec<u8>) -> bool {
    if letter.is_ascii() {
        out.push(letter as u8);
        return true;
    }
    // Half-width kana are one byte, in their order.
    if ('｡'..='ﾟ').contains(&letter) {
        out.push((letter as u32 - '｡' as u32) as u8 + 0xA1);
        return true;
    }
    TABLE.with(|table| {
        let place = table.get_or_init(table_of).get(letter as usize).filter(|place| **place != NONE);
        out.extend(place.into_iter().flatten());
        place.is_some()
    })
}

/// A letter without a place.
const NONE: [u8; 2] = [0, 0];

/// The places of all letters of two bytes, by their number: each is below 65,536. Of a letter with several places the first holds, but for those of IBM, which Windows writes there.
fn table_of() -> Vec<[u8; 2]> {
    let mut table = vec![NONE; 1 << 16];
    let Ok(decoder) = TextDecoder::new_with_label("shift_jis") else { return table };
    let firsts = (0x81..=0x9F).chain(0xE0..=0xEC).chain(0xFA..=0xFC);
    for first in firsts {
        for second in (0x40..=0x7E).chain(0x80..=0xFC) {
            let bytes = [first, second];
            let Ok(text) = decoder.decode_with_u8_array(&bytes) else { continue };
            let mut letters = text.chars();
            if let (Some(one), None) = (letters.next(), letters.next())
                && one != '\u{FFFD}'
                && let Some(place) = table.get_mut(one as usize).filter(|place| **place == NONE)
            {
                *place = bytes;
            }
        }
    }
    table
}
