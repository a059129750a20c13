//! Revocation lists.

use chrono::{DateTime, Utc};

use crate::certificate::{authority_key, extension, sealed};
use crate::der::{holding, sequence, time, tlv, unsigned};
use crate::key::Key;

/// A list to be.
#[derive(Clone, Debug)]
pub struct List {
    /// Issuer in DER.
    pub issuer: Vec<u8>,
    /// Number of the list.
    pub number: u64,
    /// This update.
    pub from: DateTime<Utc>,
    /// Next update.
    pub until: DateTime<Utc>,
    /// Serial number, moment and reason by its number in RFC 5280.
    pub revoked: Vec<(Vec<u8>, DateTime<Utc>, u8)>,
    /// Further extensions in DER.
    pub extensions: Vec<Vec<u8>>,
}

impl List {
    /// The list.
    #[must_use]
    pub fn sign(&self, by: &Key) -> Vec<u8> {
        use crate::key::Signs as _;
        let entries: Vec<Vec<u8>> =
            self.revoked.iter().map(|(serial, at, reason)| entry(serial, *at, *reason)).collect();
        let entries = if entries.is_empty() { Vec::new() } else { tlv(0x30, &entries.concat()) };
        let number = extension("2.5.29.20", false, &unsigned(&self.number.to_be_bytes()));
        let extensions = [authority_key(&by.id()), number, self.extensions.concat()].concat();
        let content = sequence(&[
            &[2, 1, 1],
            &by.algorithm(),
            &self.issuer,
            &time(self.from),
            &time(self.until),
            &entries,
            &holding(0, &tlv(0x30, &extensions)),
        ]);
        sealed(&content, by)
    }
}

fn entry(serial: &[u8], at: DateTime<Utc>, reason: u8) -> Vec<u8> {
    let reason = extension("2.5.29.21", false, &tlv(0x0a, &[reason]));
    // The unspecified reason is said by saying nothing.
    let said = if reason.ends_with(&[0x0a, 1, 0]) { Vec::new() } else { tlv(0x30, &reason) };
    sequence(&[&unsigned(serial), &time(at), &said])
}
