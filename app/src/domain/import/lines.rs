//! Text to records: commas, quotes, CRLF or LF. A tolerant reader of one small dialect, no general CSV library.

/// Records that are read at most. A real file of the largest size has about half as many.
const MAX_RECORDS: usize = 400_000;

/// Fields of a record that are kept; a real one has two.
const MAX_FIELDS: usize = 16;

/// The records of a text, blank ones left out. A quote that never closes ends with the text. Every character is looked at
/// once and what is kept is bounded, so that no file takes more than a moment or more than some tens of megabytes.
pub(super) fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if records.len() == MAX_RECORDS {
            return records;
        }
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            ',' if !quoted => add(&mut record, &mut field),
            '\n' | '\r' if !quoted => close(&mut records, &mut record, &mut field),
            // End-of-file mark of old writers.
            '\u{1A}' => {}
            c => field.push(c),
        }
    }
    close(&mut records, &mut record, &mut field);
    records
}

fn add(record: &mut Vec<String>, field: &mut String) {
    let full = std::mem::take(field);
    if record.len() < MAX_FIELDS {
        record.push(full);
    }
}

fn close(records: &mut Vec<Vec<String>>, record: &mut Vec<String>, field: &mut String) {
    add(record, field);
    let full = std::mem::take(record);
    if full.iter().any(|field| !field.trim().is_empty()) {
        records.push(full.into_iter().map(|field| field.trim().to_owned()).collect());
    }
}
