//! Turns XML text into bytes in the encoding that its declaration names.
//!
//! A character that Shift_JIS does not have becomes a numeric reference, which every XML reader turns back.

use encoding_rs::SHIFT_JIS;

/// The two encodings of the hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// UTF-8, CharacterCodeIdentifier 0.
    Utf8,
    /// Shift_JIS as Windows writes it, CharacterCodeIdentifier 1.
    ShiftJis,
}

impl Encoding {
    /// CharacterCodeIdentifier, code list 005 (sources disagree on the values: unverified).
    pub(crate) fn identifier(self) -> &'static str {
        match self {
            Self::Utf8 => "0",
            Self::ShiftJis => "1",
        }
    }

    /// The value of the `Content-Type` header.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Utf8 => "application/xml; charset=utf-8",
            Self::ShiftJis => "application/xml; charset=Shift_JIS",
        }
    }

    /// The whole document: declaration and text.
    pub(crate) fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 => {
                let mut bytes = br#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>"#.to_vec();
                bytes.push(b'\n');
                bytes.extend_from_slice(text.as_bytes());
                bytes
            }
            Self::ShiftJis => {
                let mut bytes = br#"<?xml version="1.0" encoding="Shift_JIS" standalone="no"?>"#.to_vec();
                bytes.push(b'\n');
                // The encoder writes `&#N;` for what it cannot map: exactly the XML reference that is wanted here.
                bytes.extend_from_slice(&SHIFT_JIS.encode(text).0);
                bytes
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::probe::leaves;
    use crate::wire::xml::Xml;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_survives_the_way(text in "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\u{fffe}\u{ffff}¥‾−]{0,40}") {
            for encoding in [Encoding::Utf8, Encoding::ShiftJis] {
                let mut xml = Xml::new();
                xml.within("A", |x| x.leaf("B", &text));
                let found = leaves(&encoding.encode(&xml.finish()));
                prop_assert_eq!(&found, &[("B".to_owned(), text.clone())]);
            }
        }
    }

    #[test]
    fn the_population_mark_survives_shift_jis_as_a_reference() {
        let bytes = Encoding::ShiftJis.encode("<A>見本内科㋐1</A>");
        let (text, _, broken) = SHIFT_JIS.decode(&bytes);
        assert!(!broken);
        assert!(text.ends_with("<A>見本内科&#13008;1</A>"), "{text}");
        assert!(text.contains("Shift_JIS"));
    }
}
