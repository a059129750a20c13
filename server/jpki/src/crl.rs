//! Certificate revocation lists (失効リスト): one for each generation of an authority, signed by it, fresh, never going
//! back, and whoever is suspended stays so.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use der::Tag;

use crate::algorithm::SignatureAlgorithm;
use crate::anchor::Anchors;
use crate::certificate::{CertificateId, envelope, name, serial};
use crate::extensions::each;
use crate::read::{Reader, holding, whole};
use crate::refusal::Refusal;
use crate::revocation::{Reason, SKEW_SECONDS};

const NUMBER: &[u8] = &[0x55, 0x1d, 0x14];
const REASON: &[u8] = &[0x55, 0x1d, 0x15];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 0x23];
const DELTA: &[u8] = &[0x55, 0x1d, 0x1b];
const PARTITION: &[u8] = &[0x55, 0x1d, 0x1c];

/// The newest list of one authority.
#[derive(Clone, Debug)]
struct List {
    number: Vec<u8>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    revoked: HashMap<Vec<u8>, Reason>,
}

/// The lists held, by authority.
#[derive(Clone, Debug, Default)]
pub struct Lists(HashMap<usize, List>);

impl Lists {
    /// Takes a list in DER; tells which certificates were not revoked before.
    ///
    /// # Errors
    /// When it is not a full, fresh, newer list, signed by a trusted authority. What is held stays as it is.
    pub fn accept(&mut self, der: &[u8], anchors: &Anchors, now: DateTime<Utc>) -> Result<Vec<CertificateId>, Refusal> {
        let (signed, algorithm, signature) = envelope(der).map_err(unreadable)?;
        let (place, anchor) = anchors
            .all()
            .find(|(_, anchor)| anchor.key.signed(algorithm, signed, signature))
            .ok_or(Refusal::EvidenceSignature)?;
        let mut list = whole(signed, |r| r.sequence(|r| content(r, algorithm, &anchor.name))).map_err(unreadable)?;
        if list.from > now + TimeDelta::seconds(SKEW_SECONDS) {
            return Err(Refusal::EvidenceFromTheFuture);
        }
        if list.until <= now {
            return Err(Refusal::EvidenceStale);
        }
        let held = self.0.get(&place);
        if let Some(held) = held {
            let age = |list: &List| (list.number.len(), list.number.clone(), list.from);
            if age(&list) < age(held) {
                return Err(Refusal::ListOlderThanHeld);
            }
            // A suspension is never lifted: the card gets a new certificate instead.
            for (serial, _) in held.revoked.iter().filter(|(_, reason)| **reason == Reason::CertificateHold) {
                list.revoked.entry(serial.clone()).or_insert(Reason::CertificateHold);
            }
        }
        let new = list.revoked.keys().filter(|serial| !held.is_some_and(|held| held.revoked.contains_key(*serial)));
        let new = new.map(|serial| CertificateId { issuer: anchor.name.clone(), serial: serial.clone() }).collect();
        self.0.insert(place, list);
        Ok(new)
    }

    /// Since when the word of this authority's list holds; the refusal where a certificate is on it.
    pub(crate) fn check(&self, issuer: usize, serial: &[u8], now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
        let list = self.0.get(&issuer).ok_or(Refusal::RevocationUnavailable)?;
        if list.until <= now {
            return Err(Refusal::EvidenceStale);
        }
        match list.revoked.get(serial) {
            Some(reason) => Err(Refusal::Revoked(*reason)),
            None => Ok(list.from),
        }
    }

    /// The moment at which the first of the lists held becomes stale.
    #[must_use]
    pub fn stale_at(&self) -> Option<DateTime<Utc>> {
        self.0.values().map(|list| list.until).min()
    }
}

/// Mistakes of form in a list are not those of a certificate.
fn unreadable(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::ListIncomplete | Refusal::Sha1 | Refusal::SignatureAlgorithm => refusal,
        _ => Refusal::EvidenceMalformed,
    }
}

fn content(r: &mut Reader<'_>, algorithm: SignatureAlgorithm, issuer: &[u8]) -> Result<List, Refusal> {
    if r.integer()? != [1] || SignatureAlgorithm::read(r)? != algorithm || name(r)? != issuer {
        return Err(Refusal::EvidenceMalformed);
    }
    let (from, until) = (r.time()?, r.time()?);
    let mut revoked = HashMap::new();
    if let Some(entries) = r.optional(Tag::Sequence)? {
        whole(entries, |r| {
            while !r.is_finished() {
                let (serial, reason) = r.sequence(entry)?;
                revoked.insert(serial, reason);
            }
            Ok(())
        })?;
    }
    let mut number = None;
    if let Some(extensions) = r.optional(holding(0))? {
        whole(extensions, |r| {
            each(r, |id, critical, value| match id {
                NUMBER => {
                    number = Some(whole(value, Reader::integer)?.to_vec());
                    Ok(())
                }
                // Only a part of what is revoked.
                DELTA | PARTITION => Err(Refusal::ListIncomplete),
                AUTHORITY_KEY => Ok(()),
                _ if critical => Err(Refusal::ListIncomplete),
                _ => Ok(()),
            })
        })?;
    }
    let number = number.filter(|number| number[0] & 0x80 == 0).ok_or(Refusal::ListIncomplete)?;
    Ok(List { number, from, until, revoked })
}

fn entry(r: &mut Reader<'_>) -> Result<(Vec<u8>, Reason), Refusal> {
    let serial = serial(r)?.to_vec();
    r.time()?;
    let mut reason = Reason::Unspecified;
    if !r.is_finished() {
        each(r, |id, critical, value| match id {
            REASON => {
                let code = whole(value, |r| r.value(Tag::Enumerated))?;
                // Among them "removed from the list", which does not exist here.
                reason = code
                    .first()
                    .filter(|_| code.len() == 1)
                    .and_then(|code| Reason::from_code(*code))
                    .ok_or(Refusal::EvidenceMalformed)?;
                Ok(())
            }
            _ if critical => Err(Refusal::ListIncomplete),
            _ => Ok(()),
        })?;
    }
    Ok((serial, reason))
}
