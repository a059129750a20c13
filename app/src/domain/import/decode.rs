//! Bytes to text: UTF-8 with or without a byte order mark, else cp932; both strictly, so that nothing is guessed.

use encoding_rs::SHIFT_JIS;

/// How a text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// Shift_JIS as Windows writes it.
    Cp932,
}

/// Decodes cp932 strictly: nothing where a byte does not fit. A browser brings its own, which saves it the tables.
pub type Cp932 = fn(&[u8]) -> Option<String>;

/// The decoder that comes with the program.
#[must_use]
pub fn own_cp932(bytes: &[u8]) -> Option<String> {
    Some(SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned())
}

/// The text, or nothing where neither encoding fits or the text holds control characters.
#[must_use]
pub fn decode(bytes: &[u8], cp932: Cp932) -> Option<(String, Encoding)> {
    let (text, encoding) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (String::from_utf8(rest.to_vec()).ok()?, Encoding::Utf8Bom),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), Encoding::Utf8),
            // Cut inside a character: a broken download, not another encoding.
            Err(cut) if cut.error_len().is_none() => return None,
            Err(_) => (cp932(bytes)?, Encoding::Cp932),
        },
    };
    let binary = text.chars().any(|c| c.is_control() && !matches!(c, '\r' | '\n' | '\t' | '\u{1A}'));
    (!binary).then_some((text, encoding))
}
