//! The small part of SpreadsheetML that the form needs: cells of a sheet as XML, texts in one shared list.
//!
//! A text is always written as a text. Nothing that comes from a record can become a formula or markup.

use std::collections::HashMap;
use std::fmt::Write;

use super::xml::escape;

/// The list of texts that all sheets of a book share.
#[derive(Default)]
pub struct Texts {
    places: HashMap<String, usize>,
    list: Vec<String>,
    used: usize,
}

impl Texts {
    fn place(&mut self, text: &str) -> usize {
        self.used += 1;
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        self.places.insert(text.to_owned(), self.list.len());
        self.list.push(text.to_owned());
        self.list.len() - 1
    }

    /// `sharedStrings.xml`.
    #[must_use]
    pub fn xml(&self) -> String {
        let mut out =
            format!("{HEAD}<sst xmlns=\"{MAIN}\" count=\"{}\" uniqueCount=\"{}\">", self.used, self.list.len());
        for text in &self.list {
            out.push_str("<si><t xml:space=\"preserve\">");
            out.push_str(&text_of_cell(text));
            out.push_str("</t></si>");
        }
        out + "</sst>"
    }
}

/// First line of every part.
pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespace of sheets, styles and the book.
pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// One row being written. Rows count from 1, columns are letters, as people name them.
pub struct Row<'a> {
    out: &'a mut String,
    texts: &'a mut Texts,
    number: u32,
}

impl<'a> Row<'a> {
    /// Begins a row; its cells follow from left to right.
    pub fn begin(out: &'a mut String, texts: &'a mut Texts, number: u32, hidden: bool) -> Self {
        let hidden = if hidden { " hidden=\"1\"" } else { "" };
        push(out, format_args!("<row r=\"{number}\"{hidden}>"));
        Self { out, texts, number }
    }

    /// A cell that holds nothing but its style.
    pub fn blank(&mut self, column: char, style: u32) {
        push(self.out, format_args!("<c r=\"{column}{}\" s=\"{style}\"/>", self.number));
    }

    /// A text.
    pub fn text(&mut self, column: char, style: u32, text: &str) {
        let place = self.texts.place(text);
        push(self.out, format_args!("<c r=\"{column}{}\" s=\"{style}\" t=\"s\"><v>{place}</v></c>", self.number));
    }

    /// A whole number.
    pub fn number(&mut self, column: char, style: u32, value: i64) {
        push(self.out, format_args!("<c r=\"{column}{}\" s=\"{style}\"><v>{value}</v></c>", self.number));
    }

    /// A formula of ours and what it comes to; nothing shows as an empty text.
    pub fn formula(&mut self, column: char, style: u32, formula: &str, result: Option<i64>) {
        let formula = escape(formula);
        let number = self.number;
        match result {
            Some(value) => push(
                self.out,
                format_args!("<c r=\"{column}{number}\" s=\"{style}\"><f>{formula}</f><v>{value}</v></c>"),
            ),
            None => push(
                self.out,
                format_args!("<c r=\"{column}{number}\" s=\"{style}\" t=\"str\"><f>{formula}</f><v></v></c>"),
            ),
        }
    }

    /// Ends the row.
    pub fn end(self) {
        self.out.push_str("</row>");
    }
}

/// Writing to a string does not fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("memory takes any text");
}

/// A text as it stands in a cell.
#[must_use]
pub fn text_of_cell(text: &str) -> String {
    escape(&literal(text))
}

/// What XML cannot hold, and what a reader would take for such a mark, as `_xHHHH_` (ECMA-376 22.9.2.19).
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let marked = c == '_' && is_mark(&text.as_bytes()[at..]);
        if marked || matches!(c, '\0'..='\x08' | '\x0B'..='\x1F' | '\u{FFFE}' | '\u{FFFF}') {
            push(&mut out, format_args!("_x{:04X}_", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether bytes begin with `_xHHHH_`.
fn is_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', digits @ .., b'_'] if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit))
        || (bytes.len() > 7 && is_mark(&bytes[..7]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_xml_cannot_hold_are_marked() {
        for (given, written) in [
            ("見本", "見本"),
            ("a\0b\u{1F}", "a_x0000_b_x001F_"),
            ("_x0041_", "_x005F_x0041_"),
            ("_x0041_ x", "_x005F_x0041_ x"),
            ("_x41_", "_x41_"),
            ("\t", "\t"),
        ] {
            assert_eq!(literal(given), written);
        }
    }

    #[test]
    fn equal_texts_stand_once() {
        let mut texts = Texts::default();
        assert_eq!([texts.place("a"), texts.place("b"), texts.place("a")], [0, 1, 0]);
        assert!(texts.xml().contains("count=\"3\" uniqueCount=\"2\""));
    }
}
