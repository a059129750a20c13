//! An X.509 version 3 certificate, read strictly. Reading judges form, algorithms and key; trust is not its business.

use chrono::{DateTime, Utc};
use der::Tag;
use serde::{Deserialize, Serialize};

use crate::algorithm::{PublicKey, SignatureAlgorithm};
use crate::extensions::Extensions;
use crate::read::{Reader, holding, instead, whole};
use crate::refusal::Refusal;

/// The longest certificate that is looked at, bytes. Real ones have some 1,500.
pub const LONGEST: usize = 8 * 1024;

/// Names a certificate among all: its issuer as encoded, and its serial number (発行番号).
///
/// Never the serial alone: the generations of an authority count on their own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CertificateId {
    /// The issuer's name in DER.
    pub issuer: Vec<u8>,
    /// The serial number, big-endian, without a sign byte.
    pub serial: Vec<u8>,
}

impl CertificateId {
    /// As one text: a digest of the issuer and the serial number, both in hexadecimal.
    #[must_use]
    pub fn text(&self) -> String {
        let issuer = ring::digest::digest(&ring::digest::SHA256, &self.issuer);
        format!("{}:{}", hex(&issuer.as_ref()[..16]), hex(&self.serial))
    }

    /// An opaque name that tells neither: 64 hexadecimal digits, the same for the same certificate everywhere.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut context = ring::digest::Context::new(&ring::digest::SHA256);
        // With its length in front, so that no two pairs read the same.
        context.update(&(self.issuer.len() as u64).to_be_bytes());
        context.update(&self.issuer);
        context.update(&self.serial);
        hex(context.finish().as_ref())
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String does not fail.
        _ = write!(text, "{byte:02x}");
        text
    })
}

/// A certificate.
pub(crate) struct Certificate<'a> {
    /// What is signed.
    pub(crate) signed: &'a [u8],
    /// Serial number without a sign byte.
    pub(crate) serial: &'a [u8],
    /// Issuer as encoded.
    pub(crate) issuer: &'a [u8],
    /// Subject as encoded.
    pub(crate) subject: &'a [u8],
    /// First moment of validity.
    pub(crate) not_before: DateTime<Utc>,
    /// Last moment of validity.
    pub(crate) not_after: DateTime<Utc>,
    /// The subject's key.
    pub(crate) key: PublicKey,
    /// What the extensions say.
    pub(crate) extensions: Extensions<'a>,
    /// How it is signed.
    pub(crate) algorithm: SignatureAlgorithm,
    /// The signature.
    pub(crate) signature: &'a [u8],
}

impl<'a> Certificate<'a> {
    /// Reads it.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > LONGEST {
            return Err(Refusal::TooLarge);
        }
        let (signed, algorithm, signature) = envelope(bytes)?;
        whole(signed, |r| r.sequence(|r| Self::content(r, signed, algorithm, signature)))
    }

    fn content(
        r: &mut Reader<'a>,
        signed: &'a [u8],
        algorithm: SignatureAlgorithm,
        signature: &'a [u8],
    ) -> Result<Self, Refusal> {
        if r.optional(holding(0))? != Some(&[2, 1, 2]) {
            return Err(Refusal::Version);
        }
        let serial = serial(r)?;
        if SignatureAlgorithm::read(r)? != algorithm {
            return Err(Refusal::SignatureAlgorithmDiffers);
        }
        let issuer = name(r)?;
        let (not_before, not_after) = r.sequence(|r| Ok((r.time()?, r.time()?)))?;
        if not_after < not_before {
            return Err(Refusal::ValidityMalformed);
        }
        let subject = name(r)?;
        let key = PublicKey::read(r)?;
        if r.optional(instead(1))?.or(r.optional(instead(2))?).is_some() {
            return Err(Refusal::UniqueIdentifier);
        }
        let extensions = match r.optional(holding(3))? {
            Some(list) => whole(list, Extensions::read)?,
            None => Extensions::default(),
        };
        Ok(Self { signed, serial, issuer, subject, not_before, not_after, key, extensions, algorithm, signature })
    }

    /// Whether a key signed it.
    pub(crate) fn signed_by(&self, key: &PublicKey) -> bool {
        key.signed(self.algorithm, self.signed, self.signature)
    }
}

/// What is signed, how, and the signature: the outside of certificates and lists.
pub(crate) fn envelope(bytes: &[u8]) -> Result<(&[u8], SignatureAlgorithm, &[u8]), Refusal> {
    whole(bytes, |r| r.sequence(|r| Ok((r.raw()?, SignatureAlgorithm::read(r)?, r.bytes_of_bits()?))))
}

/// A serial number: above zero and at most twenty bytes as encoded.
pub(crate) fn serial<'a>(r: &mut Reader<'a>) -> Result<&'a [u8], Refusal> {
    let value = r.integer()?;
    match value {
        [0] => Err(Refusal::SerialZero),
        [first, ..] if first & 0x80 != 0 => Err(Refusal::SerialNegative),
        _ if value.len() > 20 => Err(Refusal::SerialTooLong),
        [0, rest @ ..] => Ok(rest),
        value => Ok(value),
    }
}

/// A name as encoded. Names are compared to the byte and not looked into; that it is a sequence of sets is checked.
pub(crate) fn name<'a>(r: &mut Reader<'a>) -> Result<&'a [u8], Refusal> {
    let raw = r.raw()?;
    whole(raw, |r| {
        r.sequence(|r| {
            while !r.is_finished() {
                r.inside(Tag::Set, |r| {
                    r.sequence(|r| {
                        r.oid()?;
                        r.any().map(drop)
                    })
                })?;
            }
            Ok(())
        })
    })?;
    Ok(raw)
}
