//! A signed head: "the entry at this place has this hash, and so has everything before it". Heads make a chain too.

use p256::ecdsa::Signature;
use p256::ecdsa::signature::{Signer, Verifier};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entry::{NOTHING, field};
use super::key::{AuditKeys, KnownKeys};
use crate::store::audit::{HeadRow, Tail};

/// What is wrong with a head taken by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Signed by a key that is not known here.
    Key,
    /// The signature is not of this content.
    Signature,
}

/// A head as a line of the file. The order of the members is the order here.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    number: i64,
    sequence: i64,
    hash: String,
    at: i64,
    previous: String,
    key: String,
    signature: String,
}

/// A new head at the end of a chain, after the head before.
pub(super) fn signed(keys: &AuditKeys, tail: Tail, last: Option<&HeadRow>, at: i64) -> HeadRow {
    let mut head = HeadRow {
        number: last.map_or(1, |last| last.number + 1),
        sequence: tail.sequence,
        hash: tail.hash.unwrap_or_else(|| NOTHING.to_vec()),
        at,
        previous: last.map_or(NOTHING.to_vec(), |last| digest_of(last).to_vec()),
        key: keys.name().to_owned(),
        signature: Vec::new(),
    };
    let signature: Signature = keys.signing().sign(&content(&head));
    head.signature = signature.to_bytes().to_vec();
    head
}

/// Whether a head says what a known key has signed.
pub(super) fn check(head: &HeadRow, keys: &KnownKeys) -> Result<(), Doubt> {
    let key = keys.named(&head.key).ok_or(Doubt::Key)?;
    let signature = Signature::from_slice(&head.signature).map_err(|_| Doubt::Signature)?;
    key.verify(&content(head), &signature).map_err(|_| Doubt::Signature)
}

/// What the next head says about this one.
pub(super) fn digest_of(head: &HeadRow) -> [u8; 32] {
    let mut digest = Sha256::new_with_prefix(b"portal audit head with signature 1\0");
    field(&mut digest, Some(&content(head)));
    field(&mut digest, Some(&head.signature));
    digest.finalize().into()
}

/// What is signed.
fn content(head: &HeadRow) -> [u8; 32] {
    let mut digest = Sha256::new_with_prefix(b"portal audit head 1\0");
    for number in [head.number, head.sequence, head.at] {
        digest.update(number.to_be_bytes());
    }
    for bytes in [&head.hash, &head.previous] {
        field(&mut digest, Some(bytes));
    }
    field(&mut digest, Some(head.key.as_bytes()));
    digest.finalize().into()
}

/// The head as a line, without its end.
pub(super) fn to_line(head: &HeadRow) -> String {
    let line = Line {
        number: head.number,
        sequence: head.sequence,
        hash: hex(&head.hash),
        at: head.at,
        previous: hex(&head.previous),
        key: head.key.clone(),
        signature: hex(&head.signature),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

/// A line, if it is written exactly as [`to_line`] does.
pub(super) fn from_line(text: &str) -> Option<HeadRow> {
    let line: Line = serde_json::from_str(text).ok()?;
    let head = HeadRow {
        number: line.number,
        sequence: line.sequence,
        hash: unhex(&line.hash)?,
        at: line.at,
        previous: unhex(&line.previous)?,
        key: line.key,
        signature: unhex(&line.signature)?,
    };
    (to_line(&head) == text).then_some(head)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
