//! Answers about one certificate, in the form of OCSP.

use chrono::{DateTime, Utc};
use ring::digest::{SHA256, digest};

use crate::certificate::{extension, sealed};
use crate::der::{holding, instead, long_time, null, octets, oid, sequence, tlv, unsigned};
use crate::key::Key;

/// What is said about a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not revoked.
    Good,
    /// Revoked at a moment, for a reason by its number in RFC 5280.
    Revoked(DateTime<Utc>, u8),
    /// Never heard of.
    Unknown,
}

/// An answer to be.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Issuer in DER.
    pub issuer: Vec<u8>,
    /// Serial number asked about.
    pub serial: Vec<u8>,
    /// What is said.
    pub status: Status,
    /// This update.
    pub from: DateTime<Utc>,
    /// Next update.
    pub until: DateTime<Utc>,
    /// The nonce of the question.
    pub nonce: Vec<u8>,
}

impl Answer {
    /// The answer, signed by the issuer itself.
    #[must_use]
    pub fn sign(&self, by: &Key) -> Vec<u8> {
        let hash = |bytes: &[u8]| octets(digest(&SHA256, bytes).as_ref());
        let named_by = sequence(&[&oid("2.16.840.1.101.3.4.2.1"), &null()]);
        let certificate =
            sequence(&[&named_by, &hash(&self.issuer), &hash(&by.public_bits()), &unsigned(&self.serial)]);
        let status = match self.status {
            Status::Good => instead(0, &[]),
            Status::Revoked(at, reason) => holding(1, &[long_time(at), holding(0, &tlv(0x0a, &[reason]))].concat()),
            Status::Unknown => instead(2, &[]),
        };
        let single = sequence(&[&certificate, &status, &long_time(self.from), &holding(0, &long_time(self.until))]);
        let nonce = extension("1.3.6.1.5.5.7.48.1.2", false, &octets(&self.nonce));
        let content = sequence(&[
            &holding(2, &octets(&by.id())),
            &long_time(self.from),
            &sequence(&[&single]),
            &holding(1, &sequence(&[&nonce])),
        ]);
        let basic = sequence(&[&oid("1.3.6.1.5.5.7.48.1.1"), &octets(&sealed(&content, by))]);
        sequence(&[&tlv(0x0a, &[0]), &holding(0, &basic)])
    }
}

/// The answer of a responder that cannot answer now (tryLater).
#[must_use]
pub fn try_later() -> Vec<u8> {
    sequence(&[&tlv(0x0a, &[3])])
}
