//! The document as a small tree: elements of HL7's namespace, their attributes and texts; everything foreign is left out.
//!
//! Refuses document type definitions and every entity but the five predefined ones and numeric references, and stops at
//! limits of depth and count, so that no file can cost more than its size.

use quick_xml::XmlVersion;
use quick_xml::errors::Error;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::DocumentRefusal;

/// Namespace of HL7 version 3.
const HL7: &str = "urn:hl7-org:v3";
/// Namespace of `xsi:type`.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
/// Deepest nesting read; the standard needs about fifteen levels.
const MAX_DEPTH: usize = 48;
/// Most elements read; a large checkup has some thousand.
const MAX_ELEMENTS: usize = 100_000;
/// Most attributes of one element; the standard needs six.
const MAX_ATTRIBUTES: usize = 40;

/// One element. Names are without prefix; attributes of other namespaces are left out, but for `xsi:type` and
/// `xsi:schemaLocation`, which stand under these names.
#[derive(Debug, Default)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Self>,
    text: String,
}

/// The attributes that anybody reads.
const ATTRIBUTES: [&str; 10] = [
    "code",
    "codeSystem",
    "displayName",
    "extension",
    "negationInd",
    "nullFlavor",
    "root",
    "unit",
    "value",
    "typeCode",
];

impl Element {
    /// The root of a document.
    pub(super) fn root_of(text: &str) -> Result<Self, DocumentRefusal> {
        Builder { reader: NsReader::from_str(text), open: Vec::new(), elements: 0 }.build()
    }

    /// Its name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// An attribute that says something.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(known, _)| *known == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    /// The type that `xsi:type` names, without prefix.
    pub(super) fn kind(&self) -> Option<&str> {
        self.attribute("xsi:type").map(|kind| kind.rsplit(':').next().unwrap_or(kind))
    }

    /// The children with a name, in order.
    pub(super) fn all<'a, 'n>(&'a self, name: &'n str) -> impl Iterator<Item = &'a Self> + use<'a, 'n> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element on a path of names, one below the other. Every branch is tried.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        match path {
            [] => Some(self),
            [first, rest @ ..] => self.all(first).find_map(|child| child.at(rest)),
        }
    }

    /// Its own words and those of its parts; nothing where there are none.
    pub(super) fn words(&self) -> Option<String> {
        let mut words = self.text.trim().to_owned();
        for part in self.children.iter().filter_map(Self::words) {
            if !words.is_empty() {
                words.push('　');
            }
            words.push_str(&part);
        }
        (!words.is_empty()).then_some(words)
    }
}

/// An element that is not closed yet; nothing for a foreign one, of which all is left out.
type Open = Option<Element>;

struct Builder<'a> {
    reader: NsReader<&'a [u8]>,
    open: Vec<Open>,
    elements: usize,
}

impl Builder<'_> {
    fn build(mut self) -> Result<Element, DocumentRefusal> {
        loop {
            match self.next()? {
                Event::Start(tag) => {
                    let element = self.element(&tag)?;
                    self.open.push(element);
                    if self.open.len() > MAX_DEPTH {
                        return Err(DocumentRefusal::TooMuch);
                    }
                }
                Event::Empty(tag) => {
                    let element = self.element(&tag)?;
                    if let Some(root) = self.close(element)? {
                        return self.end(root);
                    }
                }
                Event::End(_) => {
                    let element = self.open.pop().ok_or(DocumentRefusal::Malformed)?;
                    if let Some(root) = self.close(element)? {
                        return self.end(root);
                    }
                }
                Event::Text(text) => self.say(&text.xml10_content())?,
                Event::CData(text) => self.say(&text.xml10_content())?,
                Event::GeneralRef(reference) => self.say(resolve(&reference)?.encode_utf8(&mut [0; 4]))?,
                Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::DocType(_) => return Err(DocumentRefusal::Forbidden),
                Event::Eof => return Err(DocumentRefusal::CutShort),
            }
        }
    }

    fn next(&mut self) -> Result<Event<'static>, DocumentRefusal> {
        match self.reader.read_event() {
            Ok(event) => Ok(event.into_owned()),
            // Something was begun that never ends.
            Err(Error::Syntax(_)) => Err(DocumentRefusal::CutShort),
            Err(_) => Err(DocumentRefusal::Malformed),
        }
    }

    /// The element of a tag, if it is HL7's and stands in HL7's.
    fn element(&mut self, tag: &BytesStart<'_>) -> Result<Open, DocumentRefusal> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(DocumentRefusal::TooMuch);
        }
        let resolver = self.reader.resolver();
        let (namespace, name) = resolver.resolve_element(tag.name());
        let ours = matches!(namespace, ResolveResult::Bound(Namespace(HL7)));
        if !ours && self.open.is_empty() {
            return Err(DocumentRefusal::OtherDocument);
        }
        if !ours || self.open.last().is_some_and(Option::is_none) {
            return Ok(None);
        }
        let mut element = Element { name: name.as_ref().to_owned(), ..Element::default() };
        for (place, attribute) in tag.attributes().with_checks(false).enumerate() {
            let attribute = attribute.map_err(|_| DocumentRefusal::Malformed)?;
            if place >= MAX_ATTRIBUTES {
                return Err(DocumentRefusal::TooMuch);
            }
            let (namespace, local) = resolver.resolve_attribute(attribute.key);
            let known = match (namespace, local.as_ref()) {
                (ResolveResult::Unbound, local) => ATTRIBUTES.into_iter().find(|known| *known == local),
                (ResolveResult::Bound(Namespace(INSTANCE)), "type") => Some("xsi:type"),
                (ResolveResult::Bound(Namespace(INSTANCE)), "schemaLocation") => Some("xsi:schemaLocation"),
                _ => None,
            };
            if let Some(known) = known {
                let value =
                    attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| DocumentRefusal::Forbidden)?;
                if element.attributes.iter().any(|(other, _)| *other == known) {
                    return Err(DocumentRefusal::Malformed);
                }
                element.attributes.push((known, value.into_owned()));
            }
        }
        Ok(Some(element))
    }

    /// Puts a finished element into its parent; the root is handed back.
    fn close(&mut self, element: Open) -> Result<Option<Element>, DocumentRefusal> {
        match (self.open.last_mut(), element) {
            (None, Some(root)) => Ok(Some(root)),
            (None, None) => Err(DocumentRefusal::OtherDocument),
            (Some(Some(parent)), Some(element)) => {
                parent.children.push(element);
                Ok(None)
            }
            (Some(_), _) => Ok(None),
        }
    }

    fn say(&mut self, words: &str) -> Result<(), DocumentRefusal> {
        match self.open.last_mut() {
            Some(Some(element)) => element.text.push_str(words),
            Some(None) => {}
            None if words.trim().is_empty() => {}
            None => return Err(DocumentRefusal::Malformed),
        }
        Ok(())
    }

    /// Nothing but remarks may follow the root.
    fn end(mut self, root: Element) -> Result<Element, DocumentRefusal> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(root),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if text.trim_ascii().is_empty() => {}
                _ => return Err(DocumentRefusal::Malformed),
            }
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, DocumentRefusal> {
    let character = match reference.resolve_char_ref().map_err(|_| DocumentRefusal::Forbidden)? {
        Some(character) => character,
        None => match &**reference {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => return Err(DocumentRefusal::Forbidden),
        },
    };
    // The Char production of XML 1.0.
    match character {
        '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => Ok(character),
        _ => Err(DocumentRefusal::Forbidden),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(element: &Element) -> String {
        let attributes: String = element.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
        let children: String = element.children.iter().map(shown).collect();
        format!("({}{attributes} {:?}{children})", element.name, element.text)
    }

    #[test]
    fn keeps_what_is_hl7s_under_any_prefix() {
        for (document, expected) in [
            (
                "<r xmlns='urn:hl7-org:v3'><a code=' 1 ' other='x'>x&amp;&#x32D0;<![CDATA[<b>]]></a></r>",
                "(r \"\"(a code= 1  \"x&㋐<b>\"))",
            ),
            ("<h:r xmlns:h='urn:hl7-org:v3' xmlns='urn:x'><h:a/><a><h:b/></a></h:r>", "(r \"\"(a \"\"))"),
            (
                "<r xmlns='urn:hl7-org:v3' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='n:PQ' x:value='2' xmlns:x='urn:x'/>",
                "(r xsi:type=n:PQ \"\")",
            ),
        ] {
            assert_eq!(shown(&Element::root_of(document).expect(document)), expected);
        }
    }

    #[test]
    fn refuses_what_is_not_a_plain_document() {
        use DocumentRefusal::{CutShort, Forbidden, Malformed, OtherDocument, TooMuch};
        let within = |inner: &str| format!("<r xmlns='urn:hl7-org:v3'>{inner}</r>");
        let attributes: String = (0..60).map(|number| format!(" a{number}='1'")).collect();
        for (document, why) in [
            (String::new(), CutShort),
            ("<r xmlns='urn:hl7-org:v3'><a>".into(), CutShort),
            ("<r xmlns='urn:hl7-org:v3'><a co".into(), CutShort),
            (within("<a></b>"), Malformed),
            (within("") + "<r/>", Malformed),
            ("<r/>".into(), OtherDocument),
            ("<r xmlns='urn:x'/>".into(), OtherDocument),
            (within("<a code='1' code='2'/>"), Malformed),
            ("<!DOCTYPE r [<!ENTITY e 'x'>]>".to_owned() + &within("&e;"), Forbidden),
            (within("&nbsp;"), Forbidden),
            (within("<a code='&e;'/>"), Forbidden),
            (within("&#0;"), Forbidden),
            (within(&format!("{}{}", "<a>".repeat(60), "</a>".repeat(60))), TooMuch),
            (within(&"<a/>".repeat(MAX_ELEMENTS)), TooMuch),
            (within(&format!("<a{attributes}/>")), TooMuch),
        ] {
            let start: String = document.chars().take(80).collect();
            assert_eq!(Element::root_of(&document).map(|_| ()), Err(why), "{start}");
        }
    }
}
