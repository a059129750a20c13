//! The provider's keys, and tokens signed by them, rightly or wrongly.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jpki_issuer::key::{Key, Signs};
use jsonwebtoken::{Algorithm, EncodingKey};
use p256::SecretKey;
use p256::pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding};
use serde_json::{Value, json};

use super::lie::{Lie, Signature};

/// Two keys on P-256, one of them published, and one of RSA.
pub(crate) struct Keys {
    published: SecretKey,
    other: SecretKey,
    rsa: Key,
}

impl Keys {
    pub(crate) fn new() -> Self {
        Self {
            published: SecretKey::from_slice(&[7; 32]).unwrap(),
            other: SecretKey::from_slice(&[9; 32]).unwrap(),
            rsa: Key::known("reserve-1").unwrap(),
        }
    }

    /// The published set.
    pub(crate) fn set(&self) -> Value {
        let Key::Rsa(_, public) = &self.rsa else { unreachable!("it was made so") };
        // SEQUENCE { INTEGER, INTEGER }: the first number is the modulus, behind its head and one zero.
        let modulus = URL_SAFE_NO_PAD.encode(&public[9..265]);
        json!({ "keys": [
            jwk(&self.published, "ec"),
            { "kty": "RSA", "kid": "rsa", "use": "sig", "alg": "RS256", "n": modulus, "e": "AQAB" },
        ]})
    }

    /// The public half of the key that is not published.
    pub(crate) fn other_public(&self) -> Value {
        jwk(&self.other, "other")
    }

    /// An ID token as the lie wants it.
    pub(crate) fn token(&self, lie: &Lie, claims: &Value) -> String {
        let kid = if lie.signature == Signature::Rsa { "rsa" } else { "ec" };
        let algorithm = match lie.signature {
            Signature::Nobody => "none",
            Signature::PublicKeyAsSecret => "HS256",
            Signature::Rsa => "RS256",
            Signature::Right | Signature::OtherKey | Signature::Damaged => "ES256",
        };
        let mut header = json!({ "alg": algorithm, "kid": kid });
        (lie.header)(&mut header);
        // A row that embeds a key writes `"jwk": true`, because only here the key is known.
        if header.get("jwk") == Some(&Value::Bool(true)) {
            header["jwk"] = self.other_public();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let signature = match lie.signature {
            Signature::Right => es256(&self.published, &message),
            Signature::OtherKey => es256(&self.other, &message),
            Signature::Nobody => String::new(),
            Signature::PublicKeyAsSecret => {
                let public = self.published.public_key().to_public_key_pem(LineEnding::LF).unwrap();
                let secret = EncodingKey::from_secret(public.as_bytes());
                jsonwebtoken::crypto::sign(message.as_bytes(), &secret, Algorithm::HS256).unwrap()
            }
            Signature::Rsa => URL_SAFE_NO_PAD.encode(self.rsa.sign(message.as_bytes())),
            Signature::Damaged => {
                let mut bytes = URL_SAFE_NO_PAD.decode(es256(&self.published, &message)).unwrap();
                *bytes.last_mut().unwrap() ^= 1;
                URL_SAFE_NO_PAD.encode(bytes)
            }
        };
        (lie.cut)(format!("{message}.{signature}"))
    }
}

fn jwk(key: &SecretKey, kid: &str) -> Value {
    let mut jwk: Value = serde_json::from_str(&key.public_key().to_jwk_string()).unwrap();
    jwk["kid"] = kid.into();
    jwk["use"] = "sig".into();
    jwk["alg"] = "ES256".into();
    jwk
}

fn es256(key: &SecretKey, message: &str) -> String {
    let pem = key.to_pkcs8_pem(LineEnding::LF).unwrap();
    let key = EncodingKey::from_ec_pem(pem.as_bytes()).unwrap();
    jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::ES256).unwrap()
}
