//! Writes DER. What is asked for is written, even where it makes no sense.

use chrono::{DateTime, Datelike as _, Utc};

/// A value with its tag.
#[must_use]
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag];
    match content.len() {
        length @ 0..=0x7f => bytes.push(length as u8),
        length => {
            let length = length.to_be_bytes();
            let length = &length[length.iter().position(|b| *b != 0).unwrap_or(length.len())..];
            bytes.push(0x80 | length.len() as u8);
            bytes.extend_from_slice(length);
        }
    }
    bytes.extend_from_slice(content);
    bytes
}

/// A sequence of encoded values.
#[must_use]
pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

/// A set of one encoded value.
#[must_use]
pub fn set(part: &[u8]) -> Vec<u8> {
    tlv(0x31, part)
}

/// A context-specific tag around encoded values.
#[must_use]
pub fn holding(number: u8, content: &[u8]) -> Vec<u8> {
    tlv(0xa0 | number, content)
}

/// A context-specific tag in the place of a value's own.
#[must_use]
pub fn instead(number: u8, content: &[u8]) -> Vec<u8> {
    tlv(0x80 | number, content)
}

/// A positive integer, big-endian.
#[must_use]
pub fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let bytes = &bytes[bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len())..];
    match bytes.first() {
        None => tlv(2, &[0]),
        Some(first) if first & 0x80 != 0 => tlv(2, &[&[0], bytes].concat()),
        Some(_) => tlv(2, bytes),
    }
}

/// An object identifier from its dotted form. Arcs may have 128 bits, as those below 2.25 do.
///
/// # Panics
/// When the text is none: only constants are given.
#[must_use]
pub fn oid(dotted: &str) -> Vec<u8> {
    let mut arcs = dotted.split('.').map(|arc| arc.parse::<u128>().expect("arcs are numbers"));
    let first = arcs.next().zip(arcs.next()).map(|(a, b)| a * 40 + b);
    let content: Vec<u8> = first.into_iter().chain(arcs).flat_map(base128).collect();
    tlv(6, &content)
}

fn base128(mut number: u128) -> Vec<u8> {
    let mut bytes = vec![(number & 0x7f) as u8];
    while number > 0x7f {
        number >>= 7;
        bytes.push(0x80 | (number & 0x7f) as u8);
    }
    bytes.reverse();
    bytes
}

/// A bit string of whole bytes.
#[must_use]
pub fn bits(bytes: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], bytes].concat())
}

/// An octet string.
#[must_use]
pub fn octets(bytes: &[u8]) -> Vec<u8> {
    tlv(4, bytes)
}

/// NULL.
#[must_use]
pub fn null() -> Vec<u8> {
    tlv(5, &[])
}

/// A time as certificates and lists write it.
#[must_use]
pub fn time(at: DateTime<Utc>) -> Vec<u8> {
    if at.year() < 2050 { tlv(0x17, at.format("%y%m%d%H%M%SZ").to_string().as_bytes()) } else { long_time(at) }
}

/// A time as answers about status write it.
#[must_use]
pub fn long_time(at: DateTime<Utc>) -> Vec<u8> {
    tlv(0x18, at.format("%Y%m%d%H%M%SZ").to_string().as_bytes())
}
