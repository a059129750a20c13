//! Writes records by their layout. A value that does not fit its field is never cut away: its whole text goes where notes are.

use super::layout::{Field, Kind, Layout, Need};
use super::shape::fits;
use super::text::{Replaced, bytes, pieces, width, writable};

/// What stands in a field that must be filled and is not.
pub(super) const NOT_TOLD: &str = "（記録なし）";

/// One record: its number and its fields as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) layout: &'static str,
    pub(super) fields: Vec<String>,
}

impl Record {
    /// As a line with its end.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = bytes(&format!("{},{}", self.layout, self.fields.join(",")));
        out.extend_from_slice(b"\r\n");
        out
    }
}

/// What was done to texts on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Characters that cannot be written.
    pub replaced: Vec<Replaced>,
    /// Texts that were too long for their field and go on in a note: name of the field and the text.
    pub continued: Vec<(&'static str, String)>,
}

/// The pen.
#[derive(Default)]
pub(super) struct Pen {
    pub(super) records: Vec<Record>,
    pub(super) changes: Changes,
    /// Whole texts of what did not fit, in words, until somebody writes them down as notes.
    beside: Vec<String>,
}

impl Pen {
    /// Writes a record from the values of its fields.
    pub(super) fn record(&mut self, layout: &'static Layout, values: &[&str]) {
        let fields = layout.fields.iter().zip(values).map(|(field, value)| self.value(layout, field, value)).collect();
        self.records.push(Record { layout: layout.number, fields });
    }

    /// A value as its field can hold it.
    fn value(&mut self, layout: &'static Layout, field: &'static Field, value: &str) -> String {
        let value = writable(value, layout.name, &mut self.changes.replaced);
        if field.kind == Kind::Text {
            if value.is_empty() && field.need == Need::Always {
                return NOT_TOLD.to_owned();
            }
            let all = pieces(&value, field.most);
            if all.len() > 1 {
                let first = all[0].to_owned();
                self.set_beside(field.name, &value);
                return first;
            }
            return value;
        }
        if value.is_empty() || fits(field.kind, &value) && width(&value) <= field.most {
            return value;
        }
        self.set_beside(field.name, &value);
        String::new()
    }

    /// Keeps a text that has no field, or does not fit it, for the next note.
    pub(super) fn set_beside(&mut self, name: &'static str, value: &str) {
        self.changes.continued.push((name, value.to_owned()));
        self.beside.push(format!("{name}：{value}"));
    }

    /// The texts that wait for a note.
    pub(super) fn take_beside(&mut self) -> Vec<String> {
        std::mem::take(&mut self.beside)
    }

    /// Gives back what was taken, before anything newer.
    pub(super) fn put_back(&mut self, earlier: Vec<String>) {
        let newer = std::mem::replace(&mut self.beside, earlier);
        self.beside.extend(newer);
    }

    /// Writes a text as so many records as it takes, its place among the values left empty. An empty text is none.
    pub(super) fn note(&mut self, layout: &'static Layout, before: &[&str], text: &str, after: &[&str]) {
        let text = writable(text, layout.name, &mut self.changes.replaced);
        let most = layout.fields[before.len()].most;
        for piece in pieces(&text, most).into_iter().filter(|piece| !piece.trim().is_empty()) {
            let fields = before.iter().chain(&[piece]).chain(after).map(|value| (*value).to_owned()).collect();
            self.records.push(Record { layout: layout.number, fields });
        }
    }
}
