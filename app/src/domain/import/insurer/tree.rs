//! A signed document as a small tree that keeps what its signature covers: prefixes, namespaces, texts and their order.
//!
//! Refuses document type definitions and every entity but the predefined and numeric ones, and stops at limits.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::InsurerRefusal;

/// Deepest nesting read; a notice needs about six levels.
const MAX_DEPTH: usize = 40;
/// Most elements read: seven a row, and a head.
const MAX_ELEMENTS: usize = 200_000;
/// Most attributes of one element.
const MAX_ATTRIBUTES: usize = 40;

/// An element, its names as they are written.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// With its prefix.
    pub(super) name: String,
    /// Attributes and namespaces, as written; values without references.
    pub(super) attributes: Vec<(String, String)>,
    /// In order.
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
    Instruction(String),
}

impl Element {
    /// Its name without prefix.
    pub(super) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// The elements in it, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The first element of a name in it.
    pub(super) fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == local)
    }

    /// An attribute without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Its own text and that of everything in it, without blanks around.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out.trim().to_owned()
    }

    fn gather(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.gather(out),
                Node::Instruction(_) => {}
            }
        }
    }
}

/// The root of a document.
pub(super) fn root_of(text: &str) -> Result<Element, InsurerRefusal> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root: Option<Element> = None;
    let mut count = 0usize;
    loop {
        let event = reader.read_event().map_err(|_| InsurerRefusal::Broken)?;
        let (finished, outside) = (root.is_some(), open.is_empty());
        match event {
            Event::Start(_) | Event::Empty(_) if finished => return Err(InsurerRefusal::Broken),
            Event::Start(tag) => {
                count += 1;
                open.push(element(&tag)?);
                if open.len() > MAX_DEPTH || count > MAX_ELEMENTS {
                    return Err(InsurerRefusal::TooMuch);
                }
            }
            Event::Empty(tag) => {
                count += 1;
                if count > MAX_ELEMENTS {
                    return Err(InsurerRefusal::TooMuch);
                }
                close(element(&tag)?, &mut open, &mut root);
            }
            Event::End(_) => close(open.pop().ok_or(InsurerRefusal::Broken)?, &mut open, &mut root),
            Event::Text(text) if outside && text.trim_ascii().is_empty() => {}
            Event::Text(text) => say(&text.xml10_content(), &mut open)?,
            Event::CData(text) => say(&text.xml10_content(), &mut open)?,
            Event::GeneralRef(reference) => say(resolve(&reference)?.encode_utf8(&mut [0; 4]), &mut open)?,
            Event::PI(instruction) => {
                if let Some(element) = open.last_mut() {
                    element.children.push(Node::Instruction(instruction.to_string()));
                }
            }
            Event::Decl(_) | Event::Comment(_) => {}
            Event::DocType(_) => return Err(InsurerRefusal::Forbidden),
            Event::Eof => return root.filter(|_| open.is_empty()).ok_or(InsurerRefusal::Broken),
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, InsurerRefusal> {
    let mut element = Element { name: tag.name().as_ref().to_owned(), ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| InsurerRefusal::Broken)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| InsurerRefusal::Forbidden)?;
        element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        if element.attributes.len() > MAX_ATTRIBUTES {
            return Err(InsurerRefusal::TooMuch);
        }
    }
    Ok(element)
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => *root = Some(element),
    }
}

fn say(words: &str, open: &mut [Element]) -> Result<(), InsurerRefusal> {
    let element = open.last_mut().ok_or(InsurerRefusal::Broken)?;
    match element.children.last_mut() {
        Some(Node::Text(text)) => text.push_str(words),
        _ => element.children.push(Node::Text(words.to_owned())),
    }
    Ok(())
}

fn resolve(reference: &BytesRef<'_>) -> Result<char, InsurerRefusal> {
    let character = match reference.resolve_char_ref().map_err(|_| InsurerRefusal::Forbidden)? {
        Some(character) => character,
        None => match &**reference {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "apos" => '\'',
            "quot" => '"',
            _ => return Err(InsurerRefusal::Forbidden),
        },
    };
    match character {
        '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => Ok(character),
        _ => Err(InsurerRefusal::Forbidden),
    }
}
