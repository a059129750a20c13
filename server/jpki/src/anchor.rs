//! The authorities that are trusted: several generations under one name, told apart by their keys alone.

use chrono::{DateTime, Utc};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use thiserror::Error;

use crate::algorithm::PublicKey;
use crate::certificate::Certificate;
use crate::extensions::{CRL_SIGN, KEY_CERT_SIGN};
use crate::pem;
use crate::refusal::Refusal;

/// What an authority issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issues {
    /// Certificates for signing in (利用者証明用).
    Authentication,
    /// Certificates for signing documents (署名用). Known only to be refused by name.
    Signing,
}

/// Why certificates cannot be trusted as authorities.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum AnchorError {
    /// No PEM, or none that can be read.
    #[error("holds no certificates in PEM")]
    NotPem,
    /// One of them is no certificate.
    #[error("certificate {0} cannot be read: {1}")]
    Unreadable(usize, Refusal),
    /// One of them is no self-signed authority with the needed extensions.
    #[error("certificate {0} is not a self-signed authority that signs certificates and revocation lists")]
    NoAuthority(usize),
}

/// A trusted authority of one generation.
#[derive(Clone, Debug)]
pub(crate) struct Anchor {
    pub(crate) issues: Issues,
    /// Its name as encoded.
    pub(crate) name: Vec<u8>,
    pub(crate) key: PublicKey,
    /// Its subject key identifier.
    pub(crate) key_id: Vec<u8>,
    pub(crate) not_before: DateTime<Utc>,
    pub(crate) not_after: DateTime<Utc>,
}

/// All that are trusted.
#[derive(Clone, Debug, Default)]
pub struct Anchors(Vec<Anchor>);

impl Anchors {
    /// Adds self-signed certificates in DER. Expired ones are welcome: what they issued is refused by its right name.
    ///
    /// # Errors
    /// The first that is none.
    pub fn with(mut self, issues: Issues, certificates: &[Vec<u8>]) -> Result<Self, AnchorError> {
        for (at, der) in certificates.iter().enumerate() {
            let read = Certificate::read(der).map_err(|refusal| AnchorError::Unreadable(at + 1, refusal))?;
            let said = &read.extensions;
            let signs = said.key_usage.is_some_and(|(usage, critical)| {
                critical && usage & (KEY_CERT_SIGN | CRL_SIGN) == KEY_CERT_SIGN | CRL_SIGN
            });
            let (Some(key_id), true) =
                (said.subject_key, said.ca && signs && read.issuer == read.subject && read.signed_by(&read.key))
            else {
                return Err(AnchorError::NoAuthority(at + 1));
            };
            self.0.push(Anchor {
                issues,
                name: read.subject.to_vec(),
                key_id: key_id.to_vec(),
                not_before: read.not_before,
                not_after: read.not_after,
                key: read.key,
            });
        }
        Ok(self)
    }

    /// Adds the certificates of a PEM text.
    ///
    /// # Errors
    /// No certificates, or one that is no authority.
    pub fn with_pem(self, issues: Issues, text: &str) -> Result<Self, AnchorError> {
        self.with(issues, &pem::certificates(text).ok_or(AnchorError::NotPem)?)
    }

    /// Whether any of them belongs to a hierarchy for tests. Nobody may rely on those.
    #[must_use]
    pub fn any_for_tests(&self) -> bool {
        self.0.iter().any(|anchor| names_tests(&anchor.name))
    }

    /// Their places.
    pub(crate) fn all(&self) -> impl Iterator<Item = (usize, &Anchor)> {
        self.0.iter().enumerate()
    }

    /// By place.
    pub(crate) fn at(&self, place: usize) -> &Anchor {
        &self.0[place]
    }

    /// The one whose key signed a certificate: found by the signature, because generations share one name.
    ///
    /// # Errors
    /// Why there is none.
    pub(crate) fn issuer_of(&self, leaf: &Certificate<'_>) -> Result<usize, Refusal> {
        if let Some((place, anchor)) = self.all().find(|(_, anchor)| leaf.signed_by(&anchor.key)) {
            return if anchor.name == leaf.issuer { Ok(place) } else { Err(Refusal::IssuerName) };
        }
        Err(if leaf.signed_by(&leaf.key) {
            Refusal::SelfSigned
        } else if self.0.iter().any(|anchor| anchor.name == leaf.issuer) {
            Refusal::IssuerSignature
        } else if names_tests(leaf.issuer) {
            Refusal::TestHierarchy
        } else {
            Refusal::IssuerUnknown
        })
    }
}

/// The identifier that RFC 5280 makes from a key (method 1).
pub(crate) fn key_id(key: &PublicKey) -> Vec<u8> {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, &key.bits).as_ref().to_vec()
}

/// Whether a name has an organisation that is known to be for tests. They are spelled in ASCII in every string type.
fn names_tests(name: &[u8]) -> bool {
    const ORGANISATION: &[u8] = &[0x06, 0x03, 0x55, 0x04, 0x0a];
    [b"JPKI-SIM".as_slice(), b"JPKI-TEST"].iter().any(|test| {
        name.windows(ORGANISATION.len() + 2 + test.len())
            .any(|part| part.starts_with(ORGANISATION) && part.ends_with(test))
    })
}
