//! The extensions of a certificate, as far as they decide anything. Unknown ones may stand there unless they are critical.

use der::Tag;

use crate::read::{Reader, holding, instead, whole};
use crate::refusal::Refusal;

const SUBJECT_KEY: &[u8] = &[0x55, 0x1d, 0x0e];
const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
const POLICIES: &[u8] = &[0x55, 0x1d, 0x20];
const AUTHORITY_KEY: &[u8] = &[0x55, 0x1d, 0x23];

/// The first bits of key usage, as they stand in the highest byte.
pub(crate) const DIGITAL_SIGNATURE: u16 = 0x8000;
pub(crate) const KEY_CERT_SIGN: u16 = 0x0400;
pub(crate) const CRL_SIGN: u16 = 0x0200;

/// What the extensions say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extensions<'a> {
    /// Key usage, and whether it is critical.
    pub(crate) key_usage: Option<(u16, bool)>,
    /// Whether the certificate says it is an authority.
    pub(crate) ca: bool,
    /// Policies by their encoded identifiers.
    pub(crate) policies: Vec<&'a [u8]>,
    /// Authority key identifier.
    pub(crate) authority_key: Option<&'a [u8]>,
    /// Subject key identifier.
    pub(crate) subject_key: Option<&'a [u8]>,
}

impl<'a> Extensions<'a> {
    /// Reads the list.
    pub(crate) fn read(reader: &mut Reader<'a>) -> Result<Self, Refusal> {
        let mut said = Self::default();
        each(reader, |id, critical, value| {
            match id {
                KEY_USAGE => said.key_usage = Some((whole(value, Reader::named_bits)?, critical)),
                BASIC_CONSTRAINTS => said.ca = whole(value, basic_constraints)?,
                POLICIES => said.policies = whole(value, policies)?,
                AUTHORITY_KEY => said.authority_key = authority_key(value)?,
                SUBJECT_KEY => said.subject_key = Some(whole(value, |r| r.value(Tag::OctetString))?),
                _ if critical => return Err(Refusal::UnknownCriticalExtension),
                _ => {}
            }
            Ok(())
        })?;
        Ok(said)
    }
}

/// Goes through a list of extensions; the same twice is refused.
pub(crate) fn each<'a>(
    reader: &mut Reader<'a>,
    mut take: impl FnMut(&'a [u8], bool, &'a [u8]) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut seen: Vec<&[u8]> = Vec::new();
    reader.sequence(|r| {
        // An empty list may not stand there.
        loop {
            r.sequence(|r| {
                let id = r.oid()?;
                if seen.contains(&id) {
                    return Err(Refusal::DuplicateExtension);
                }
                seen.push(id);
                let critical = r.flag()?;
                take(id, critical, r.value(Tag::OctetString)?)
            })?;
            if r.is_finished() {
                return Ok(());
            }
        }
    })
}

fn basic_constraints(reader: &mut Reader<'_>) -> Result<bool, Refusal> {
    reader.sequence(|r| {
        let ca = r.flag()?;
        // The longest path matters to authorities below authorities; there are none here.
        if ca && !r.is_finished() {
            r.integer()?;
        }
        Ok(ca)
    })
}

fn policies<'a>(reader: &mut Reader<'a>) -> Result<Vec<&'a [u8]>, Refusal> {
    let mut found = Vec::new();
    reader.sequence(|r| {
        while !r.is_finished() {
            r.sequence(|r| {
                found.push(r.oid()?);
                // Where to read the policy: for people.
                if r.is_finished() { Ok(()) } else { r.raw().map(drop) }
            })?;
        }
        Ok(())
    })?;
    Ok(found)
}

/// The key identifier of an authority key identifier; issuer and serial may stand beside it.
pub(crate) fn authority_key(value: &[u8]) -> Result<Option<&[u8]>, Refusal> {
    whole(value, |r| {
        r.sequence(|r| {
            let key = r.optional(instead(0))?;
            r.optional(holding(1))?;
            r.optional(instead(2))?;
            Ok(key)
        })
    })
}
