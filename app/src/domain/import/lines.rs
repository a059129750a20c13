//! Text to records: commas, quotes, CRLF or LF. A tolerant reader of one small dialect, no general CSV library.

/// The records of a text, blank ones left out. A quote that never closes ends with the text.
pub(super) fn records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record: Vec<String> = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
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
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' | '\r' if !quoted => close(&mut records, &mut record, &mut field),
            // End-of-file mark of old writers.
            '\u{1A}' => {}
            c => field.push(c),
        }
    }
    close(&mut records, &mut record, &mut field);
    records
}

fn close(records: &mut Vec<Vec<String>>, record: &mut Vec<String>, field: &mut String) {
    record.push(std::mem::take(field));
    let full = std::mem::take(record);
    if full.iter().any(|field| !field.trim().is_empty()) {
        records.push(full.into_iter().map(|field| field.trim().to_owned()).collect());
    }
}
