//! Keys of the simulation: RSA from a list of primes that everybody may read, P-384 from a seed.

use num_bigint::BigUint;
use p384::ecdsa::signature::Signer as _;
use p384::ecdsa::{DerSignature, SigningKey};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA384, digest};
use ring::rand::SystemRandom;
use ring::rsa::{KeyPairComponents, PublicKeyComponents};
use ring::signature::{RSA_PKCS1_SHA256, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair};

use crate::der::{bits, null, oid, sequence, unsigned};

const PRIMES: &str = include_str!("../primes.txt");

/// Whoever can sign certificates.
pub trait Signs {
    /// The algorithm identifier in DER.
    fn algorithm(&self) -> Vec<u8>;
    /// The signature.
    fn sign(&self, message: &[u8]) -> Vec<u8>;
}

/// A private key.
pub enum Key {
    /// RSA, 2,048 bits.
    Rsa(Box<RsaKeyPair>, Vec<u8>),
    /// On P-384.
    P384(Box<SigningKey>),
}

impl Key {
    /// An RSA key from the list, by its name there.
    #[must_use]
    pub fn known(name: &str) -> Option<Self> {
        let line = PRIMES.lines().find(|line| line.split(' ').next() == Some(name))?;
        let mut primes = line.split(' ').skip(1).map(|prime| BigUint::parse_bytes(prime.as_bytes(), 16));
        Self::of_primes(&primes.next()??, &primes.next()??)
    }

    fn of_primes(p: &BigUint, q: &BigUint) -> Option<Self> {
        let one = BigUint::from(1_u8);
        let (p1, q1, e) = (p - &one, q - &one, BigUint::from(65_537_u32));
        let d = e.modinv(&(&p1 * &q1))?;
        let bytes = |number: &BigUint| number.to_bytes_be();
        let components = KeyPairComponents {
            public_key: PublicKeyComponents { n: bytes(&(p * q)), e: bytes(&e) },
            d: bytes(&d),
            p: bytes(p),
            q: bytes(q),
            dP: bytes(&(&d % &p1)),
            dQ: bytes(&(&d % &q1)),
            qInv: bytes(&q.modinv(p)?),
        };
        let pair = RsaKeyPair::from_components(&components).ok()?;
        let public = sequence(&[&unsigned(&bytes(&(p * q))), &unsigned(&bytes(&e))]);
        Some(Self::Rsa(Box::new(pair), public))
    }

    /// A P-384 key: the same from the same seed.
    #[must_use]
    pub fn from_seed(seed: &str) -> Self {
        let mut bytes = digest(&SHA384, seed.as_bytes());
        loop {
            // Nearly every 48 bytes are a key; the loop is for the rest.
            if let Ok(key) = SigningKey::from_slice(bytes.as_ref()) {
                return Self::P384(Box::new(key));
            }
            bytes = digest(&SHA384, bytes.as_ref());
        }
    }

    /// The bits of the public key.
    #[must_use]
    pub fn public_bits(&self) -> Vec<u8> {
        match self {
            Self::Rsa(_, public) => public.clone(),
            Self::P384(key) => key.verifying_key().to_encoded_point(false).as_bytes().to_vec(),
        }
    }

    /// The public key as certificates carry it.
    #[must_use]
    pub fn spki(&self) -> Vec<u8> {
        let algorithm = match self {
            Self::Rsa(..) => sequence(&[&oid("1.2.840.113549.1.1.1"), &null()]),
            Self::P384(_) => sequence(&[&oid("1.2.840.10045.2.1"), &oid("1.3.132.0.34")]),
        };
        sequence(&[&algorithm, &bits(&self.public_bits())])
    }

    /// The key identifier.
    #[must_use]
    pub fn id(&self) -> Vec<u8> {
        key_id(&self.public_bits())
    }

    /// A signature by PSS, where the key is RSA.
    #[must_use]
    pub fn sign_pss(&self, message: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Rsa(pair, _) => Some(rsa(pair, &RSA_PSS_SHA256, message)),
            Self::P384(_) => None,
        }
    }
}

/// The identifier that RFC 5280 makes from the bits of a key (method 1).
#[must_use]
pub fn key_id(public_bits: &[u8]) -> Vec<u8> {
    digest(&SHA1_FOR_LEGACY_USE_ONLY, public_bits).as_ref().to_vec()
}

impl Signs for Key {
    fn algorithm(&self) -> Vec<u8> {
        match self {
            Self::Rsa(..) => sequence(&[&oid("1.2.840.113549.1.1.11"), &null()]),
            Self::P384(_) => sequence(&[&oid("1.2.840.10045.4.3.3")]),
        }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Rsa(pair, _) => rsa(pair, &RSA_PKCS1_SHA256, message),
            Self::P384(key) => {
                let signature: DerSignature = key.sign(message);
                signature.as_bytes().to_vec()
            }
        }
    }
}

fn rsa(pair: &RsaKeyPair, scheme: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
    let mut signature = vec![0; pair.public().modulus_len()];
    pair.sign(scheme, &SystemRandom::new(), message, &mut signature)
        .expect("a whole key signs whenever there is randomness");
    signature
}
