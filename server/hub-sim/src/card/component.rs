//! The card in its reader: checks the PIN itself and signs what it is handed. Whether that opens a door is not its business.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use jpki::algorithm::Scheme;
use jpki_issuer::key::{Key, Signs as _};

use crate::ca::chip::Chip;
use crate::ca::ledger::PinResult;
use crate::hub::{Hub, locked};

/// What a card hands over.
#[derive(Clone, Debug)]
pub(crate) struct CardAnswer {
    /// How it signed.
    pub(crate) scheme: Scheme,
    /// The signature.
    pub(crate) signature: Vec<u8>,
    /// Its certificate in DER.
    pub(crate) certificate: Vec<u8>,
}

/// Why a card does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// No card was named.
    Nameless,
    /// There is no such card.
    NoSuchCard,
    /// Taken away while it worked. The PIN was not looked at.
    TakenAway,
    /// The PIN is wrong; so many tries are left.
    WrongPin(u8),
    /// That is no PIN; not counted.
    NotAPin,
    /// Too many wrong PINs, with this one or before.
    Locked,
}

/// What makes a card sign.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Proof<'a> {
    /// The PIN.
    Pin(&'a str),
    /// The face, compared by a terminal with the picture in the card. The PIN and its count do not matter.
    Face,
}

/// How a card lies in its reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    /// It is slow to answer.
    pub(crate) slow: Duration,
    /// It is taken away before it answers.
    pub(crate) taken_away: bool,
}

impl Contact {
    /// Read from `ok`, `taken-away` or `slow=<ms>`; nothing is as good as `ok`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "" | "ok" => Some(Self::default()),
            "taken-away" => Some(Self { taken_away: true, ..Self::default() }),
            other => {
                let slow = Duration::from_millis(other.strip_prefix("slow=")?.parse().ok()?);
                Some(Self { slow, taken_away: false })
            }
        }
    }
}

/// Cards that do not lie well.
#[derive(Default)]
pub(crate) struct Reader(Mutex<HashMap<String, Contact>>);

impl Reader {
    /// Puts a card down in some way.
    pub(crate) fn put(&self, card: &str, contact: Contact) {
        let mut contacts = locked(&self.0);
        if contact == Contact::default() {
            contacts.remove(card);
        } else {
            contacts.insert(card.to_owned(), contact);
        }
    }

    /// Puts all cards down well.
    pub(crate) fn forget(&self) {
        locked(&self.0).clear();
    }

    fn contact(&self, card: &str) -> Contact {
        locked(&self.0).get(card).copied().unwrap_or_default()
    }
}

/// The card's answer to a text, given the right PIN or face.
///
/// # Errors
/// Why there is none.
pub(crate) async fn answer(hub: &Hub, card: &str, proof: Proof<'_>, text: &str) -> Result<CardAnswer, NoAnswer> {
    let card = super::narrow(card.trim()).to_ascii_lowercase();
    if card.is_empty() {
        return Err(NoAnswer::Nameless);
    }
    let chip = Chip::find(&card).ok_or(NoAnswer::NoSuchCard)?;
    let contact = hub.reader.contact(&card);
    tokio::time::sleep(contact.slow).await;
    if contact.taken_away {
        return Err(NoAnswer::TakenAway);
    }
    let result = match proof {
        Proof::Pin(pin) => hub.ledger.try_pin(&chip, pin),
        Proof::Face => PinResult::Right,
    };
    match result {
        PinResult::Right => {}
        PinResult::Wrong(left) => return Err(NoAnswer::WrongPin(left)),
        PinResult::NotAPin => return Err(NoAnswer::NotAPin),
        PinResult::Locked => return Err(NoAnswer::Locked),
    }
    let leaf = hub.ledger.current(&chip);
    let key = chip.key(leaf.sequence);
    let (scheme, signature) = sign(&chip, &key, text.as_bytes());
    Ok(CardAnswer { scheme, signature, certificate: leaf.der(&key, &hub.authorities) })
}

/// Today's cards know two ways to sign by RSA; one test card uses the other.
fn sign(chip: &Chip, key: &Key, text: &[u8]) -> (Scheme, Vec<u8>) {
    match key {
        Key::P384(_) => (Scheme::Ecdsa, key.sign(text)),
        Key::Rsa(..) => match key.sign_pss(text).filter(|_| chip.id == "chronic") {
            Some(signature) => (Scheme::Pss, signature),
            None => (Scheme::Pkcs1, key.sign(text)),
        },
    }
}
