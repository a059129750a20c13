//! The key that signs heads (P-256), the former ones that still verify, and the secret that hides network addresses.

use std::io::Write;
use std::net::IpAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use hkdf::Hkdf;
use p256::ecdsa::{SigningKey, VerifyingKey};
use p256::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, LineEnding};
use p256::{PublicKey, SecretKey};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::head::hex;

/// The file of keys cannot be used.
#[derive(Debug, Error)]
pub enum AuditKeyError {
    /// It cannot be read or made.
    #[error("PORTAL_AUDIT_KEY cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// It holds something else.
    #[error(
        "PORTAL_AUDIT_KEY cannot be used: it must be PEM, first the P-256 key that signs (PKCS#8), then former keys, private or public"
    )]
    Format,
}

/// Keys that verify, by their names.
pub struct KnownKeys(Vec<(String, VerifyingKey)>);

impl KnownKeys {
    /// All keys of a PEM file; public ones are enough.
    ///
    /// # Errors
    /// When the file cannot be read, or holds something else or nothing.
    pub fn from_file(file: &Path) -> Result<Self, AuditKeyError> {
        Self::from_pem(&std::fs::read_to_string(file)?)
    }

    fn from_pem(text: &str) -> Result<Self, AuditKeyError> {
        let keys: Option<Vec<_>> = blocks(text).map(|block| public_of(block).map(|key| (name(&key), key))).collect();
        keys.filter(|keys| !keys.is_empty()).map(Self).ok_or(AuditKeyError::Format)
    }

    pub(super) fn named(&self, wanted: &str) -> Option<&VerifyingKey> {
        self.0.iter().find(|(name, _)| name == wanted).map(|(_, key)| key)
    }
}

/// The key that signs, and what is made of it.
pub struct AuditKeys {
    signing: SigningKey,
    name: String,
    hiding: [u8; 32],
}

impl AuditKeys {
    /// The first key of a PEM file.
    ///
    /// # Errors
    /// When the file cannot be read, or does not begin with a private key, or holds something else besides.
    pub fn from_file(file: &Path) -> Result<Self, AuditKeyError> {
        let text = std::fs::read_to_string(file)?;
        KnownKeys::from_pem(&text)?;
        let first = blocks(&text).next().and_then(|block| SecretKey::from_pkcs8_pem(block).ok());
        first.map(|secret| Self::new(&secret)).ok_or(AuditKeyError::Format)
    }

    /// From a file that is made with a new key if it is not there; for the demo.
    ///
    /// # Errors
    /// When the file can be neither read nor made.
    pub fn from_own_file(file: &Path) -> Result<Self, AuditKeyError> {
        if !file.exists() {
            make(file)?;
        }
        Self::from_file(file)
    }

    /// A keyed digest of a network address: the same address is known again, and nobody without the key can tell which.
    #[must_use]
    pub fn place(&self, address: IpAddr) -> [u8; 8] {
        let mut place = [0; 8];
        Hkdf::<Sha256>::new(None, &self.hiding)
            .expand_multi_info(&[b"portal audit place 1\0", address.to_canonical().to_string().as_bytes()], &mut place)
            .expect("8 bytes are within the limit of the key derivation");
        place
    }

    pub(super) fn signing(&self) -> &SigningKey {
        &self.signing
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn new(secret: &SecretKey) -> Self {
        let signing = SigningKey::from(secret);
        let hiding =
            Sha256::new_with_prefix(b"portal audit places 1\0").chain_update(secret.to_bytes()).finalize().into();
        Self { name: name(signing.verifying_key()), signing, hiding }
    }
}

/// A new key in a new file. Two nodes that start at once make one: the second finds the first one's, whole.
fn make(file: &Path) -> Result<(), AuditKeyError> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // A random number is outside the group's order about once in 2^32: then another is drawn.
    let secret = loop {
        if let Ok(secret) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            break secret;
        }
    };
    let pem = secret.to_pkcs8_pem(LineEnding::LF).map_err(|_| AuditKeyError::Format)?;
    let draft = file.with_extension(format!("{}.new", hex(&rand::random::<[u8; 8]>())));
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?.write_all(pem.as_bytes())?;
    let linked = std::fs::hard_link(&draft, file);
    std::fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

/// The blocks of a PEM file, each with its own frame.
fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("-----BEGIN ").map(move |(start, _)| {
        let rest = &text[start..];
        let next = rest[1..].find("-----BEGIN ").map_or(rest.len(), |next| next + 1);
        rest[..next].trim_end()
    })
}

fn public_of(block: &str) -> Option<VerifyingKey> {
    let private = SecretKey::from_pkcs8_pem(block).map(|secret| secret.public_key());
    private.or_else(|_| PublicKey::from_public_key_pem(block)).ok().map(VerifyingKey::from)
}

/// What a key is called: half a digest of its public half.
fn name(key: &VerifyingKey) -> String {
    let digest = Sha256::new_with_prefix(b"portal audit key 1\0").chain_update(key.to_encoded_point(true)).finalize();
    hex(&digest[..8])
}

#[cfg(test)]
mod tests {
    use p256::pkcs8::EncodePublicKey;

    use super::*;

    #[test]
    fn a_key_is_made_once_and_former_ones_still_verify() {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("deep/old.key"), folder.path().join("new.key"));
        let first = AuditKeys::from_own_file(&old).expect("made");
        assert_eq!(AuditKeys::from_own_file(&old).expect("read").name(), first.name());
        let second = AuditKeys::from_own_file(&new).expect("made");
        assert_ne!(first.name(), second.name());
        let public = PublicKey::from(first.signing().verifying_key()).to_public_key_pem(LineEnding::LF).expect("PEM");
        let both = std::fs::read_to_string(&new).expect("read") + &public;
        std::fs::write(&new, both).expect("written");
        assert_eq!(AuditKeys::from_file(&new).expect("the first signs").name(), second.name());
        let known = KnownKeys::from_file(&new).expect("both");
        assert!(known.named(first.name()).is_some() && known.named(second.name()).is_some());
        let alone = folder.path().join("public.pem");
        std::fs::write(&alone, public).expect("written");
        assert!(KnownKeys::from_file(&alone).is_ok(), "a public key verifies");
        assert!(matches!(AuditKeys::from_file(&alone), Err(AuditKeyError::Format)), "and does not sign");
        let left: Vec<_> = std::fs::read_dir(folder.path().join("deep")).expect("a folder").collect();
        assert_eq!(left.len(), 1, "no draft is left: {left:?}");
    }

    #[test]
    fn a_file_of_another_kind_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("audit.key");
        for wrong in ["", "abc", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"] {
            std::fs::write(&file, wrong).expect("written");
            assert!(matches!(AuditKeys::from_file(&file), Err(AuditKeyError::Format)), "{wrong:?}");
        }
    }

    #[test]
    fn an_address_is_known_again_and_not_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let one = AuditKeys::from_own_file(&folder.path().join("one")).expect("made");
        let other = AuditKeys::from_own_file(&folder.path().join("other")).expect("made");
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        assert_eq!(one.place(address("192.0.2.1")), one.place(address("::ffff:192.0.2.1")));
        assert_ne!(one.place(address("192.0.2.1")), one.place(address("192.0.2.2")));
        assert_ne!(one.place(address("192.0.2.1")), other.place(address("192.0.2.1")));
    }
}
