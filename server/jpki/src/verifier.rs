//! The whole judgement, in an order that its types enforce: admitted challenge, examined answer, settled revocation.

use chrono::{DateTime, Utc};

use crate::algorithm::Scheme;
use crate::anchor::{Anchors, Issues, key_id};
use crate::certificate::{Certificate, CertificateId};
use crate::challenge::Admitted;
use crate::extensions::{DIGITAL_SIGNATURE, Extensions};
use crate::profile::{Medium, Profile};
use crate::refusal::Refusal;
use crate::revocation::Evidence;
use crate::status;

/// The longest signature that is looked at, bytes.
const LONGEST_SIGNATURE: usize = 512;

/// What a card hands over beside the text it signed.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// How it signed.
    pub scheme: Scheme,
    /// The signature over the text.
    pub signature: &'a [u8],
    /// Its certificate in DER.
    pub certificate: &'a [u8],
}

/// Judges answers.
#[derive(Clone, Debug)]
pub struct Verifier {
    anchors: Anchors,
    profile: Profile,
}

/// An answer that is right but for revocation.
#[derive(Debug)]
pub struct Examined<'v> {
    verifier: &'v Verifier,
    issuer: usize,
    id: CertificateId,
    medium: Medium,
    expires: DateTime<Utc>,
}

/// Somebody is who their certificate says. Who that is, is for others to look up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Names the certificate.
    pub certificate: CertificateId,
    /// Where its key lives.
    pub medium: Medium,
    /// Its last moment.
    pub expires: DateTime<Utc>,
    /// Since when the word holds that it is not revoked.
    pub checked: DateTime<Utc>,
}

impl Verifier {
    /// One that trusts these authorities and knows these policies.
    #[must_use]
    pub fn new(anchors: Anchors, profile: Profile) -> Self {
        Self { anchors, profile }
    }

    /// The authorities it trusts.
    #[must_use]
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }

    /// Judges everything but revocation. The challenge is used up before this can be called.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn examine(&self, admitted: Admitted, answer: Answer<'_>, now: DateTime<Utc>) -> Result<Examined<'_>, Refusal> {
        let text = admitted.text;
        if answer.signature.len() > LONGEST_SIGNATURE {
            return Err(Refusal::TooLarge);
        }
        let leaf = Certificate::read(answer.certificate)?;
        if self.profile.signs_documents(&leaf.extensions.policies) {
            return Err(Refusal::SigningCertificate);
        }
        let place = self.anchors.issuer_of(&leaf)?;
        let issuer = self.anchors.at(place);
        if issuer.issues == Issues::Signing {
            return Err(Refusal::SigningAuthority);
        }
        if leaf.extensions.authority_key != Some(&issuer.key_id) {
            return Err(Refusal::AuthorityKeyMismatch);
        }
        // Whether every real leaf has one, and made this way, is unverified; a wrong one is wrong in any case.
        if leaf.extensions.subject_key.is_some_and(|id| id != key_id(&leaf.key)) {
            return Err(Refusal::SubjectKeyMismatch);
        }
        check_use(&leaf.extensions)?;
        let medium = self.profile.medium(&leaf.extensions.policies).ok_or(Refusal::Policy)?;
        // Before anything is said about its standing: who holds the key. The certificate itself is no secret.
        leaf.key.answered(answer.scheme, text.as_bytes(), answer.signature)?;
        within((issuer.not_before, issuer.not_after), now, Refusal::IssuerNotYetValid, Refusal::IssuerExpired)?;
        within((leaf.not_before, leaf.not_after), now, Refusal::NotYetValid, Refusal::Expired)?;
        Ok(Examined {
            verifier: self,
            issuer: place,
            id: CertificateId { issuer: leaf.issuer.to_vec(), serial: leaf.serial.to_vec() },
            medium,
            expires: leaf.not_after,
        })
    }
}

impl Examined<'_> {
    /// The certificate, for asking about it.
    #[must_use]
    pub fn certificate(&self) -> &CertificateId {
        &self.id
    }

    /// The key identifier of the generation that issued it: with it a responder knows whom to answer for.
    #[must_use]
    pub fn issuer_key(&self) -> &[u8] {
        &self.verifier.anchors.at(self.issuer).key_id
    }

    /// Judges revocation. Where nothing is known, nobody is let in.
    ///
    /// # Errors
    /// When it is revoked, or when that cannot be ruled out.
    pub fn settle(self, evidence: Evidence<'_>, now: DateTime<Utc>) -> Result<Verified, Refusal> {
        let serial = &self.id.serial;
        let checked = match evidence {
            Evidence::Lists(lists) => lists.check(self.issuer, serial, now)?,
            Evidence::Answer { der, nonce } => {
                status::check(der, nonce, self.verifier.anchors.at(self.issuer), serial, now)?
            }
            Evidence::Unreachable => return Err(Refusal::RevocationUnavailable),
        };
        Ok(Verified { certificate: self.id, medium: self.medium, expires: self.expires, checked })
    }
}

/// For authentication, only for that, and saying so bindingly.
fn check_use(said: &Extensions<'_>) -> Result<(), Refusal> {
    if said.ca {
        return Err(Refusal::CaCertificate);
    }
    match said.key_usage {
        None => Err(Refusal::KeyUsageMissing),
        Some((usage, _)) if usage & DIGITAL_SIGNATURE == 0 => Err(Refusal::KeyUsageLacksDigitalSignature),
        Some((usage, _)) if usage != DIGITAL_SIGNATURE => Err(Refusal::KeyUsageExcess),
        Some((_, false)) => Err(Refusal::KeyUsageNotCritical),
        Some(_) => Ok(()),
    }
}

fn within(
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
    before: Refusal,
    after: Refusal,
) -> Result<(), Refusal> {
    if now < from {
        Err(before)
    } else if now > until {
        Err(after)
    } else {
        Ok(())
    }
}
