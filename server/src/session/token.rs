//! The secret in a cookie: what it is called in the store, and what it opens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::store::RowId;

const NONCE_LENGTH: usize = 12;

/// 256 random bits. Kept by one browser, never by the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// As in a cookie. Only ever written into what another token seals.
impl Serialize for Token {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.value())
    }
}

impl<'de> Deserialize<'de> for Token {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom("no token"))
    }
}

impl Token {
    /// A new one.
    #[must_use]
    pub fn generate() -> Self {
        Self(rand::random())
    }

    /// From a cookie's value; nothing if it is not one of ours.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(value).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// For the cookie.
    #[must_use]
    pub fn value(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Its name in the store; does not lead back to the token.
    #[must_use]
    pub fn row_id(&self) -> RowId {
        Sha256::digest(self.0).into()
    }

    /// Seals bytes so that only this token opens them, and only in their own row.
    #[must_use]
    pub fn seal(&self, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LENGTH] = rand::random();
        let mut sealed = nonce.to_vec();
        let body = self
            .cipher()
            .encrypt(Nonce::from_slice(&nonce), Payload { msg: plain, aad: &self.row_id() })
            .expect("a session is far shorter than the cipher's limit of 256 GB");
        sealed.extend(body);
        sealed
    }

    /// Opens what [`Self::seal`] made; nothing if it was made by another token or changed.
    #[must_use]
    pub fn open(&self, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LENGTH)?;
        self.cipher().decrypt(Nonce::from_slice(nonce), Payload { msg: body, aad: &self.row_id() }).ok()
    }

    /// Seals bytes of a kind that live with the session, so that they open as nothing else.
    #[must_use]
    pub fn seal_kind(&self, kind: &str, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_LENGTH] = rand::random();
        let mut sealed = nonce.to_vec();
        let payload = Payload { msg: plain, aad: &self.place(kind) };
        let body = self.cipher().encrypt(Nonce::from_slice(&nonce), payload);
        sealed.extend(body.expect("a kept value is far shorter than the cipher's limit of 256 GB"));
        sealed
    }

    /// Opens what [`Self::seal_kind`] made for this very kind.
    #[must_use]
    pub fn open_kind(&self, kind: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LENGTH)?;
        let payload = Payload { msg: body, aad: &self.place(kind) };
        self.cipher().decrypt(Nonce::from_slice(nonce), payload).ok()
    }

    /// Another secret for the same browser, that outlives the session and opens nothing of it.
    #[must_use]
    pub fn of_drafts(&self) -> Self {
        let mut other = [0; 32];
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(b"portal drafts 1", &mut other)
            .expect("32 bytes are within the limit of the key derivation");
        Self(other)
    }

    /// The name in the store of what it opens for one page.
    #[must_use]
    pub fn row_id_of(&self, page: &str) -> RowId {
        Sha256::digest(self.place(&format!("page\0{page}"))).into()
    }

    fn place(&self, kind: &str) -> Vec<u8> {
        [b"session kept\0", &self.row_id()[..], kind.as_bytes()].concat()
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(b"portal session seal 1", &mut key)
            .expect("32 bytes are within the limit of the key derivation");
        ChaCha20Poly1305::new((&key).into())
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_seal_of_a_kind_opens_as_that_kind_alone() {
        let token = Token::generate();
        let sealed = token.seal_kind("book", b"rows");
        assert_eq!(token.open_kind("book", &sealed).as_deref(), Some(&b"rows"[..]));
        for other in
            [token.open_kind("other", &sealed), token.open(&sealed), Token::generate().open_kind("book", &sealed)]
        {
            assert_eq!(other, None);
        }
    }

    #[test]
    fn only_the_same_token_opens_a_seal() {
        let token = Token::generate();
        let sealed = token.seal(b"person");
        assert_eq!(token.open(&sealed).as_deref(), Some(&b"person"[..]));
        assert_eq!(Token::generate().open(&sealed), None);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(token.open(&changed), None, "byte {place}");
        }
        assert_eq!(token.open(&sealed[..5]), None);
    }

    #[test]
    fn a_token_survives_its_cookie() {
        let token = Token::generate();
        assert_eq!(Token::parse(&token.value()), Some(token.clone()));
        for wrong in ["", "abc", &token.value()[1..], &format!("{}A", token.value()), "あ"] {
            assert_eq!(Token::parse(wrong), None, "{wrong}");
        }
    }
}
