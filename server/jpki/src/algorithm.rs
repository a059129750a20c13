//! The algorithms on the list: RSA-2048 with SHA-256 and P-384 with SHA-384. Whatever else is named is refused.

use der::Tag;
use ring::signature::{self, VerificationAlgorithm};
use serde::{Deserialize, Serialize};

use crate::read::{Reader, whole};
use crate::refusal::Refusal;

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSA_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const RSA_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const ECDSA_SHA384: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03];
const ECDSA_SHA1: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01];

/// How certificates, lists and answers are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureAlgorithm {
    RsaSha256,
    EcdsaSha384,
}

impl SignatureAlgorithm {
    /// Reads an algorithm identifier; its parameters have one right form.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.sequence(|r| match r.oid()? {
            RSA_SHA256 => r
                .value(Tag::Null)
                .and_then(|null| if null.is_empty() { Ok(Self::RsaSha256) } else { Err(Refusal::NotDer) }),
            ECDSA_SHA384 => Ok(Self::EcdsaSha384),
            RSA_SHA1 | ECDSA_SHA1 => Err(Refusal::Sha1),
            _ => Err(Refusal::SignatureAlgorithm),
        })
    }
}

/// How a card signs a challenge. A card tells which way it went; the way must fit its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scheme {
    /// RSA PKCS #1 v1.5 with SHA-256, which today's cards speak.
    #[serde(rename = "RS256")]
    Pkcs1,
    /// RSA-PSS with SHA-256.
    #[serde(rename = "PS256")]
    Pss,
    /// ECDSA on P-384 with SHA-384, ASN.1 form; announced for the next card.
    #[serde(rename = "ES384")]
    Ecdsa,
}

impl Scheme {
    /// By its name among the algorithms of JOSE.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Pkcs1, Self::Pss, Self::Ecdsa].into_iter().find(|scheme| scheme.name() == name)
    }

    /// Its name among the algorithms of JOSE.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pkcs1 => "RS256",
            Self::Pss => "PS256",
            Self::Ecdsa => "ES384",
        }
    }
}

/// The kind of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, 2,048 bits, exponent 65,537.
    Rsa2048,
    /// The curve P-384.
    P384,
}

/// A public key of a kind on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicKey {
    pub(crate) kind: KeyKind,
    /// The bits of the subject's public key: `RSAPublicKey`, or the point.
    pub(crate) bits: Vec<u8>,
}

impl PublicKey {
    /// Reads a `SubjectPublicKeyInfo`.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.sequence(|r| {
            let kind = r.sequence(|r| match r.oid()? {
                RSA => r
                    .value(Tag::Null)
                    .and_then(|null| if null.is_empty() { Ok(KeyKind::Rsa2048) } else { Err(Refusal::NotDer) }),
                EC if r.oid()? == P384 => Ok(KeyKind::P384),
                // Not read on: what is not known is not judged by its form.
                _ => Err(Refusal::KeyAlgorithm),
            })?;
            let bits = r.bytes_of_bits()?;
            match kind {
                KeyKind::Rsa2048 => check_rsa(bits)?,
                // Whether the point is on the curve shows when it is used.
                KeyKind::P384 if bits.len() == 97 && bits[0] == 4 => {}
                KeyKind::P384 => return Err(Refusal::KeyAlgorithm),
            }
            Ok(Self { kind, bits: bits.to_vec() })
        })
    }

    /// Whether a certificate, list or answer is signed by this key.
    pub(crate) fn signed(&self, algorithm: SignatureAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        let check: &'static dyn VerificationAlgorithm = match (self.kind, algorithm) {
            (KeyKind::Rsa2048, SignatureAlgorithm::RsaSha256) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (KeyKind::P384, SignatureAlgorithm::EcdsaSha384) => &signature::ECDSA_P384_SHA384_ASN1,
            _ => return false,
        };
        self.passes(check, message, signature)
    }

    /// Whether a card with this key signed a challenge.
    pub(crate) fn answered(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        let check: &'static dyn VerificationAlgorithm = match (self.kind, scheme) {
            (KeyKind::Rsa2048, Scheme::Pkcs1) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (KeyKind::Rsa2048, Scheme::Pss) => &signature::RSA_PSS_2048_8192_SHA256,
            (KeyKind::P384, Scheme::Ecdsa) => &signature::ECDSA_P384_SHA384_ASN1,
            _ => return Err(Refusal::SchemeDiffers),
        };
        if self.passes(check, message, signature) { Ok(()) } else { Err(Refusal::SignatureInvalid) }
    }

    fn passes(&self, check: &'static dyn VerificationAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        signature::UnparsedPublicKey::new(check, &self.bits).verify(message, signature).is_ok()
    }
}

/// 2,048 bits to the bit, and the exponent that the profile knows: 1 and 3 have been forged with.
fn check_rsa(bits: &[u8]) -> Result<(), Refusal> {
    whole(bits, |r| {
        r.sequence(|r| {
            let (modulus, exponent) = (r.unsigned()?, r.unsigned()?);
            if modulus.len() != 256 || modulus[0] & 0x80 == 0 {
                return Err(Refusal::RsaKeySize);
            }
            if exponent == [1, 0, 1] { Ok(()) } else { Err(Refusal::RsaExponent) }
        })
    })
}
