//! The keys that seal what people keep: the first of the file seals, every one opens, so that a key can be replaced.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Nonce};
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::store::RowId;

const NONCE: usize = 12;
const NAME: usize = 4;

/// The file of keys cannot be used.
#[derive(Debug, Error)]
pub enum KeyFileError {
    /// It cannot be read or made.
    #[error("PORTAL_DATA_KEY cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// It holds something else.
    #[error("PORTAL_DATA_KEY cannot be used: each line must be 32 random bytes in base64url, the newest first")]
    Format,
}

/// The keys, newest first.
pub struct VaultKeys(Vec<[u8; 32]>);

impl VaultKeys {
    /// From a file with one key a line.
    ///
    /// # Errors
    /// When the file cannot be read or holds no key.
    pub fn from_file(file: &Path) -> Result<Self, KeyFileError> {
        let text = std::fs::read_to_string(file)?;
        let keys: Option<Vec<[u8; 32]>> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| URL_SAFE_NO_PAD.decode(line).ok()?.try_into().ok())
            .collect();
        keys.filter(|keys| !keys.is_empty()).map(Self).ok_or(KeyFileError::Format)
    }

    /// From a file that is made with a new key if it is not there; for the demo.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn from_own_file(file: &Path) -> Result<Self, KeyFileError> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
        match made {
            Ok(mut made) => writeln!(made, "{}", URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))?,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
        Self::from_file(file)
    }

    /// A new key that lives as long as the process.
    #[must_use]
    pub fn generate() -> Self {
        Self(vec![rand::random()])
    }

    /// Seals a person's value of a kind: name of the key, nonce, ciphertext.
    pub(super) fn seal(&self, person: RowId, kind: &str, plain: &[u8]) -> Vec<u8> {
        let key = &self.0[0];
        let nonce: [u8; NONCE] = rand::random();
        let mut sealed = name(key).to_vec();
        sealed.extend(nonce);
        let payload = Payload { msg: plain, aad: &place(key, person, kind) };
        let body = cipher(key, person).encrypt(Nonce::from_slice(&nonce), payload);
        sealed.extend(body.expect("a kept value is far shorter than the cipher's limit of 256 GB"));
        sealed
    }

    /// A name for a text of a person's, by the newest key.
    pub(super) fn token(&self, person: RowId, text: &str) -> [u8; 16] {
        self.tokens(person).of(text)
    }

    /// The same for many texts of one person.
    pub(super) fn tokens(&self, person: RowId) -> Tokens {
        Tokens(Hkdf::new(Some(&person), &self.0[0]))
    }

    /// Opens what [`Self::seal`] made in this very place; nothing if it was made elsewhere, by another key, or changed.
    pub(super) fn open(&self, person: RowId, kind: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (named, rest) = sealed.split_at_checked(NAME)?;
        let (nonce, body) = rest.split_at_checked(NONCE)?;
        let key = self.0.iter().find(|key| name(key) == named)?;
        let payload = Payload { msg: body, aad: &place(key, person, kind) };
        cipher(key, person).decrypt(Nonce::from_slice(nonce), payload).ok()
    }
}

/// Makes what stands for texts of one person.
pub(super) struct Tokens(Hkdf<Sha256>);

impl Tokens {
    /// What stands for a text.
    pub(super) fn of(&self, text: &str) -> [u8; 16] {
        let mut token = [0; 16];
        self.0
            .expand_multi_info(&[b"portal vault token 1\0", text.as_bytes()], &mut token)
            .expect("16 bytes are within the limit of the key derivation");
        token
    }
}

/// What a key is called; does not lead back to it.
fn name(key: &[u8; 32]) -> [u8; NAME] {
    let digest: [u8; 32] = Sha256::new_with_prefix(b"portal vault key name 1\0").chain_update(key).finalize().into();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Table, kind, person and key: a value that is moved does not open.
fn place(key: &[u8; 32], person: RowId, kind: &str) -> Vec<u8> {
    [b"kept\0", kind.as_bytes(), b"\0", &person[..], &name(key)[..]].concat()
}

fn cipher(key: &[u8; 32], person: RowId) -> ChaCha20Poly1305 {
    let mut own = [0; 32];
    Hkdf::<Sha256>::new(Some(&person), key)
        .expand(b"portal vault 1", &mut own)
        .expect("32 bytes are within the limit of the key derivation");
    ChaCha20Poly1305::new((&own).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_byte_of_a_seal_may_change() {
        let keys = VaultKeys::generate();
        let sealed = keys.seal([1; 32], "noted", b"text");
        assert_eq!(keys.open([1; 32], "noted", &sealed).as_deref(), Some(&b"text"[..]));
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(keys.open([1; 32], "noted", &changed), None, "byte {place}");
        }
        assert_eq!(keys.open([1; 32], "noted", &sealed[..7]), None);
        assert_eq!(VaultKeys::generate().open([1; 32], "noted", &sealed), None, "another portal's");
    }

    #[test]
    fn a_token_is_this_persons_and_this_portals() {
        let keys = VaultKeys::generate();
        let token = keys.token([1; 32], "text");
        assert_eq!(keys.token([1; 32], "text"), token);
        for other in
            [keys.token([2; 32], "text"), keys.token([1; 32], "texts"), VaultKeys::generate().token([1; 32], "text")]
        {
            assert_ne!(other, token);
        }
    }

    #[test]
    fn an_older_key_still_opens_what_it_sealed() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("data.key");
        let before = VaultKeys::from_own_file(&file).expect("made");
        let sealed = before.seal([1; 32], "noted", b"text");
        let newer = URL_SAFE_NO_PAD.encode([7; 32]);
        let old = std::fs::read_to_string(&file).expect("written");
        std::fs::write(&file, format!("{newer}\n{old}")).expect("written");
        let after = VaultKeys::from_own_file(&file).expect("read");
        assert_eq!(after.open([1; 32], "noted", &sealed).as_deref(), Some(&b"text"[..]));
        assert_eq!(before.open([1; 32], "noted", &after.seal([1; 32], "noted", b"text")), None, "the newest seals");
    }

    #[test]
    fn a_file_that_holds_no_keys_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("data.key");
        for wrong in ["", "\n", "abc", "あ"] {
            std::fs::write(&file, wrong).expect("written");
            assert!(matches!(VaultKeys::from_file(&file), Err(KeyFileError::Format)), "{wrong:?}");
        }
    }
}
