//! What has happened to the cards: PINs tried, certificates renewed and revoked. Everything else is computed.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Mutex;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use jpki::revocation::Reason;
use sha2::{Digest, Sha256};

use super::chip::{Chip, PAST_DAYS, Past, Place, named};
use super::leaf::Leaf;
use super::saved::{Record, Records, Renewal, Shelf};
use crate::hub::locked;

/// The PIN of every test card, until the municipality sets another.
pub(crate) const PIN: &str = "1234";

/// Tries before a card is locked.
pub(crate) const TRIES: u8 = 3;

/// Reasons that stand on the lists only with certificates that were discarded before anybody held them.
const DISCARDED: [Reason; 5] = [
    Reason::Unspecified,
    Reason::KeyCompromise,
    Reason::CaCompromise,
    Reason::AffiliationChanged,
    Reason::CessationOfOperation,
];

/// What became of a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PinResult {
    /// It is right.
    Right,
    /// It is wrong; so many tries are left.
    Wrong(u8),
    /// The card is locked, with this try or before it.
    Locked,
    /// It is not four digits; no card would have been asked.
    NotAPin,
}

/// What the authority knows about a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Issued and not revoked.
    Good,
    /// Revoked at a moment (Japan time), for a reason.
    Revoked(NaiveDateTime, Reason),
    /// Never issued.
    Unknown,
}

/// The ledger.
pub(crate) struct Ledger {
    start: NaiveDate,
    shelf: Shelf,
    records: Mutex<Records>,
}

impl Ledger {
    /// A ledger that begins on a day, with what a folder remembers of before.
    ///
    /// # Errors
    /// When the folder or its file cannot be used.
    pub(crate) fn open(folder: Option<PathBuf>, start: NaiveDate) -> io::Result<Self> {
        let (shelf, records) = Shelf::open(folder)?;
        Ok(Self { start, shelf, records: Mutex::new(records) })
    }

    /// Tries a PIN on a card. Full-width digits count as digits.
    pub(crate) fn try_pin(&self, chip: &Chip, pin: &str) -> PinResult {
        let pin = crate::card::narrow(pin.trim());
        let mut records = locked(&self.records);
        let record = records.get(&chip.id);
        let wrong = wrong(chip, record);
        if wrong >= TRIES {
            return PinResult::Locked;
        }
        if !is_pin(&pin) {
            return PinResult::NotAPin;
        }
        let right = match record.and_then(|record| record.pin.as_ref()) {
            Some(digest) => *digest == pin_digest(&chip.id, &pin),
            None => pin == PIN,
        };
        if right && wrong == 0 {
            return PinResult::Right;
        }
        let left = if right { 0 } else { wrong + 1 };
        records.entry(chip.id.clone()).or_default().wrong = Some(left);
        self.shelf.keep(&records);
        match (right, TRIES - left) {
            (true, _) => PinResult::Right,
            (false, 0) => PinResult::Locked,
            (false, left) => PinResult::Wrong(left),
        }
    }

    /// How many wrong PINs a card still takes.
    pub(crate) fn tries_left(&self, chip: &Chip) -> u8 {
        TRIES.saturating_sub(wrong(chip, locked(&self.records).get(&chip.id)))
    }

    /// What the municipality does: unlocks a card and sets its PIN. False where that is none.
    pub(crate) fn unlock(&self, chip: &Chip, pin: &str) -> bool {
        let right = is_pin(pin);
        if right {
            self.change(chip, |record| {
                record.wrong = Some(0);
                record.pin = (pin != PIN).then(|| pin_digest(&chip.id, pin));
            });
        }
        right
    }

    /// The certificate that a card holds now.
    pub(crate) fn current(&self, chip: &Chip) -> Leaf {
        let renewal = locked(&self.records).get(&chip.id).and_then(|record| {
            let at = record.renewals.last()?.at;
            Some((u8::try_from(record.renewals.len()).ok()? + 1, at))
        });
        let (sequence, issued) = renewal.unwrap_or_else(|| (1, self.first(chip)));
        self.leaf(chip, sequence, issued)
    }

    /// The certificate that a serial number belongs to, if it was issued.
    pub(crate) fn by_serial(&self, serial: &[u8]) -> Option<Leaf> {
        let (place, sequence) = Place::of_serial(serial)?;
        let chip = Chip::at(place)?;
        let issued = match sequence {
            0 => return None,
            1 => self.first(&chip),
            n => locked(&self.records).get(&chip.id)?.renewals.get(usize::from(n) - 2)?.at,
        };
        Some(self.leaf(&chip, sequence, issued))
    }

    /// Puts a new certificate on a card; the old one is superseded. The hub learns of it after `lag`.
    pub(crate) fn renew(&self, chip: &Chip, now: NaiveDateTime, lag: Duration) -> Option<(Leaf, Leaf)> {
        let old = self.current(chip);
        // The last number is left free, so that none comes twice.
        let sequence = old.sequence.checked_add(1).filter(|n| *n < u8::MAX)?;
        self.change(chip, |record| {
            record.renewals.push(Renewal { at: now, linked: now + lag });
            record.revoked.entry(old.sequence).or_insert((now, Reason::Superseded.code()));
        });
        Some((old, self.leaf(chip, sequence, now)))
    }

    /// Revokes the certificate a card holds. What is revoked stays so, for its first reason.
    pub(crate) fn revoke(&self, chip: &Chip, reason: Reason, now: NaiveDateTime) -> Leaf {
        let leaf = self.current(chip);
        self.change(chip, |record| {
            record.revoked.entry(leaf.sequence).or_insert((now, reason.code()));
        });
        leaf
    }

    /// How a certificate stands at a moment.
    pub(crate) fn standing(&self, serial: &[u8], now: NaiveDateTime) -> Standing {
        if let Some((_, at, reason)) = self.discarded().find(|(discarded, ..)| discarded == serial) {
            return Standing::Revoked(at, reason);
        }
        let Some(leaf) = self.by_serial(serial) else { return Standing::Unknown };
        let said = locked(&self.records).get(&leaf.chip.id).and_then(|r| r.revoked.get(&leaf.sequence).copied());
        let said = said.and_then(|(at, code)| Some((at, Reason::from_code(code)?)));
        match said.or_else(|| self.revoked_before(&leaf)) {
            Some((at, reason)) if at <= now => Standing::Revoked(at, reason),
            _ => Standing::Good,
        }
    }

    /// Everything revoked until a moment: serial number, when, why.
    pub(crate) fn revoked_until(&self, until: NaiveDateTime) -> Vec<(Vec<u8>, NaiveDateTime, Reason)> {
        let mut all: BTreeMap<Vec<u8>, (NaiveDateTime, Reason)> =
            self.discarded().map(|(serial, at, reason)| (serial, (at, reason))).collect();
        for leaf in named().map(|chip| self.leaf(&chip, 1, self.first(&chip))) {
            all.extend(self.revoked_before(&leaf).map(|said| (leaf.serial(), said)));
        }
        for (id, record) in locked(&self.records).iter() {
            let Some(chip) = Chip::find(id) else { continue };
            let said = record.revoked.iter().filter_map(|(n, (at, code))| Some((*n, *at, Reason::from_code(*code)?)));
            all.extend(said.map(|(n, at, reason)| (chip.place.serial(n), (at, reason))));
        }
        all.into_iter().filter(|(_, (at, _))| *at <= until).map(|(serial, (at, why))| (serial, at, why)).collect()
    }

    /// Until when the hub does not know yet that a person's newest certificate is theirs; `None` where it does.
    pub(crate) fn link_under_way(&self, chip: &Chip, now: NaiveDateTime) -> Option<NaiveDateTime> {
        locked(&self.records).get(&chip.id)?.renewals.last().map(|r| r.linked).filter(|linked| *linked > now)
    }

    /// The renewals of a card, oldest first.
    pub(crate) fn renewals(&self, chip: &Chip) -> Vec<Renewal> {
        locked(&self.records).get(&chip.id).map(|record| record.renewals.clone()).unwrap_or_default()
    }

    /// Forgets all that has happened.
    pub(crate) fn forget(&self) {
        let mut records = locked(&self.records);
        records.clear();
        self.shelf.keep(&records);
    }

    fn change(&self, chip: &Chip, change: impl FnOnce(&mut Record)) {
        let mut records = locked(&self.records);
        change(records.entry(chip.id.clone()).or_default());
        self.shelf.keep(&records);
    }

    fn first(&self, chip: &Chip) -> NaiveDateTime {
        chip.issued(self.start).and_time(NaiveTime::MIN)
    }

    fn leaf(&self, chip: &Chip, sequence: u8, issued: NaiveDateTime) -> Leaf {
        Leaf { chip: chip.clone(), sequence, issued, card_issued: chip.issued(self.start) }
    }

    fn days_ago(&self, days: i64) -> NaiveDateTime {
        (self.start - Duration::days(days)).and_time(NaiveTime::MIN)
    }

    fn revoked_before(&self, leaf: &Leaf) -> Option<(NaiveDateTime, Reason)> {
        let reason = match leaf.chip.past {
            Past::Superseded => Reason::Superseded,
            Past::Lost => Reason::CertificateHold,
            _ => return None,
        };
        (leaf.sequence == 1).then(|| (self.days_ago(PAST_DAYS), reason))
    }

    fn discarded(&self) -> impl Iterator<Item = (Vec<u8>, NaiveDateTime, Reason)> {
        DISCARDED
            .into_iter()
            .map(|reason| (Place::Named(u8::MAX - reason.code()).serial(1), self.days_ago(100), reason))
    }
}

fn wrong(chip: &Chip, record: Option<&Record>) -> u8 {
    record.and_then(|record| record.wrong).unwrap_or(if chip.past == Past::Locked { TRIES } else { 0 })
}

/// Four digits.
pub(crate) fn is_pin(pin: &str) -> bool {
    pin.len() == 4 && pin.bytes().all(|b| b.is_ascii_digit())
}

fn pin_digest(card: &str, pin: &str) -> String {
    Sha256::digest(format!("pin {card} {pin}")).iter().map(|byte| format!("{byte:02x}")).collect()
}
