//! The answer of a responder about one certificate, in the form of OCSP (RFC 6960) as far as it is needed here: one
//! certificate, named by SHA-256, signed by the issuer itself, with the nonce of the question.

use chrono::{DateTime, TimeDelta, Utc};
use der::Tag;
use ring::digest::{SHA256, digest};

use crate::algorithm::SignatureAlgorithm;
use crate::anchor::Anchor;
use crate::certificate::serial as read_serial;
use crate::extensions::each;
use crate::read::{Reader, holding, instead, whole};
use crate::refusal::Refusal;
use crate::revocation::{Reason, SKEW_SECONDS};

const BASIC: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01];
const NONCE: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x02];
const NAMED_BY_SHA256: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

enum Status {
    Good,
    Revoked(Reason),
    Unknown,
}

struct Said<'a> {
    name_hash: &'a [u8],
    key_hash: &'a [u8],
    serial: &'a [u8],
    status: Status,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    nonce: Option<&'a [u8]>,
}

/// Since when the answer's word holds, where it says that the certificate is good.
pub(crate) fn check(
    der: &[u8],
    asked_with: &[u8],
    issuer: &Anchor,
    serial: &[u8],
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Refusal> {
    let unreadable = |_| Refusal::EvidenceMalformed;
    let basic = whole(der, successful).map_err(unreadable)?;
    let (signed, algorithm, signature) = whole(basic.ok_or(Refusal::RevocationUnavailable)?, |r| {
        r.sequence(|r| {
            let parts = (r.raw()?, SignatureAlgorithm::read(r)?, r.bytes_of_bits()?);
            // Certificates of a responder that is not the issuer; it is not asked.
            r.optional(holding(0))?;
            Ok(parts)
        })
    })
    .map_err(unreadable)?;
    if !issuer.key.signed(algorithm, signed, signature) {
        return Err(Refusal::EvidenceSignature);
    }
    let said = whole(signed, |r| r.sequence(answer)).map_err(unreadable)?;
    if said.nonce != Some(asked_with) {
        return Err(Refusal::AnswerNonce);
    }
    let hash = |bytes: &[u8]| digest(&SHA256, bytes);
    if said.name_hash != hash(&issuer.name).as_ref()
        || said.key_hash != hash(&issuer.key.bits).as_ref()
        || said.serial != serial
    {
        return Err(Refusal::AnswerForAnother);
    }
    if said.from > now + TimeDelta::seconds(SKEW_SECONDS) {
        return Err(Refusal::EvidenceFromTheFuture);
    }
    if said.until <= now {
        return Err(Refusal::EvidenceStale);
    }
    match said.status {
        Status::Good => Ok(said.from),
        Status::Revoked(reason) => Err(Refusal::Revoked(reason)),
        Status::Unknown => Err(Refusal::StatusUnknown),
    }
}

/// The signed part, where the responder had something to say.
fn successful<'a>(r: &mut Reader<'a>) -> Result<Option<&'a [u8]>, Refusal> {
    r.sequence(|r| {
        if r.value(Tag::Enumerated)? != [0] {
            return Ok(None);
        }
        r.inside(holding(0), |r| {
            r.sequence(|r| if r.oid()? == BASIC { r.value(Tag::OctetString).map(Some) } else { Err(Refusal::NotDer) })
        })
    })
}

fn answer<'a>(r: &mut Reader<'a>) -> Result<Said<'a>, Refusal> {
    // The responder by name or by key: whoever it says it is, the signature has told.
    if r.optional(holding(1))?.or(r.optional(holding(2))?).is_none() {
        return Err(Refusal::NotDer);
    }
    r.long_time()?;
    let mut said = r.sequence(|r| r.sequence(single))?;
    if let Some(extensions) = r.optional(holding(1))? {
        whole(extensions, |r| {
            each(r, |id, critical, value| match id {
                NONCE => {
                    said.nonce = Some(whole(value, |r| r.value(Tag::OctetString))?);
                    Ok(())
                }
                _ if critical => Err(Refusal::NotDer),
                _ => Ok(()),
            })
        })?;
    }
    Ok(said)
}

fn single<'a>(r: &mut Reader<'a>) -> Result<Said<'a>, Refusal> {
    let (name_hash, key_hash, serial) = r.sequence(|r| {
        r.sequence(|r| {
            let named_by = r.oid()?;
            r.optional(Tag::Null)?;
            if named_by == NAMED_BY_SHA256 { Ok(()) } else { Err(Refusal::NotDer) }
        })?;
        Ok((r.value(Tag::OctetString)?, r.value(Tag::OctetString)?, read_serial(r)?))
    })?;
    let (tag, value) = r.any()?;
    let status = if tag == instead(0) {
        Status::Good
    } else if tag == holding(1) {
        Status::Revoked(whole(value, revoked)?)
    } else if tag == instead(2) {
        Status::Unknown
    } else {
        return Err(Refusal::NotDer);
    };
    let from = r.long_time()?;
    let until = r.inside(holding(0), Reader::long_time)?;
    Ok(Said { name_hash, key_hash, serial, status, from, until, nonce: None })
}

fn revoked(r: &mut Reader<'_>) -> Result<Reason, Refusal> {
    r.long_time()?;
    match r.optional(holding(0))? {
        None => Ok(Reason::Unspecified),
        Some(reason) => match whole(reason, |r| r.value(Tag::Enumerated))? {
            [code] => Reason::from_code(*code).ok_or(Refusal::NotDer),
            _ => Err(Refusal::NotDer),
        },
    }
}
