//! Text to cp932 (Shift_JIS as Windows writes it). Letters that it does not have become 〓, counted, never silently dropped.

/// What stands for a letter that cannot be written.
pub const MISSING: char = '〓';

/// A text in cp932.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Letters that had to be replaced.
    pub replaced: usize,
}

/// Encodes one letter; nothing where it has no place. A browser brings its own, which saves it the tables.
pub type Letter = fn(char, &mut Vec<u8>) -> bool;

/// The letter that means the same and has a place: dashes and signs that Unicode tells apart and cp932 does not.
const fn plain(letter: char) -> char {
    match letter {
        '\u{301C}' => '～',
        '\u{2212}' => '－',
        '\u{2016}' => '∥',
        '\u{00A5}' => '￥',
        '\u{2013}' | '\u{2014}' => '―',
        letter => letter,
    }
}

/// The text in cp932.
#[must_use]
pub fn encode(text: &str, letter: Letter) -> Encoded {
    let mut out = Encoded { bytes: Vec::with_capacity(text.len()), replaced: 0 };
    for one in text.chars().map(plain) {
        if !letter(one, &mut out.bytes) {
            out.replaced += 1;
            letter(MISSING, &mut out.bytes);
        }
    }
    out
}

/// The encoder that comes with the server.
#[cfg(feature = "ssr")]
#[must_use]
pub fn own_letter(letter: char, out: &mut Vec<u8>) -> bool {
    let (mut text, mut bytes) = ([0; 4], [0; 4]);
    let mut encoder = encoding_rs::SHIFT_JIS.new_encoder();
    let (result, _, written) =
        encoder.encode_from_utf8_without_replacement(letter.encode_utf8(&mut text), &mut bytes, true);
    let fits = matches!(result, encoding_rs::EncoderResult::InputEmpty);
    if fits {
        out.extend_from_slice(&bytes[..written]);
    }
    fits
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::domain::import::own_cp932;

    #[test]
    fn what_has_a_place_comes_back_and_the_rest_is_counted() {
        for (text, back, replaced) in [
            ("見本 太郎,1,200\r\n", "見本 太郎,1,200\r\n", 0),
            ("髙﨑①㈱ﾐﾎﾝ", "髙﨑①㈱ﾐﾎﾝ", 0),
            ("1〜3−4", "1～3－4", 0),
            ("𠮟る😀", "〓る〓", 2),
        ] {
            let encoded = encode(text, own_letter);
            assert_eq!((own_cp932(&encoded.bytes).as_deref(), encoded.replaced), (Some(back), replaced), "{text}");
        }
    }
}
