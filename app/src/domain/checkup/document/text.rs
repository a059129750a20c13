//! Bytes to text by the encoding that the XML declaration names: UTF-8 or Shift_JIS, both strictly.

use super::DocumentRefusal;
use crate::domain::import::Cp932;

/// The text of a file.
pub(super) fn text_of(bytes: &[u8], cp932: Cp932) -> Result<String, DocumentRefusal> {
    let text = match bytes {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => return Err(DocumentRefusal::Encoding("UTF-16".to_owned())),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        _ => match declared(bytes) {
            None => utf8(bytes)?,
            Some(label) => match label.to_ascii_lowercase().as_str() {
                "utf-8" | "utf8" => utf8(bytes)?,
                "shift_jis" | "shift-jis" | "sjis" | "x-sjis" | "windows-31j" | "ms932" | "cp932" => {
                    cp932(bytes).ok_or(DocumentRefusal::NotText)?
                }
                _ => return Err(DocumentRefusal::Encoding(label)),
            },
        },
    };
    // XML forbids them, and the reader lets them through.
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(DocumentRefusal::NotText);
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<String, DocumentRefusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(cut) if cut.error_len().is_none() => Err(DocumentRefusal::CutShort),
        Err(_) => Err(DocumentRefusal::NotText),
    }
}

/// The label in the XML declaration, which is ASCII in every encoding read here; at most forty characters of it.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    if !head.starts_with(b"<?xml") {
        return None;
    }
    let end = head.windows(2).position(|pair| pair == b"?>").unwrap_or(head.len());
    let declaration = String::from_utf8_lossy(&head[..end]);
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next().map(|label| label.trim().chars().take(40).collect())
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;
    use crate::domain::import::own_cp932;

    #[test]
    fn reads_by_the_declared_encoding_and_refuses_the_rest() {
        let utf8 = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>健診①</a>";
        let sjis = "<?xml version='1.0' encoding = 'Shift_JIS'?><a>健診～髙</a>";
        let marked = [b"\xEF\xBB\xBF".as_slice(), utf8.as_bytes()].concat();
        let cut = &utf8.as_bytes()[..utf8.len() - 6];
        let other = "EUC-JP".to_owned();
        for (bytes, expected) in [
            (utf8.as_bytes().to_vec(), Ok(utf8)),
            (marked, Ok(utf8)),
            (SHIFT_JIS.encode(sjis).0.into_owned(), Ok(sjis)),
            ("<a>健</a>".as_bytes().to_vec(), Ok("<a>健</a>")),
            (SHIFT_JIS.encode(utf8).0.into_owned(), Err(DocumentRefusal::NotText)),
            (cut.to_vec(), Err(DocumentRefusal::CutShort)),
            (b"<?xml version='1.0' encoding='EUC-JP'?><a/>".to_vec(), Err(DocumentRefusal::Encoding(other))),
            (b"\xFF\xFE<\0a\0".to_vec(), Err(DocumentRefusal::Encoding("UTF-16".to_owned()))),
            (b"<a>\x00</a>".to_vec(), Err(DocumentRefusal::NotText)),
        ] {
            assert_eq!(text_of(&bytes, own_cp932).as_deref(), expected.as_ref().map(|text| *text), "{bytes:?}");
        }
    }
}
