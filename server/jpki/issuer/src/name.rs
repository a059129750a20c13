//! Names: every authority of one kind has the same in all its generations.

use crate::der::{oid, sequence, set, tlv};

/// A name of one country and these organisation parts: `(attribute, text)`.
#[must_use]
pub fn name(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<Vec<u8>> = parts
        .iter()
        .map(|(attribute, text)| {
            // A country is two letters of the printable kind; everything else is UTF-8.
            let tag = if *attribute == "2.5.4.6" { 0x13 } else { 0x0c };
            set(&sequence(&[&oid(attribute), &tlv(tag, text.as_bytes())]))
        })
        .collect();
    tlv(0x30, &parts.concat())
}

/// The authority for signing in.
#[must_use]
pub fn authentication() -> Vec<u8> {
    authority("JPKI-SIM for user authentication")
}

/// The authority for signing documents.
#[must_use]
pub fn signing() -> Vec<u8> {
    authority("JPKI-SIM for digital signature")
}

fn authority(unit: &str) -> Vec<u8> {
    name(&[
        ("2.5.4.6", "JP"),
        ("2.5.4.10", "JPKI-SIM"),
        ("2.5.4.11", unit),
        ("2.5.4.11", "A simulation, not an authority"),
    ])
}

/// The other name of the hierarchy, as issuers carry it.
#[must_use]
pub fn other() -> Vec<u8> {
    name(&[("2.5.4.6", "JP"), ("2.5.4.10", "JPKI-SIM 見本の認証サービス")])
}

/// A person's name in a certificate: an opaque id, nothing else.
#[must_use]
pub fn subject(id: &str) -> Vec<u8> {
    name(&[("2.5.4.6", "JP"), ("2.5.4.3", id)])
}
