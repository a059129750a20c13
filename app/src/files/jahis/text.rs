//! Texts as cp932 can hold them: what means the same is written in the one way, what cannot be written is told.

use encoding_rs::{EncoderResult, SHIFT_JIS};

/// What stands for a character that cannot be written (げた).
pub const MARK: &str = "〓";

/// Characters that cp932 has under another code point, or that mean the very same as one it has.
const SAME: [(char, &str); 25] = [
    ('〜', "～"),
    ('−', "－"),
    ('¥', "￥"),
    ('‾', "￣"),
    ('—', "―"),
    ('‖', "∥"),
    ('¢', "￠"),
    ('£', "￡"),
    ('¬', "￢"),
    ('µ', "μ"),
    ('‑', "‐"),
    ('·', "・"),
    ('•', "・"),
    ('\u{00A0}', " "),
    ('㎍', "μg"),
    ('㎖', "mL"),
    ('㎗', "dL"),
    ('㎛', "μm"),
    ('㎕', "μL"),
    ('㎐', "Hz"),
    ('⑴', "(1)"),
    ('⑵', "(2)"),
    ('⑶', "(3)"),
    ('⑷', "(4)"),
    ('⑸', "(5)"),
];

/// Characters with a usual stand-in. It is another character, so it is used only with consent.
const STAND_IN: [(char, &str); 4] = [('𠮟', "叱"), ('𠮷', "吉"), ('–', "－"), ('ヷ', "ヴァ")];

/// A character that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The character.
    pub character: char,
    /// What stands in its place; empty for a sign that nobody sees.
    pub with: &'static str,
    /// Name of the record it stands in.
    pub record: &'static str,
    /// The text it stands in, as it was.
    pub text: String,
}

/// A text without what ends a field or a record, in the characters of cp932, without blanks at its ends. What could not be
/// written is added to the list.
pub(super) fn writable(text: &str, record: &'static str, replaced: &mut Vec<Replaced>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.chars() {
        match character {
            // One blank for both signs of a line end.
            '\n' if after_return => {}
            ',' => out.push('，'),
            c if c.is_control() => out.push(' '),
            c => match SAME.iter().find(|(known, _)| *known == c) {
                Some((_, same)) => out.push_str(same),
                None if is_writable(c) => out.push(c),
                None => {
                    let with = stand_in(c);
                    out.push_str(with);
                    replaced.push(Replaced { character: c, with, record, text: text.to_owned() });
                }
            },
        }
        after_return = character == '\r';
    }
    out.trim_matches([' ', '\u{3000}']).to_owned()
}

fn stand_in(character: char) -> &'static str {
    let usual = STAND_IN.iter().find(|(known, _)| *known == character).map(|(_, with)| *with);
    usual.unwrap_or(if is_unseen(character) { "" } else { MARK })
}

/// Selectors of a variant of the character before, joiners and marks of direction.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether cp932 has it. Characters that users define (外字) are none: the other side has others there.
fn is_writable(character: char) -> bool {
    if ('\u{E000}'..='\u{F8FF}').contains(&character) {
        return false;
    }
    if character.is_ascii() {
        return true;
    }
    let (mut encoder, mut out, mut text) = (SHIFT_JIS.new_encoder(), [0u8; 8], [0u8; 4]);
    let (result, ..) = encoder.encode_from_utf8_without_replacement(character.encode_utf8(&mut text), &mut out, true);
    result == EncoderResult::InputEmpty
}

/// Bytes of cp932 that a writable text takes: one for ASCII and half-width kana, two for the rest.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(character: char) -> usize {
    if character.is_ascii() || ('｡'..='ﾟ').contains(&character) { 1 } else { 2 }
}

/// A text in pieces of so many bytes at most; at least one piece, never cut inside a character.
pub(super) fn pieces(text: &str, most: usize) -> Vec<&str> {
    let (mut out, mut from, mut used) = (Vec::new(), 0, 0);
    for (at, character) in text.char_indices() {
        let wide = width_of(character);
        if used + wide > most {
            out.push(&text[from..at]);
            (from, used) = (at, 0);
        }
        used += wide;
    }
    out.push(&text[from..]);
    out
}

/// A writable text as bytes.
pub(super) fn bytes(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(text).0.into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> (String, Vec<char>) {
        let mut replaced = Vec::new();
        let out = writable(text, "お薬", &mut replaced);
        (out, replaced.into_iter().map(|one| one.character).collect())
    }

    #[test]
    fn what_means_the_same_is_written_and_what_does_not_is_told() {
        for (given, expected, told) in [
            ("見本,錠", "見本，錠", ""),
            ("一行\r\n二行\n三行", "一行 二行 三行", ""),
            ("〜−¥‾", "～－￥￣", ""),
            ("５µg・㎍", "５μg・μg", ""),
            ("髙﨑", "髙﨑", ""),
            ("ｱﾑﾛｼﾞﾋﾟﾝ", "ｱﾑﾛｼﾞﾋﾟﾝ", ""),
            ("　見本 ", "見本", ""),
            ("𠮟", "叱", "𠮟"),
            ("😀", "〓", "😀"),
            ("葛\u{E0100}城", "葛城", "\u{E0100}"),
            ("\u{E000}", "〓", "\u{E000}"),
            ("é", "〓", "é"),
            ("", "", ""),
        ] {
            let (out, characters) = written(given);
            assert_eq!((out.as_str(), characters), (expected, told.chars().collect()), "{given}");
        }
    }

    /// Each character that is written comes back as itself, or as the one it stands for.
    #[test]
    fn no_character_is_changed_in_silence() {
        for character in '\u{20}'..='\u{FFFF}' {
            let given = format!("a{character}a");
            let (out, told) = written(&given);
            let back = SHIFT_JIS
                .decode_without_bom_handling_and_without_replacement(&bytes(&out))
                .expect("decodes")
                .into_owned();
            assert_eq!(back, out, "{character:?} {:X}", character as u32);
            assert_eq!(bytes(&out).len(), width(&out), "{character:?}");
            let same = SAME.iter().any(|(known, _)| *known == character) || character == ',' || character.is_control();
            assert!(out == given || same || told == [character], "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn pieces_are_the_text_and_none_is_too_wide(text in ".*", most in 2usize..50) {
            let (text, _) = written(&text);
            let pieces = pieces(&text, most);
            prop_assert_eq!(&pieces.concat(), &text);
            prop_assert!(pieces.iter().all(|piece| width(piece) <= most));
        }

        #[test]
        fn nothing_that_ends_a_field_is_left(text in any::<String>()) {
            let (text, _) = written(&text);
            let ends = text.contains([',', '\r', '\n', '\u{1A}']);
            prop_assert!(!ends);
        }
    }
}
