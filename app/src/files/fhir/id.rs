//! Names of resources: made from what the record says, so that the same record gives the same names each time.
//!
//! A UUID of version 8 (RFC 9562, 5.8) from SHA-256. It stands inside the person's own file only.

use sha2::{Digest, Sha256};

use super::Facts;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Makes the names of one document.
pub(super) struct Ids {
    seed: Sha256,
}

impl Ids {
    /// From person and visit.
    pub(super) fn of(facts: &Facts<'_>) -> Self {
        let visit = facts.visit;
        let date = (facts.person.birth.to_string(), visit.date.to_string());
        Self::seeded(&[
            "kenko-techo checkup document",
            &facts.person.name,
            &date.0,
            &date.1,
            &visit.program,
            visit.insurer_name.as_deref().unwrap_or_default(),
            visit.facility_name.as_deref().unwrap_or_default(),
        ])
    }

    /// From what tells one file from another.
    pub(super) fn seeded(parts: &[&str]) -> Self {
        let mut seed = Sha256::new();
        for part in parts {
            // With its length, so that no two lists of parts run into one.
            seed.update((part.len() as u64).to_be_bytes());
            seed.update(part.as_bytes());
        }
        Self { seed }
    }

    /// The name of a resource of the document: its kind, and its place among those of that kind.
    pub(super) fn name(&self, kind: &str, place: usize) -> String {
        let mut hash = self.seed.clone();
        hash.update(kind.as_bytes());
        hash.update((place as u64).to_be_bytes());
        let mut bytes = [0u8; 16];
        bytes.copy_from_slice(&hash.finalize()[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut name = String::with_capacity(36);
        for (place, byte) in bytes.into_iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                name.push('-');
            }
            name.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
        }
        name
    }
}

/// The address of a resource within its document.
pub(super) fn urn(name: &str) -> String {
    format!("urn:uuid:{name}")
}
