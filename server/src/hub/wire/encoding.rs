//! Character encoding of the XML messages: by byte order mark, then by the XML declaration, then UTF-8.
//!
//! A malformed byte refuses the message: a replacement character could stand in somebody's name or drug.

use std::borrow::Cow;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

use super::WireError;

/// The message as text.
pub(super) fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, WireError> {
    let (encoding, body) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (UTF_8, rest),
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => return Err(WireError::Garbled("UTF-16 is not agreed on")),
        _ => (declared(bytes)?, bytes),
    };
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .ok_or(WireError::Garbled("malformed bytes for its encoding"))?;
    // XML forbids control characters; encoding_rs lets them through. Without an early end this runs many bytes at once.
    let forbidden = |byte: u8| byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r';
    if text.bytes().fold(false, |found, byte| found | forbidden(byte)) {
        return Err(WireError::Garbled("control characters"));
    }
    Ok(text)
}

/// The encoding named in the XML declaration, which is ASCII in every encoding accepted here.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, WireError> {
    if !bytes.starts_with(b"<?xml") {
        return Ok(UTF_8);
    }
    let head = &bytes[..bytes.len().min(256)];
    let declaration = head
        .windows(2)
        .position(|pair| pair == b"?>")
        .map(|end| &head[..end])
        .ok_or(WireError::Garbled("XML declaration without end"))?;
    let Some(label) = pseudo_attribute(declaration, b"encoding") else { return Ok(UTF_8) };
    // CP932 is the name of the repertoire that Japanese systems mean by Shift_JIS.
    let named = if label.eq_ignore_ascii_case(b"cp932") { Some(SHIFT_JIS) } else { Encoding::for_label(label) };
    named
        .filter(|encoding| *encoding == UTF_8 || *encoding == SHIFT_JIS)
        .ok_or(WireError::Garbled("encoding not agreed on"))
}

/// The quoted value after `name =`.
fn pseudo_attribute<'a>(declaration: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = declaration.windows(name.len()).position(|part| part == name)?;
    let rest = declaration[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    matches!(quote, b'"' | b'\'').then(|| rest.split(|byte| byte == quote).next())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shift_jis(text: &str) -> Vec<u8> {
        SHIFT_JIS.encode(text).0.into_owned()
    }

    #[test]
    fn sniffs_the_encoding() {
        let utf8 = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><a>健診①</a>";
        let sjis = "<?xml version='1.0' encoding = 'Shift_JIS' standalone='no'?><a>健診①</a>";
        let cp932 = "<?xml version=\"1.0\" encoding=\"cp932\"?><a>～髙</a>";
        let with_mark = [b"\xEF\xBB\xBF".as_slice(), utf8.as_bytes()].concat();
        for (bytes, expected) in [
            (utf8.as_bytes().to_vec(), utf8),
            (with_mark, utf8),
            (shift_jis(sjis), sjis),
            (shift_jis(cp932), cp932),
            ("<a>健</a>".as_bytes().to_vec(), "<a>健</a>"),
        ] {
            assert_eq!(text_of(&bytes).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn refuses_instead_of_replacing() {
        for bytes in [
            shift_jis("<a>健診</a>"),
            [b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>".as_slice(), b"\x82\xff</a>"].concat(),
            b"\xFF\xFE<\0a\0".to_vec(),
            b"<?xml version=\"1.0\" encoding=\"EUC-JP\"?><a/>".to_vec(),
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"".to_vec(),
            b"<a>\x00</a>".to_vec(),
            "<a>健</a>".as_bytes()[..4].to_vec(),
        ] {
            assert!(text_of(&bytes).is_err(), "{bytes:?}");
        }
    }
}
