//! Cells of a sheet changed in its text: what is not changed stays as it was written, to the letter.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::PatchRefusal;
use crate::domain::money::Yen;
use crate::domain::order;
use crate::files::form_layout::{FIRST_ROW, LAST_ROW};
use crate::files::sheet::text_of_cell;

/// What is written into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text: never a formula.
    Text(String),
    /// A whole number.
    Number(i64),
    /// What the cell's own formula comes to.
    Result(Yen),
}

/// One cell to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Row from 1.
    pub(super) row: u32,
    /// Column.
    pub(super) column: char,
    /// What.
    pub(super) value: Value,
}

/// A cell as it stands.
struct Cell {
    column: char,
    /// From `<` to the end of its last tag.
    span: Range<usize>,
    style: Option<String>,
    /// Kind of value (`s`: a place in the list of texts).
    kind: Option<String>,
    /// Text of `<v>` or of an inline text.
    value: String,
    /// The element of its formula, as written.
    formula: Option<Range<usize>>,
}

/// A row as it stands.
#[derive(Default)]
struct Row {
    cells: Vec<Cell>,
    /// Where cells may be added; nothing where the row is one tag.
    inside: Option<usize>,
}

/// A sheet.
pub(super) struct Sheet<'a> {
    text: &'a str,
    rows: HashMap<u32, Row>,
}

/// The tags of a name in a part, without prefix.
pub(super) fn elements(text: &str, name: &str) -> Result<Vec<BytesStart<'static>>, PatchRefusal> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(|_| PatchRefusal::NotAWorkbook)? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == name => found.push(tag.into_owned()),
            Event::DocType(_) => return Err(PatchRefusal::NotAWorkbook),
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// An attribute of a tag by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned()))
}

/// The list of texts; readings beside a text (`rPh`) are none of it.
pub(super) fn shared_texts(text: &str) -> Result<Vec<String>, PatchRefusal> {
    let mut reader = Reader::from_str(text);
    let (mut texts, mut open, mut in_text, mut in_reading) = (Vec::new(), None::<String>, false, false);
    loop {
        match reader.read_event().map_err(|_| PatchRefusal::NotAWorkbook)? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "si" => open = Some(String::new()),
                "t" => in_text = true,
                "rPh" => in_reading = true,
                _ => {}
            },
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push(String::new()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "si" => texts.extend(open.take()),
                "t" => in_text = false,
                "rPh" => in_reading = false,
                _ => {}
            },
            Event::Text(words) if in_text && !in_reading => {
                if let Some(open) = &mut open {
                    open.push_str(&words.xml10_content());
                }
            }
            Event::DocType(_) => return Err(PatchRefusal::NotAWorkbook),
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

impl<'a> Sheet<'a> {
    /// Reads where the cells stand.
    pub(super) fn read(text: &'a str) -> Result<Self, PatchRefusal> {
        let mut reader = Reader::from_str(text);
        let mut rows: HashMap<u32, Row> = HashMap::new();
        let (mut row, mut cell, mut in_value) = (0u32, None::<Cell>, false);
        let mut formula_start = None;
        loop {
            let start = position(&reader)?;
            let event = reader.read_event().map_err(|_| PatchRefusal::NotAWorkbook)?;
            let end = position(&reader)?;
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        row = number(&tag)?;
                        rows.insert(row, Row { cells: Vec::new(), inside: Some(end) });
                    }
                    "c" => cell = Some(open(&tag, start..end)?),
                    "v" | "t" if cell.is_some() => in_value = true,
                    "f" if cell.is_some() => formula_start = Some(start),
                    _ => {}
                },
                Event::Empty(tag) => match tag.local_name().as_ref() {
                    "row" => {
                        rows.insert(number(&tag)?, Row::default());
                    }
                    "c" => rows.entry(row).or_default().cells.push(open(&tag, start..end)?),
                    "f" => {
                        if let Some(cell) = &mut cell {
                            cell.formula = Some(start..end);
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => {
                        if let Some(mut done) = cell.take() {
                            done.span.end = end;
                            rows.entry(row).or_default().cells.push(done);
                        }
                    }
                    "v" | "t" => in_value = false,
                    "f" => {
                        if let (Some(cell), Some(start)) = (&mut cell, formula_start.take()) {
                            cell.formula = Some(start..end);
                        }
                    }
                    _ => {}
                },
                Event::Text(words) if in_value => {
                    if let Some(cell) = &mut cell {
                        cell.value.push_str(&words.xml10_content());
                    }
                }
                Event::DocType(_) => return Err(PatchRefusal::NotAWorkbook),
                Event::Eof => return Ok(Self { text, rows }),
                _ => {}
            }
        }
    }

    fn cell(&self, row: u32, column: char) -> Option<&Cell> {
        self.rows.get(&row)?.cells.iter().find(|cell| cell.column == column)
    }

    /// The text of a cell named as people do, `A1`.
    pub(super) fn text(&self, name: &str, shared: &[String]) -> Option<String> {
        let column = name.chars().next()?;
        let cell = self.cell(name[column.len_utf8()..].parse().ok()?, column)?;
        match cell.kind.as_deref() {
            Some("s") => shared.get(cell.value.trim().parse::<usize>().ok()?).cloned(),
            _ => Some(cell.value.clone()),
        }
    }

    /// The first row of entries in which somebody has typed something.
    pub(super) fn first_typed(&self) -> Option<u32> {
        let typed = |row: &u32| {
            self.rows.get(row).is_some_and(|row| {
                row.cells.iter().any(|cell| ('B'..='J').contains(&cell.column) && !cell.value.trim().is_empty())
            })
        };
        (FIRST_ROW..=LAST_ROW).find(typed)
    }

    /// The text of the sheet with the edits in it.
    pub(super) fn with(&self, edits: &[Edit]) -> Result<String, PatchRefusal> {
        // What is replaced, and with what; a cell that is not there is put in at an empty place.
        let mut changes: Vec<(Range<usize>, String)> = Vec::with_capacity(edits.len());
        for edit in edits {
            let row = self.rows.get(&edit.row).ok_or(PatchRefusal::OtherForm("A9", "入力欄"))?;
            match row.cells.iter().find(|cell| cell.column == edit.column) {
                Some(cell) => changes.push((cell.span.clone(), self.written(edit, Some(cell)))),
                None => {
                    let before =
                        row.cells.iter().rev().find(|cell| cell.column < edit.column).map(|cell| cell.span.end);
                    let at = before.or(row.inside).ok_or(PatchRefusal::OtherForm("A9", "入力欄"))?;
                    changes.push((at..at, self.written(edit, None)));
                }
            }
        }
        order::sort_by_key(&mut changes, |(span, _)| (span.start, span.end));
        let mut out = String::with_capacity(self.text.len() + edits.len() * 60);
        let mut done = 0;
        for (span, written) in changes {
            out.push_str(&self.text[done..span.start]);
            out.push_str(&written);
            done = span.end;
        }
        out.push_str(&self.text[done..]);
        Ok(out)
    }

    /// A cell with its style. Where there was none, the first entry row's style of the column holds.
    fn written(&self, edit: &Edit, cell: Option<&Cell>) -> String {
        let style = match cell {
            Some(cell) => cell.style.as_deref(),
            None => self.cell(FIRST_ROW, edit.column).and_then(|cell| cell.style.as_deref()),
        };
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let name = format!("{}{}", edit.column, edit.row);
        match &edit.value {
            Value::Text(text) => {
                format!(
                    "<c r=\"{name}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    text_of_cell(text)
                )
            }
            Value::Number(number) => format!("<c r=\"{name}\"{style}><v>{number}</v></c>"),
            Value::Result(sum) => {
                let formula = cell.and_then(|cell| cell.formula.clone()).map_or("", |span| &self.text[span]);
                match sum.0 {
                    0 => format!("<c r=\"{name}\"{style} t=\"str\">{formula}<v></v></c>"),
                    sum => format!("<c r=\"{name}\"{style}>{formula}<v>{sum}</v></c>"),
                }
            }
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> Result<usize, PatchRefusal> {
    usize::try_from(reader.buffer_position()).map_err(|_| PatchRefusal::TooLarge)
}

fn number(tag: &BytesStart<'_>) -> Result<u32, PatchRefusal> {
    attribute(tag, "r").and_then(|row| row.parse().ok()).ok_or(PatchRefusal::NotAWorkbook)
}

/// A cell by its tag. Columns beyond Z are none of the form's and stay as they are.
fn open(tag: &BytesStart<'_>, span: Range<usize>) -> Result<Cell, PatchRefusal> {
    let name = attribute(tag, "r").ok_or(PatchRefusal::NotAWorkbook)?;
    let mut letters = name.chars().take_while(char::is_ascii_uppercase);
    let column = match (letters.next(), letters.next()) {
        (Some(column), None) => column,
        _ => '~',
    };
    Ok(Cell {
        column,
        span,
        style: attribute(tag, "s"),
        kind: attribute(tag, "t"),
        value: String::new(),
        formula: None,
    })
}
