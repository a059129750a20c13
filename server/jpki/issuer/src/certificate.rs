//! Certificates, part by part, so that each part can be right or wrong.

use chrono::{DateTime, Utc};

use crate::der::{bits, holding, instead, octets, oid, sequence, time, tlv, unsigned};
use crate::key::{Key, Signs, key_id};
use crate::name;

/// The arc of the simulation: 2.25 and a UUID of its own.
pub const ARC: &str = "2.25.152916303028879919787667037222733056860";

/// A certificate to be.
#[derive(Clone, Debug)]
pub struct Template {
    /// The version in DER, with its tag.
    pub version: Vec<u8>,
    /// The serial number in DER.
    pub serial: Vec<u8>,
    /// The algorithm named inside, where it shall differ from the signer's.
    pub algorithm: Option<Vec<u8>>,
    /// Issuer in DER.
    pub issuer: Vec<u8>,
    /// First moment.
    pub not_before: DateTime<Utc>,
    /// Last moment.
    pub not_after: DateTime<Utc>,
    /// Subject in DER.
    pub subject: Vec<u8>,
    /// Public key in DER.
    pub spki: Vec<u8>,
    /// Extensions in DER.
    pub extensions: Vec<Vec<u8>>,
}

/// What a leaf is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Signing in, key on the card.
    Card,
    /// Signing in, key on a phone.
    Phone,
    /// Signing documents.
    Signing,
}

impl Kind {
    /// Its policy in dotted form.
    #[must_use]
    pub fn policy(self) -> String {
        let last = match self {
            Self::Card => "1.1",
            Self::Phone => "1.2",
            Self::Signing => "2.1",
        };
        format!("{ARC}.{last}")
    }
}

impl Template {
    /// A right leaf below an authority with this name and key.
    #[must_use]
    pub fn leaf(kind: Kind, serial: &[u8], subject: &str, key: &Key, issuer: &[u8], authority: &Key) -> Self {
        // digitalSignature; for documents nonRepudiation too.
        let usage = if kind == Kind::Signing { [6, 0xc0] } else { [7, 0x80] };
        Self {
            version: holding(0, &[2, 1, 2]),
            serial: unsigned(serial),
            algorithm: None,
            issuer: issuer.to_vec(),
            not_before: DateTime::UNIX_EPOCH,
            not_after: DateTime::UNIX_EPOCH,
            subject: name::subject(subject),
            spki: key.spki(),
            extensions: vec![
                key_usage(usage),
                policies(&kind.policy(), true),
                extension("2.5.29.18", false, &sequence(&[&holding(4, &name::other())])),
                list_point(issuer),
                authority_key(&authority.id()),
                subject_key(&key.public_bits()),
            ],
        }
    }

    /// A self-signed authority.
    #[must_use]
    pub fn authority(serial: u8, issuer: &[u8], key: &Key) -> Self {
        Self {
            version: holding(0, &[2, 1, 2]),
            serial: unsigned(&[serial]),
            algorithm: None,
            issuer: issuer.to_vec(),
            not_before: DateTime::UNIX_EPOCH,
            not_after: DateTime::UNIX_EPOCH,
            subject: issuer.to_vec(),
            spki: key.spki(),
            extensions: vec![
                // keyCertSign and cRLSign.
                key_usage([1, 0x06]),
                extension("2.5.29.19", true, &sequence(&[&[1, 1, 0xff]])),
                extension("2.5.29.17", false, &sequence(&[&holding(4, &name::other())])),
                list_point(issuer),
                subject_key(&key.public_bits()),
            ],
        }
    }

    /// With another validity.
    #[must_use]
    pub fn valid(mut self, from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        (self.not_before, self.not_after) = (from, until);
        self
    }

    /// The certificate.
    #[must_use]
    pub fn sign(&self, by: &dyn Signs) -> Vec<u8> {
        let inner = self.algorithm.clone().unwrap_or_else(|| by.algorithm());
        let validity = sequence(&[&time(self.not_before), &time(self.not_after)]);
        let extensions =
            if self.extensions.is_empty() { Vec::new() } else { holding(3, &tlv(0x30, &self.extensions.concat())) };
        let content = sequence(&[
            &self.version,
            &self.serial,
            &inner,
            &self.issuer,
            &validity,
            &self.subject,
            &self.spki,
            &extensions,
        ]);
        sealed(&content, by)
    }
}

/// Something to be signed, with its signature.
#[must_use]
pub fn sealed(content: &[u8], by: &dyn Signs) -> Vec<u8> {
    sequence(&[content, &by.algorithm(), &bits(&by.sign(content))])
}

/// An extension.
#[must_use]
pub fn extension(id: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let flag: &[u8] = if critical { &[1, 1, 0xff] } else { &[] };
    sequence(&[&oid(id), flag, &octets(value)])
}

/// Key usage, critical: unused bits and the byte.
#[must_use]
pub fn key_usage(bits: [u8; 2]) -> Vec<u8> {
    extension("2.5.29.15", true, &tlv(3, &bits))
}

/// One policy.
#[must_use]
pub fn policies(dotted: &str, critical: bool) -> Vec<u8> {
    extension("2.5.29.32", critical, &sequence(&[&sequence(&[&oid(dotted)])]))
}

/// The authority's key identifier.
#[must_use]
pub fn authority_key(id: &[u8]) -> Vec<u8> {
    extension("2.5.29.35", false, &sequence(&[&instead(0, id)]))
}

/// The subject's key identifier.
#[must_use]
pub fn subject_key(public_bits: &[u8]) -> Vec<u8> {
    extension("2.5.29.14", false, &octets(&key_id(public_bits)))
}

/// Where the revocation list is: in a directory, as the real ones have it.
fn list_point(issuer: &[u8]) -> Vec<u8> {
    let point = holding(0, &holding(0, &holding(4, issuer)));
    extension("2.5.29.31", false, &sequence(&[&sequence(&[&point])]))
}
