//! Text to records: commas, quotes, CRLF or LF. A tolerant reader of one small dialect, no general CSV library.

use super::MAX_ROWS;

/// Records that are read at most: nine lines a row, and as much again for what nobody needs.
const MAX_RECORDS: usize = MAX_ROWS * 18;

/// Fields of a record that are kept; a real one has two.
const MAX_FIELDS: usize = 4;

/// Characters of a field that are kept; no real name comes near.
pub(super) const MAX_FIELD: usize = 200;

/// What a text held.
pub(super) struct Records {
    /// The records, blank ones left out.
    pub(super) kept: Vec<Vec<String>>,
    /// There were more than are read.
    pub(super) cut: bool,
}

/// A field while it is being read.
#[derive(Default)]
struct Field {
    text: String,
    length: usize,
}

impl Field {
    fn keep(&mut self, c: char) {
        if self.length < MAX_FIELD {
            self.text.push(c);
            self.length += 1;
        }
    }
}

/// The records of a text. A quote that never closes ends with the text. Every character is looked at once; fields,
/// fields of a record and records are bounded each, so what is kept stays below a hundred megabytes whatever the file.
pub(super) fn records(text: &str) -> Records {
    let mut records = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut field = Field::default();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if records.len() == MAX_RECORDS {
            return Records { kept: records, cut: true };
        }
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.keep('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.text.trim().is_empty() => {
                field = Field::default();
                quoted = true;
            }
            ',' if !quoted => add(&mut record, &mut field),
            '\n' | '\r' if !quoted => close(&mut records, &mut record, &mut field),
            // End-of-file mark of old writers.
            '\u{1A}' => {}
            // A name goes on one line: what cannot be seen would be refused when the book comes back.
            c => field.keep(if c.is_control() { ' ' } else { c }),
        }
    }
    close(&mut records, &mut record, &mut field);
    Records { kept: records, cut: false }
}

/// A text of another kind of file, cut to what a field keeps, on one line.
pub(super) fn short(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_FIELD).collect::<String>().trim().to_owned()
}

fn add(record: &mut Vec<String>, field: &mut Field) {
    let full = std::mem::take(field);
    if record.len() < MAX_FIELDS {
        record.push(full.text.trim().to_owned());
    }
}

fn close(records: &mut Vec<Vec<String>>, record: &mut Vec<String>, field: &mut Field) {
    add(record, field);
    let full = std::mem::take(record);
    if full.iter().any(|field| !field.is_empty()) {
        records.push(full);
    }
}
