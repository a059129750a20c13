//! A small pull reader over quick-xml: walk children by name, take texts, skip the rest.
//!
//! Refuses document type definitions and every entity but the five predefined ones and numeric references, and stops
//! at limits of depth and count, so that no message can cost more than its size.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, Event};
use quick_xml::reader::Reader;

use super::WireError;

/// Deepest nesting read; the published layouts need nine levels.
const MAX_DEPTH: usize = 32;
/// Most elements read; ten years of checkups have about six thousand.
const MAX_ELEMENTS: usize = 400_000;

/// Where the reader stands: at an element whose content is untouched, or past it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Here {
    Open,
    Empty,
    Past,
}

/// Reader of one document.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    here: Here,
    depth: usize,
    elements: usize,
}

impl<'a> Xml<'a> {
    /// Reads a whole document with the root named `root`; `each` sees the children of the root.
    pub(super) fn document(
        text: &'a str,
        root: &str,
        each: impl FnMut(&mut Self, &str) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        let mut xml = Self { reader: Reader::from_str(text), here: Here::Past, depth: 0, elements: 0 };
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name().as_ref() == root => xml.enter(Here::Open)?,
                Event::Empty(tag) if tag.name().as_ref() == root => xml.enter(Here::Empty)?,
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => continue,
                Event::Text(text) if text.trim_ascii().is_empty() => continue,
                _ => return Err(WireError::Garbled("another root element")),
            }
            break;
        }
        xml.children(each)?;
        loop {
            match xml.next()? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                _ => return Err(WireError::Garbled("content after the root element")),
            }
        }
    }

    /// Hands each child of the element the reader stands at to `each`, by name. A child that `each` leaves alone is skipped.
    pub(super) fn children(
        &mut self,
        mut each: impl FnMut(&mut Self, &str) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        if std::mem::replace(&mut self.here, Here::Past) != Here::Open {
            return Ok(());
        }
        loop {
            match self.next()? {
                Event::Start(tag) => {
                    self.enter(Here::Open)?;
                    each(self, tag.local_name().as_ref())?;
                    if self.here == Here::Open {
                        self.skip()?;
                    }
                }
                Event::Empty(tag) => {
                    self.enter(Here::Empty)?;
                    each(self, tag.local_name().as_ref())?;
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(());
                }
                Event::Eof => return Err(WireError::Garbled("cut short")),
                _ => {}
            }
        }
    }

    /// The text of the element the reader stands at, trimmed; an empty element is absent.
    pub(super) fn text(&mut self) -> Result<Option<Cow<'a, str>>, WireError> {
        if std::mem::replace(&mut self.here, Here::Past) != Here::Open {
            return Ok(None);
        }
        let mut whole: Option<Cow<'a, str>> = None;
        let mut push = |piece: Cow<'a, str>| match &mut whole {
            Some(so_far) => so_far.to_mut().push_str(&piece),
            None => whole = Some(piece),
        };
        loop {
            match self.next()? {
                Event::Text(text) => push(text.xml10_content()),
                Event::CData(text) => push(text.xml10_content()),
                Event::GeneralRef(reference) => push(Cow::Owned(resolve(&reference)?.to_string())),
                Event::Start(_) => {
                    self.enter(Here::Open)?;
                    self.skip()?;
                }
                Event::End(_) => {
                    self.leave();
                    return Ok(whole.and_then(trimmed));
                }
                Event::Eof => return Err(WireError::Garbled("cut short")),
                _ => {}
            }
        }
    }

    fn skip(&mut self) -> Result<(), WireError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            match self.next()? {
                Event::Start(_) => self.enter(Here::Open)?,
                Event::End(_) => self.leave(),
                Event::Eof => return Err(WireError::Garbled("cut short")),
                _ => {}
            }
        }
        Ok(())
    }

    fn enter(&mut self, here: Here) -> Result<(), WireError> {
        self.here = here;
        self.elements += 1;
        self.depth += usize::from(here == Here::Open);
        if self.depth > MAX_DEPTH || self.elements > MAX_ELEMENTS {
            return Err(WireError::Garbled("too deep or too many elements"));
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.here = Here::Past;
        self.depth = self.depth.saturating_sub(1);
    }

    fn next(&mut self) -> Result<Event<'a>, WireError> {
        match self.reader.read_event() {
            Ok(Event::DocType(_)) => Err(WireError::Garbled("document type definition")),
            Ok(event) => Ok(event),
            Err(_) => Err(WireError::Garbled("not well-formed")),
        }
    }
}

fn trimmed(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let inner = text.trim_ascii();
    if inner.is_empty() {
        return None;
    }
    Some(match text {
        Cow::Borrowed(whole) => Cow::Borrowed(whole.trim_ascii()),
        Cow::Owned(ref whole) if whole.len() == inner.len() => text,
        Cow::Owned(_) => Cow::Owned(inner.to_owned()),
    })
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, WireError> {
    let forbidden = WireError::Garbled("unknown entity or forbidden character");
    let character = match reference.resolve_char_ref() {
        Ok(Some(character)) => character,
        Ok(None) => match &**reference {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => return Err(forbidden),
        },
        Err(_) => return Err(forbidden),
    };
    // The Char production of XML 1.0.
    match character {
        '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => Ok(character),
        _ => Err(forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &str) -> Result<Vec<(String, Option<String>)>, WireError> {
        let mut found = Vec::new();
        Xml::document(document, "r", |xml, name| {
            let name = name.to_owned();
            found.push((name, xml.text()?.map(Cow::into_owned)));
            Ok(())
        })?;
        Ok(found)
    }

    #[test]
    fn takes_texts() {
        for (document, expected) in [
            ("<r><a>x</a></r>", Some("x")),
            ("<r><a> x&amp;&#x32D0;<!-- no --><![CDATA[<b>]]> </a></r>", Some("x&㋐<b>")),
            ("<r><a></a></r>", None),
            ("<r><a/></r>", None),
            ("<r><a>\n </a></r>", None),
            ("<?xml version=\"1.0\"?>\n<r><n:a xmlns:n=\"u\">x<b>no</b><c/>y</n:a></r>\n<!-- end -->", Some("xy")),
        ] {
            assert_eq!(texts(document), Ok(vec![("a".into(), expected.map(Into::into))]), "{document}");
        }
    }

    #[test]
    fn skips_what_nobody_reads() {
        let mut seen = 0;
        let document = "<r><u><a>1</a><u><u/></u></u><a>2</a><u/></r>";
        Xml::document(document, "r", |xml, name| {
            if name == "a" {
                seen += 1;
                assert_eq!(xml.text()?.as_deref(), Some("2"));
            }
            Ok(())
        })
        .expect("well-formed");
        assert_eq!(seen, 1);
    }

    #[test]
    fn refuses_what_is_not_a_plain_document() {
        let deep = format!("<r>{}{}</r>", "<a>".repeat(40), "</a>".repeat(40));
        for document in [
            "",
            "<r>",
            "<r><a>x",
            "<r><a>x</b></r>",
            "<r/><r/>",
            "<r/>text",
            "<other/>",
            "text<r/>",
            "<!DOCTYPE r [<!ENTITY e \"x\">]><r><a>&e;</a></r>",
            "<r><a>&nbsp;</a></r>",
            "<r><a>&#0;</a></r>",
            "<r><a>&#x1F;</a></r>",
            "<r><a>&#xD800;</a></r>",
            "<r><a>a & b</a></r>",
            &deep,
        ] {
            assert!(texts(document).is_err(), "{document}");
        }
    }
}
