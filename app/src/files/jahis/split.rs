//! A notebook in parts that fit a QR code each: cut between records, each with the version before and a control record
//! after it.

use chrono::NaiveDateTime;

use super::layout;
use super::pen::Record;

/// Most bytes of one QR code (of 2331 that the largest of level M holds; more than this is hard to read from paper).
pub const MOST_BYTES: usize = 1_800;

/// Bytes that the control record takes at most, with its end.
const CONTROL: usize = "911,20261122093000,999,999\r\n".len();

/// The parts, each at most `most` bytes where its records allow it; one without a control record where all fits.
pub(super) fn parts(head: &[u8], records: &[Record], made: NaiveDateTime, most: usize) -> Vec<Vec<u8>> {
    let lines: Vec<Vec<u8>> = records.iter().map(Record::bytes).collect();
    let whole = head.len() + lines.iter().map(Vec::len).sum::<usize>();
    if whole <= most {
        return vec![[head, &lines.concat()].concat()];
    }
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for line in &lines {
        match parts.last_mut() {
            Some(part) if part.len() + line.len() + CONTROL <= most => part.extend_from_slice(line),
            _ => parts.push([head, line].concat()),
        }
    }
    let total = parts.len().to_string();
    let id = made.format("%Y%m%d%H%M%S").to_string();
    for (place, part) in parts.iter_mut().enumerate() {
        let fields = vec![id.clone(), total.clone(), (place + 1).to_string()];
        part.extend_from_slice(&Record { layout: layout::SPLIT.number, fields }.bytes());
    }
    parts
}
