//! The hidden field of every form that changes something: it proves that the form comes from a page shown to this session.
//!
//! A key is a random half and a proof of it (HMAC-SHA-256, as the expanding step of HKDF) under a secret of whoever the
//! page was shown to: the session's cookie, or the server's own secret where nobody was signed in. Nothing is stored. The
//! random half makes each page's key another one, so that a form counts once, and so that nothing can be learned from how
//! well a page compresses.
//!
//! The server's secret and not a cookie for people who are not signed in: their forms do nothing in anybody's name, they
//! work in a browser that keeps no cookies, and a page that was opened from another site needs no cookie either.
//!
//! A key also says, in a mark that only its session can make, for whom the session acted when the page was shown (代理人): a
//! form opened for one person is never taken for another.
//!
//! And it says, in a mark that only the server can make and that names nobody, whose own page it was: a form of a session
//! that the same person has since replaced (they signed in again in another tab) counts for nothing, but what was typed into
//! it may be handed back to them.

use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::session::Session;
use crate::session::cookie::{CookieRules, Jar};
use crate::store::RowId;

const ONCE: usize = 16;
const WHOSE: usize = 16;
const PERSON: usize = 16;
const PROOF: usize = 32;

/// Name of the hidden field.
pub const FIELD: &str = "form_key";
/// Name of the header in which a script may send the key instead.
pub const HEADER: &str = "x-form-key";

/// Makes keys and knows its own again.
pub struct FormKeys {
    secret: [u8; 32],
}

/// The random half of a key that was proved: names one form of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormOnce(pub String);

impl FormKeys {
    /// From what all nodes of one portal share and nobody else knows.
    #[must_use]
    pub fn from_secret(shared: &[u8]) -> Self {
        let mut secret = [0; 32];
        expand(shared, &[b"portal form secret 1"], &mut secret);
        Self { secret }
    }

    /// With a secret that lives as long as the process.
    #[must_use]
    pub fn generate() -> Self {
        Self::from_secret(&rand::random::<[u8; 32]>())
    }

    /// Whether this has the shape of a key of some page of ours, whoever's; it proves nothing.
    #[must_use]
    pub fn is_shaped(key: &str) -> bool {
        URL_SAFE_NO_PAD.decode(key).is_ok_and(|bytes| bytes.len() == ONCE + WHOSE + PERSON + PROOF)
    }

    /// A new key for a page shown to the session of this cookie, or to nobody's; `acting` is the delegation by which the
    /// session acts, `person` whose session it is.
    #[must_use]
    pub fn mint(&self, session: Option<&str>, acting: Option<&str>, person: Option<&RowId>) -> String {
        let once: [u8; ONCE] = rand::random();
        let mut key = once.to_vec();
        key.extend_from_slice(&self.whose(session, acting, &once));
        // A page shown while acting for another is nobody's own: what was typed there is not handed back elsewhere.
        key.extend_from_slice(&match (person, acting) {
            (Some(person), None) => self.persons(person, &once),
            _ => rand::random(),
        });
        key.extend_from_slice(&self.proof(session, &key));
        URL_SAFE_NO_PAD.encode(key)
    }

    /// The random half of a key that was minted for this session (or for nobody's) while it acted by this delegation (or
    /// by none).
    ///
    /// # Errors
    /// [`Unproved::Foreign`] for a key of anybody else, [`Unproved::Switched`] for one of this session from when it acted
    /// for another.
    pub fn prove(&self, session: Option<&str>, acting: Option<&str>, key: &str) -> Result<FormOnce, Unproved> {
        let bytes = parts(key).ok_or(Unproved::Foreign)?;
        let (said, proof) = bytes.split_at(ONCE + WHOSE + PERSON);
        let (once, whose) = (&said[..ONCE], &said[ONCE..ONCE + WHOSE]);
        if !same(&self.proof(session, said), proof) {
            return Err(Unproved::Foreign);
        }
        if !same(&self.whose(session, acting, once), whose) {
            return Err(Unproved::Switched);
        }
        Ok(FormOnce(URL_SAFE_NO_PAD.encode(once)))
    }

    /// Whether a key was minted for a page of this person's own, in whichever session. It proves nothing about who sends it.
    #[must_use]
    pub fn was_of(&self, person: &RowId, key: &str) -> bool {
        parts(key).is_some_and(|bytes| {
            same(&self.persons(person, &bytes[..ONCE]), &bytes[ONCE + WHOSE..ONCE + WHOSE + PERSON])
        })
    }

    /// Whether the page that asks, by the key it sends along, was shown to this session, or to an earlier one of the same
    /// person as their own. Who sends no key has no page to close.
    #[must_use]
    pub fn page_is_of(&self, cookies: CookieRules, session: &Session, headers: &HeaderMap) -> bool {
        let Some(key) = headers.get(HEADER).and_then(|key| key.to_str().ok()) else { return true };
        let proof = self.prove(cookies.read(Jar::Session, headers), session.delegation(), key);
        matches!(proof, Ok(_) | Err(Unproved::Switched)) || self.was_of(&session.person, key)
    }

    fn proof(&self, session: Option<&str>, said: &[u8]) -> [u8; PROOF] {
        let mut proof = [0; PROOF];
        match session {
            Some(cookie) => expand(cookie.as_bytes(), &[b"portal form key 3 session", said], &mut proof),
            None => expand(&self.secret, &[b"portal form key 3 nobody", said], &mut proof),
        }
        proof
    }

    fn persons(&self, person: &RowId, once: &[u8]) -> [u8; PERSON] {
        let mut mark = [0; PERSON];
        expand(&self.secret, &[b"portal form key 3 person", once, person], &mut mark);
        mark
    }

    fn whose(&self, session: Option<&str>, acting: Option<&str>, once: &[u8]) -> [u8; WHOSE] {
        let mut mark = [0; WHOSE];
        let secret = session.map_or(&self.secret[..], str::as_bytes);
        expand(secret, &[b"portal form key 3 whose", once, acting.unwrap_or_default().as_bytes()], &mut mark);
        mark
    }
}

/// Why a key is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unproved {
    /// It was not made for this session.
    Foreign,
    /// It was, while it acted for another, or for nobody.
    Switched,
}

/// The bytes of a key, where it can be one.
fn parts(key: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(key).ok().filter(|bytes| bytes.len() == ONCE + WHOSE + PERSON + PROOF)
}

/// Compares without telling by its time where the difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

fn expand(secret: &[u8], what: &[&[u8]], out: &mut [u8]) {
    Hkdf::<Sha256>::new(None, secret)
        .expand_multi_info(what, out)
        .expect("32 bytes are within the limit of the key derivation");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_good_for_whom_it_was_made() {
        let (keys, others) = (FormKeys::generate(), FormKeys::generate());
        for made_for in [Some("a"), Some("b"), None] {
            let key = keys.mint(made_for, None, None);
            for sent_by in [Some("a"), Some("b"), None] {
                assert_eq!(keys.prove(sent_by, None, &key).is_ok(), made_for == sent_by, "{made_for:?} {sent_by:?}");
            }
        }
        assert_eq!(others.prove(None, None, &keys.mint(None, None, None)), Err(Unproved::Foreign), "another portal's");
        assert!(
            others.prove(Some("a"), None, &keys.mint(Some("a"), None, None)).is_ok(),
            "any node of this portal knows a session"
        );
    }

    #[test]
    fn a_key_is_good_for_the_person_whose_page_it_stood_on() {
        let keys = FormKeys::generate();
        for shown in [None, Some("d-1"), Some("d-2")] {
            let key = keys.mint(Some("a"), shown, None);
            for sent in [None, Some("d-1"), Some("d-2")] {
                let expected = if shown == sent { None } else { Some(Unproved::Switched) };
                assert_eq!(keys.prove(Some("a"), sent, &key).err(), expected, "{shown:?} {sent:?}");
                assert_eq!(keys.prove(Some("b"), sent, &key).err(), Some(Unproved::Foreign), "another session");
            }
        }
    }

    #[test]
    fn whose_own_page_it_was_is_known_in_the_next_session_and_to_nobody_else() {
        let (keys, others) = (FormKeys::generate(), FormKeys::generate());
        let (one, two) = ([1; 32], [2; 32]);
        let key = keys.mint(Some("a"), None, Some(&one));
        assert!(keys.was_of(&one, &key) && !keys.was_of(&two, &key) && !others.was_of(&one, &key));
        assert_eq!(
            keys.prove(Some("b"), None, &key),
            Err(Unproved::Foreign),
            "it still counts for its own session alone"
        );
        for nobodys in [keys.mint(Some("a"), Some("d-1"), Some(&one)), keys.mint(None, None, None), "x".to_owned()] {
            assert!(!keys.was_of(&one, &nobodys), "{nobodys}");
        }
    }

    #[test]
    fn no_byte_of_a_key_may_change() {
        let keys = FormKeys::generate();
        let key = keys.mint(None, None, None);
        let bytes = URL_SAFE_NO_PAD.decode(&key).expect("base64");
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_eq!(
                keys.prove(None, None, &URL_SAFE_NO_PAD.encode(changed)),
                Err(Unproved::Foreign),
                "byte {place}"
            );
        }
        for wrong in ["", "x", &key[1..], &format!("{key}A"), "あ"] {
            assert_eq!(keys.prove(None, None, wrong), Err(Unproved::Foreign), "{wrong}");
        }
        assert_ne!(keys.mint(None, None, None), key, "each page has its own");
    }
}
