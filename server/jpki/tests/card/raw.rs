//! RSA by hand: keys and paddings that no honest library makes.

use jpki_issuer::der::{bits, null, oid, sequence, unsigned};
use jpki_issuer::key::Signs;
use num_bigint::BigUint;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};

const KNOWN: &str = include_str!("../../issuer/primes.txt");
const ODD: &str = include_str!("odd-primes.txt");

/// An RSA key of any size with any exponent.
pub(crate) struct RawKey {
    n: BigUint,
    e: BigUint,
    d: BigUint,
    sha1: bool,
}

impl RawKey {
    /// By name, with an exponent. With 1 as exponent a signature is its own message.
    pub(crate) fn new(name: &str, e: u32) -> Self {
        let line = KNOWN.lines().chain(ODD.lines()).find(|line| line.starts_with(&format!("{name} ")));
        let primes: Vec<BigUint> = line
            .expect("a known key")
            .split(' ')
            .skip(1)
            .map(|prime| BigUint::parse_bytes(prime.as_bytes(), 16).expect("a number"))
            .collect();
        let e = BigUint::from(e);
        let d = e.modinv(&((&primes[0] - 1_u8) * (&primes[1] - 1_u8))).expect("a right exponent");
        Self { n: &primes[0] * &primes[1], e, d, sha1: false }
    }

    /// The same, signing with SHA-1.
    pub(crate) fn with_sha1(mut self) -> Self {
        self.sha1 = true;
        self
    }

    /// Its public key as certificates carry it.
    pub(crate) fn spki(&self) -> Vec<u8> {
        sequence(&[&sequence(&[&oid("1.2.840.113549.1.1.1"), &null()]), &bits(&self.public_bits())])
    }

    /// The bits of its public key.
    pub(crate) fn public_bits(&self) -> Vec<u8> {
        sequence(&[&unsigned(&self.n.to_bytes_be()), &unsigned(&self.e.to_bytes_be())])
    }

    /// Signs whatever stands in the block.
    pub(crate) fn sign_block(&self, block: &[u8]) -> Vec<u8> {
        let length = self.n.to_bytes_be().len();
        let signature = BigUint::from_bytes_be(block).modpow(&self.d, &self.n).to_bytes_be();
        [vec![0; length - signature.len()], signature].concat()
    }

    /// The block of PKCS #1 v1.5: so many bytes of padding, then the digest, then something more.
    pub(crate) fn block(&self, digest_info: &[u8], more: &[u8], padding: Option<usize>) -> Vec<u8> {
        let length = self.n.to_bytes_be().len();
        let whole = length - 3 - digest_info.len() - more.len();
        let padding = padding.unwrap_or(whole);
        let mut block = vec![0, 1];
        block.extend(std::iter::repeat_n(0xff, padding));
        block.push(0);
        block.extend_from_slice(digest_info);
        block.extend_from_slice(more);
        block.resize(length, 0);
        block
    }
}

/// What is signed beside the padding.
pub(crate) fn digest_info(message: &[u8]) -> Vec<u8> {
    info("2.16.840.1.101.3.4.2.1", digest(&SHA256, message).as_ref())
}

fn info(algorithm: &str, digest: &[u8]) -> Vec<u8> {
    sequence(&[&sequence(&[&oid(algorithm), &null()]), &jpki_issuer::der::octets(digest)])
}

impl Signs for RawKey {
    fn algorithm(&self) -> Vec<u8> {
        let id = if self.sha1 { "1.2.840.113549.1.1.5" } else { "1.2.840.113549.1.1.11" };
        sequence(&[&oid(id), &null()])
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let info = if self.sha1 {
            info("1.3.14.3.2.26", digest(&SHA1_FOR_LEGACY_USE_ONLY, message).as_ref())
        } else {
            digest_info(message)
        };
        self.sign_block(&self.block(&info, &[], None))
    }
}
